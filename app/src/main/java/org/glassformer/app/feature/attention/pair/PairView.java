package org.glassformer.app.feature.attention.pair;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.theme.StyleClass;

/// The panel of one pair: its figures, the stages of the head one click each, and the formula with real numbers.
///
/// A wide panel, as one that fills the screen, has all stages below each other beside the figures.
public final class PairView extends VBox {

    private static final double WIDE_FROM = 42; // em

    private final PairViewModel model;
    private final PairRows rows;
    private final SectionBar<Stage> stages;
    private final VBox strips = new VBox();
    private final Label formula = new Label();
    private final Label note = new Label();
    private final VBox narrow = new VBox();
    private final VBox figures = new VBox();
    private final HBox wide = new HBox();
    private final StackPane content =
            new StackPane() {
                @Override
                protected void layoutChildren() {
                    dropWhatHasNoRoom();
                    super.layoutChildren();
                }
            };
    private final Label measure = new Label();
    private final List<StripBox> boxes = new ArrayList<>();

    /// A panel that shows a view model.
    ///
    /// @param model the pair and its stages
    /// @param export copies and saves the panel
    public PairView(PairViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.PAIR);
        rows = new PairRows(model);
        stages = stages(model);
        stages.visibleProperty().bind(model.rowsProperty().map(all -> !all.isEmpty()));
        strips.getStyleClass().add("strips");
        formula.getStyleClass().add("formula");
        note.textProperty().bind(model.noteProperty());
        note.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        note.managedProperty().bind(model.noteProperty().isNotEmpty());
        for (Label label : List.of(formula, note)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.setMinWidth(0);
        }
        narrow.getStyleClass().add("narrow");
        figures.getStyleClass().add("narrow");
        wide.getStyleClass().add("wide");
        HBox.setHgrow(strips, Priority.ALWAYS);
        VBox.setVgrow(strips, Priority.ALWAYS);
        measure.setManaged(false);
        measure.setVisible(false);
        content.setMinHeight(0);
        content.widthProperty().subscribe((before, now) -> arrange());
        measure.fontProperty().subscribe((before, now) -> arrange());
        model.stripsProperty().subscribe((before, now) -> show());
        model.allStripsProperty().subscribe((before, now) -> show());
        arrange();
        Card card = new Card("", content);
        card.shortenTitle();
        card.titleProperty().bind(model.titleProperty());
        card.subtitleProperty().bind(model.headNameProperty());
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        getChildren().setAll(card, measure);
        VBox.setVgrow(card, Priority.ALWAYS);
    }

    /// A segment for each stage; Left and Right go through them while they have the focus.
    private static SectionBar<Stage> stages(PairViewModel model) {
        List<Stage> all = List.of(Stage.values());
        SectionBar<Stage> bar =
                new SectionBar<>(
                        "pair-stages",
                        Stage.class,
                        model.stageProperty().get(),
                        stage -> Messages.text("pair.stage." + stage),
                        stage ->
                                Messages.text(
                                        "pair.stage." + stage + ".tip", all.indexOf(stage) + 1));
        bar.chosenProperty().bindBidirectional(model.stageProperty());
        bar.getStyleClass().add("stages");
        for (Node button : bar.getChildren()) {
            HBox.setHgrow(button, Priority.ALWAYS);
            ((Region) button).setMaxWidth(Double.MAX_VALUE);
            ((Region) button).setMinWidth(Region.USE_PREF_SIZE);
        }
        bar.setFocusTraversable(true);
        bar.addEventFilter(MouseEvent.MOUSE_PRESSED, ignored -> bar.requestFocus());
        bar.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean plain = !event.isShortcutDown() && !event.isAltDown();
                    boolean left = event.getCode() == KeyCode.LEFT;
                    if (plain && (left || event.getCode() == KeyCode.RIGHT)) {
                        model.moveStage(left ? -1 : 1);
                        event.consume();
                    }
                });
        return bar;
    }

    private boolean isWide() {
        return content.getChildren().contains(wide);
    }

    private void arrange() {
        boolean room = content.getWidth() >= WIDE_FROM * measure.getFont().getSize();
        Pane chosen = room ? wide : narrow;
        if (content.getChildren().contains(chosen)) {
            return;
        }
        narrow.getChildren().clear();
        wide.getChildren().clear();
        figures.getChildren().clear();
        if (room) {
            figures.getChildren().setAll(rows, stages, formula, note);
            wide.getChildren().setAll(figures, strips);
        } else {
            narrow.getChildren().setAll(rows, stages, strips, formula, note);
        }
        formula.textProperty().bind(room ? model.allFormulasProperty() : model.formulaProperty());
        content.getChildren().setAll(chosen);
        show();
    }

    /// In a low panel the figures stay; the formula goes first if that makes room for the strips, else the strips go.
    private void dropWhatHasNoRoom() {
        double room = content.getHeight() + 1;
        boolean whole = isWide() || room >= height(strips, formula);
        boolean withStrips = whole || room >= height(strips);
        keep(strips, withStrips);
        keep(formula, whole || !withStrips);
    }

    /// What the figures need together with other parts.
    private double height(Region... others) {
        double width = content.getWidth();
        double height = rows.minHeight(width) + narrow.getSpacing() + stages.minHeight(width);
        if (note.isManaged()) {
            height += narrow.getSpacing() + note.prefHeight(width);
        }
        for (Region other : others) {
            height += narrow.getSpacing() + other.minHeight(width);
        }
        return height;
    }

    private static void keep(Node part, boolean kept) {
        if (part.isManaged() != kept) {
            part.setManaged(kept);
            part.setVisible(kept);
        }
    }

    private void show() {
        List<StripLine> lines =
                isWide() ? model.allStripsProperty().get() : model.stripsProperty().get();
        while (boxes.size() < lines.size()) {
            StripBox box = new StripBox(model);
            VBox.setVgrow(box, Priority.ALWAYS);
            boxes.add(box);
        }
        if (strips.getChildren().size() != lines.size()) {
            strips.getChildren().setAll(boxes.subList(0, lines.size()));
        }
        for (int i = 0; i < lines.size(); i++) {
            boxes.get(i).show(lines.get(i));
        }
    }
}
