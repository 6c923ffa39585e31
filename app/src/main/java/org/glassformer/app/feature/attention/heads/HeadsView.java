package org.glassformer.app.feature.attention.heads;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.HeadGrid;
import org.glassformer.app.ui.theme.StyleClass;

/// The panel of all heads: small pictures, named patterns, and which heads are shown alone or together.
///
/// A wide panel, as one that fills the screen, has the patterns beside the pictures.
public final class HeadsView extends VBox {

    private static final double WIDE_FROM = 46; // em
    private static final double TIP_SECONDS = 0.9;
    private static final double TIP_WIDTH = 420;

    private final HeadGrid grid = new HeadGrid();
    private final VBox below = new VBox();
    private final VBox narrow = new VBox();
    private final HBox wide = new HBox();
    private final StackPane content = new StackPane();
    private final Label measure = new Label();

    /// A panel that shows a view model.
    ///
    /// @param model heads and commands
    /// @param export copies and saves the panel
    public HeadsView(HeadsViewModel model, PanelExport export) {
        getStyleClass().add(StyleClass.HEADS);
        grid.setId("head-grid");
        grid.thumbnailsProperty().bind(model.thumbnailsProperty());
        grid.marksProperty().bind(model.marksProperty());
        grid.layerProperty().bindBidirectional(model.layerProperty());
        grid.headProperty().bindBidirectional(model.headProperty());
        grid.onOpenedProperty().set(model::open);
        grid.onIsolatedProperty().set(model::isolate);
        grid.onToggledProperty().set(model::toggle);
        Tooltip tip = new Tooltip(Messages.text("heads.grid.tip"));
        tip.setShowDelay(Duration.seconds(TIP_SECONDS));
        Tooltip.install(grid, tip);
        grid.hoveredProperty().subscribe((before, now) -> model.hoveredProperty().set(now));
        below.getStyleClass().add("below-grid");
        below.getChildren().setAll(heading(model), scrolled(model), shown(model));
        narrow.getStyleClass().add("narrow");
        wide.getStyleClass().add("wide");
        VBox.setVgrow(below, Priority.ALWAYS);
        HBox.setHgrow(grid, Priority.ALWAYS);
        content.widthProperty().subscribe((before, now) -> arrange());
        measure.fontProperty().subscribe((before, now) -> arrange());
        content.setMinHeight(0);
        measure.setManaged(false);
        measure.setVisible(false);
        arrange();
        Card card = new Card(Messages.text("heads.title"), content);
        card.subtitleProperty().bind(model.noteProperty());
        card.shortSubtitleProperty().bind(model.shortNoteProperty());
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        getChildren().setAll(card, measure);
        VBox.setVgrow(card, Priority.ALWAYS);
        content.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && model.escape()) {
                        event.consume();
                    }
                });
    }

    private static Label heading(HeadsViewModel model) {
        Label heading = new Label();
        heading.getStyleClass().addAll("heading", StyleClass.MUTED);
        heading.setMinWidth(0);
        heading.textProperty()
                .bind(
                        model.patternsStaleProperty()
                                .map(stale ->
                                        Messages.text(
                                                stale
                                                        ? "heads.patterns.measuring"
                                                        : "heads.patterns")));
        Tooltip tip = new Tooltip(Messages.text("heads.patterns.tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        heading.setTooltip(tip);
        return heading;
    }

    private static ScrollPane scrolled(HeadsViewModel model) {
        PatternList list = new PatternList(model);
        model.patternsStaleProperty().subscribe(stale -> Dimmer.dim(list, stale));
        ScrollPane scroll = new ScrollPane(list);
        scroll.getStyleClass().add(StyleClass.CHAIN_SCROLL);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        scroll.prefViewportHeightProperty().bind(list.heightProperty());
        return scroll;
    }

    /// Says which heads are shown together or alone, and leads back to all of them.
    private static HBox shown(HeadsViewModel model) {
        Label said = new Label();
        said.textProperty().bind(model.shownProperty());
        said.setMinWidth(0);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        Button all = new Button(Messages.text("heads.showAll"));
        all.setId("heads-all");
        all.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        all.setTooltip(new Tooltip(Messages.text("heads.showAll.tip")));
        all.setFocusTraversable(false);
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setOnAction(ignored -> model.showAll());
        HBox row = new HBox(said, all);
        row.setId("heads-shown");
        row.getStyleClass().add("shown");
        row.visibleProperty().bind(model.shownProperty().isNotEmpty());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private void arrange() {
        double em = measure.getFont().getSize();
        boolean room = content.getWidth() >= WIDE_FROM * em;
        Pane chosen = room ? wide : narrow;
        if (content.getChildren().contains(chosen)) {
            return;
        }
        narrow.getChildren().clear();
        wide.getChildren().clear();
        chosen.getChildren().setAll(grid, below);
        content.getChildren().setAll(chosen);
    }
}
