package org.glassformer.app.feature.models.weights;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Architecture;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The model as a drawing, or all its weights as a table, with the choice of the block.
final class DrawingPanel {

    private DrawingPanel() {}

    static Card card(WeightsViewModel model, PanelExport export) {
        Architecture drawing = new Architecture();
        drawing.setId("weights-drawing");
        drawing.setMinSize(0, 0);
        drawing.placeholderProperty().set(Messages.text("models.none"));
        drawing.dataProperty().bind(model.drawingProperty());
        drawing.layerProperty().bind(model.layerProperty());
        drawing.selectedProperty().bind(model.selectedProperty());
        drawing.onPickedProperty().set(model.selectedProperty()::set);
        drawing.onLayerPickedProperty().set(model::showLayer);
        WeightTable table = new WeightTable(model);
        table.visibleProperty().bind(model.tableProperty());
        drawing.visibleProperty().bind(model.tableProperty().not());
        StackPane stage = new StackPane(drawing, table);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        Card card = new Card(Messages.text("weights.title"), stage);
        card.shortenTitle();
        card.leading().setAll(stepper(model));
        ChoiceSwitch<Boolean> twin =
                new ChoiceSwitch<>(
                        List.of(false, true),
                        each -> Messages.text(each ? "weights.table" : "weights.drawing"),
                        each -> Messages.text(each ? "weights.table.tip" : "weights.drawing.tip"),
                        model.tableProperty());
        twin.getStyleClass().add(StyleClass.HANDLE);
        card.actions().addAll(twin, new ExportMenu(card, model::caption, model::numbers, export));
        return card;
    }

    private static HBox stepper(WeightsViewModel model) {
        Label label = new Label();
        label.textProperty().bind(model.layerProperty().map(DrawingPanel::name));
        label.getStyleClass().add(StyleClass.TITLE);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox box =
                new HBox(
                        arrow(Material2AL.CHEVRON_LEFT, "previous", model, -1),
                        label,
                        arrow(Material2AL.CHEVRON_RIGHT, "next", model, 1));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().addAll(StyleClass.STEPPER, StyleClass.HANDLE);
        return box;
    }

    private static String name(Number layer) {
        return Messages.text("amap.layer", layer);
    }

    private static Button arrow(Material2AL icon, String way, WeightsViewModel model, int by) {
        Button button = new Button("", new Icon(icon));
        button.setId("weights-layer-" + way);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap.layer.keys")));
        button.setAccessibleText(Messages.text("amap.layer." + way));
        button.setFocusTraversable(false);
        button.setOnAction(_ -> model.showLayer(model.layerProperty().get() + by));
        return button;
    }
}
