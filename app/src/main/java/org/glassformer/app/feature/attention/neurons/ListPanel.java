package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.theme.StyleClass;

/// The strongest neurons at the selected position.
final class ListPanel extends VBox {

    ListPanel(NeuronsViewModel model, PanelExport export) {
        setMinSize(0, 0);
        NeuronTable table = new NeuronTable(model);
        Card card = new Card(Messages.text("neurons.list.title"), table);
        card.subtitleProperty().bind(model.positionProperty());
        card.actions().add(new ExportMenu(card, model::listCaption, model::listNumbers, export));
        FlowPane choices =
                new FlowPane(
                        new ChoiceSwitch<>(
                                List.of(NeuronMeasure.values()),
                                measure -> Messages.text("neurons.measure." + measure),
                                measure -> Messages.text("neurons.measure." + measure + ".tip"),
                                model.measureProperty()),
                        new ChoiceSwitch<>(
                                List.of(true, false),
                                every -> Messages.text("neurons.every." + every),
                                every -> Messages.text("neurons.every." + every + ".tip"),
                                model.everyLayerProperty().asObject()));
        choices.getStyleClass().addAll("choices", StyleClass.HANDLE);
        VBox body = new VBox(choices, table);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        VBox.setVgrow(table, Priority.ALWAYS);
        card.setContent(body);
        card.addFoot(what(model));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static Label what(NeuronsViewModel model) {
        Label what = new Label();
        what.textProperty()
                .bind(
                        model.noteProperty()
                                .map(note ->
                                        note.isEmpty() ? Messages.text("neurons.what") : note));
        what.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        what.setMinWidth(0);
        Tooltip tip = new Tooltip(Messages.text("neurons.tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        what.setTooltip(tip);
        return what;
    }
}
