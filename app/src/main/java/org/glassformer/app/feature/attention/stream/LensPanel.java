package org.glassformer.app.feature.attention.stream;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.BusyNote;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The logit lens as a map of tokens, or the points of one position as a list.
final class LensPanel extends VBox {

    LensPanel(StreamViewModel model, PanelExport export) {
        setMinSize(0, 0);
        LensTable table = new LensTable();
        table.setId("lens-table");
        table.rowTitleProperty().set(Messages.text("stream.lens.rows"));
        table.columnTitleProperty().set(Messages.text("stream.lens.columns"));
        table.placeholderProperty()
                .bind(model.stateProperty().map(state -> Messages.text(placeholder(state))));
        table.dataProperty().bind(model.tableProperty());
        table.selectedCellProperty().bindBidirectional(model.locked().cellProperty());
        model.hoveredProperty().bind(table.hoveredCellProperty());
        table.visibleColumnsProperty().subscribe(model::look);
        PointList list = new PointList(model);
        BusyNote busy = new BusyNote();
        busy.setId("stream-busy");
        busy.textProperty().bind(model.busyProperty());
        table.visibleProperty().bind(model.listedProperty().or(busy.visibleProperty()).not());
        list.visibleProperty().bind(model.listedProperty().and(busy.visibleProperty().not()));
        StackPane body = new StackPane(table, list, busy);
        body.setMinSize(0, 0);

        Card card = new Card(Messages.text("stream.lens.title"), body);
        card.subtitleProperty()
                .bind(
                        Bindings.when(model.progressProperty().isNotEmpty())
                                .then(model.progressProperty())
                                .otherwise(Messages.text("stream.lens.what")));
        card.shortSubtitleProperty()
                .bind(
                        Bindings.when(model.progressProperty().isNotEmpty())
                                .then(model.progressProperty())
                                .otherwise(Messages.text("stream.lens.brief")));
        card.leading().setAll(about());
        card.actions()
                .setAll(
                        new ChoiceSwitch<>(
                                List.of(false, true),
                                detailed -> Messages.text("stream.points." + detailed),
                                detailed -> Messages.text("stream.points." + detailed + ".tip"),
                                model.detailedProperty().asObject()),
                        new ChoiceSwitch<>(
                                List.of(LensColoring.values()),
                                coloring -> Messages.text("stream.coloring." + coloring),
                                coloring -> Messages.text("stream.coloring." + coloring + ".tip"),
                                model.coloringProperty()),
                        listButton(model),
                        new ExportMenu(card, model::lensCaption, model::lensNumbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    /// What the lens is, for those who ask.
    private static Label about() {
        Label about = new Label("", new Icon(Material2AL.INFO));
        about.getStyleClass().addAll("about", StyleClass.HANDLE);
        about.setTooltip(tip(Messages.text("stream.lens.tip")));
        about.setAccessibleText(Messages.text("stream.lens.tip"));
        return about;
    }

    private static ToggleButton listButton(StreamViewModel model) {
        ToggleButton button = new ToggleButton("", new Icon(Material2MZ.TABLE_ROWS));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setId("lens-list");
        button.setTooltip(new Tooltip(Messages.text("stream.list.tip")));
        button.setAccessibleText(Messages.text("stream.list.tip"));
        button.setFocusTraversable(false);
        button.selectedProperty().bindBidirectional(model.listedProperty());
        return button;
    }

    static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }

    private static String placeholder(LabState state) {
        return switch (state) {
            case BUSY -> "stream.busy";
            case FAILED -> "stream.failed";
            case EMPTY, STALE, READY -> "stream.empty";
        };
    }
}
