package org.glassformer.app.feature.attention.map;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.AttentionLines;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The large attention picture in a panel: layer and head in its title, the kind of picture and what it is made of above
/// it, the legend and what can be taken out below, and on demand the newest row and the table in place of the picture.
public final class MapView extends VBox {

    private static final double SHORT_NAMES = 30;
    private static final double LOW = 26;
    private static final double ONE_LINE = 50;

    private final MapViewModel model;
    private final Heatmap map;
    private final AttentionLines lines;
    private final MapToolbar toolbar;
    private final MapFooter footer;
    private final TakeOutButtons buttons;
    private final BooleanProperty low = new SimpleBooleanProperty(this, "low");

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public MapView(MapViewModel model, Executor painter, PanelExport export) {
        this.model = model;
        this.map = heatmap(painter);
        this.lines = lines();
        this.toolbar = new MapToolbar(model, map, lines);
        this.footer = new MapFooter(model, map);
        this.buttons = new TakeOutButtons(model);
        map.selectedCellProperty().bindBidirectional(model.lockedProperty());
        lines.selectedProperty().bindBidirectional(model.lockedProperty());
        map.previewProperty().bind(model.previewProperty());
        lines.previewProperty().bind(model.previewProperty());
        TwinTable table = new TwinTable(model.twin());
        List.<ReadOnlyObjectProperty<@Nullable Cell>>of(
                        map.hoveredCellProperty(), lines.hoveredProperty(), table.hoveredProperty())
                .forEach(hovered ->
                        hovered.subscribe((before, now) -> model.hoveredProperty().set(now)));
        table.visibleProperty().bind(model.twin().shownProperty());
        table.managedProperty().bind(table.visibleProperty());
        StackPane stage = new StackPane(map, lines, table);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        NewestRowStrip strip = new NewestRowStrip(model.newestRow());
        VBox content = new VBox(toolbar, stage, strip, footer);
        content.getStyleClass().add("content");
        StackPane body =
                new StackPane(content); // keeps its look where the panel is shown elsewhere
        body.getStyleClass().add(StyleClass.ATTENTION_MAP);
        body.setMinSize(0, 0);
        Card card = new Card("", body);
        HeadSteppers steppers = new HeadSteppers(model);
        card.leading().setAll(steppers);
        card.subtitleProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::subtitle,
                                lines.visibleProperty(),
                                lines.readingProperty(),
                                map.readingProperty(),
                                low));
        card.actions()
                .add(
                        new ExportMenu(
                                card, model.numbers()::caption, model.numbers()::numbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        model.pictureProperty().subscribe(this::show);
        model.nextProperty()
                .subscribe(next ->
                        map.nextDataProperty().set(next.stream().map(MapPicture::data).toList()));
        model.twin().shownProperty().subscribe((before, now) -> choose());
        Label em = new Label("M");
        em.setVisible(false);
        em.setManaged(false);
        getChildren().add(em);
        widthProperty()
                .subscribe(width ->
                        model.briefProperty()
                                .set(width.doubleValue() < SHORT_NAMES * em.getFont().getSize()));
        footer.hold(buttons);
        Runnable fit =
                () -> {
                    double size = em.getFont().getSize();
                    boolean flat = content.getHeight() < LOW * size;
                    dense(flat, flat || content.getWidth() < ONE_LINE * size);
                };
        content.heightProperty().subscribe((before, now) -> fit.run());
        content.widthProperty().subscribe((before, now) -> fit.run());
        dense(false, false);
    }

    /// What is under the pointer; else the axes, where they have no titles of their own.
    private String subtitle() {
        String reading =
                lines.isVisible() ? lines.readingProperty().get() : map.readingProperty().get();
        return reading.isEmpty() && low.get() ? Messages.text("amap.axes") : reading;
    }

    /// Where there is little room the picture gets the row of the buttons, which go into the toolbar as icons, and where
    /// it is low the rows of the axis titles as well.
    private void dense(boolean lowNow, boolean brief) {
        low.set(lowNow);
        buttons.brief(brief);
        boolean above = toolbar.equals(buttons.getParent());
        if (brief && !above) {
            toolbar.hold(buttons);
        } else if (!brief && above) {
            footer.hold(buttons);
        }
        map.rowTitleProperty().set(lowNow ? "" : Messages.text("amap.rows"));
        map.columnTitleProperty().set(lowNow ? "" : Messages.text("amap.columns"));
    }

    private Heatmap heatmap(Executor painter) {
        Heatmap made = new Heatmap(painter);
        made.setId("attention-map");
        made.legendVisibleProperty().set(false);
        made.readingVisibleProperty().set(false);
        return made;
    }

    private AttentionLines lines() {
        AttentionLines made = new AttentionLines();
        made.setId("attention-lines");
        return made;
    }

    private void show(MapPicture picture) {
        map.rowLabelsProperty().set(picture.labels());
        map.columnLabelsProperty().set(picture.labels());
        map.setData(picture.data());
        lines.dataProperty().set(picture.lines());
        choose();
    }

    /// One of map, lines and table.
    private void choose() {
        boolean table = model.twin().shownProperty().get();
        boolean drawn = model.pictureProperty().get().kind() == MapKind.LINES;
        map.setVisible(!table && !drawn);
        lines.setVisible(!table && drawn);
    }
}
