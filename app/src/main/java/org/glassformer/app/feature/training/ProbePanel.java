package org.glassformer.app.feature.training;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.theme.StyleClass;

/// A text that the model continues every few steps, to be scrubbed along the run.
final class ProbePanel {

    private ProbePanel() {}

    static Card card(ProbeViewModel model, PanelExport export) {
        ChangeBars bars = new ChangeBars();
        bars.setId("training-probe");
        bars.placeholderProperty().set(Messages.text("training.probe.empty"));
        bars.beforeTitleProperty().set(Messages.text("training.probe.first"));
        bars.afterTitleProperty().bind(model.stepProperty());
        model.barsProperty().subscribe(bars::setData);
        VBox.setVgrow(bars, Priority.ALWAYS);
        VBox body = new VBox(prompt(model), bars);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        Card card = new Card(Messages.text("training.probe.title"), body);
        card.subtitleProperty().set(Messages.text("training.probe.every"));
        card.actions().add(new ExportMenu(card, model::caption, model::numbers, export));
        Label written = new Label();
        written.setId("training-written");
        written.getStyleClass().addAll(StyleClass.MONO, StyleClass.SMALL);
        written.setMinWidth(0);
        written.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.promptProperty().get()
                                                + " ⟶ "
                                                + model.writtenProperty().get(),
                                model.promptProperty(),
                                model.writtenProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(written.textProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        written.setTooltip(whole);
        card.addFoot(written);
        card.addFoot(scrub(model));
        return card;
    }

    private static TextField prompt(ProbeViewModel model) {
        TextField field = new TextField();
        field.setId("training-probe-prompt");
        field.getStyleClass().addAll(StyleClass.MONO, "prompt");
        field.setTooltip(new Tooltip(Messages.text("training.probe.tip")));
        field.setMinWidth(0);
        model.promptProperty().subscribe(field::setText);
        field.setOnAction(_ -> model.use(field.getText()));
        return field;
    }

    private static HBox scrub(ProbeViewModel model) {
        Slider slider = new Slider();
        slider.setId("training-probe-scrub");
        slider.getStyleClass().add("small");
        slider.maxProperty().bind(Bindings.max(1, model.lastProperty()));
        slider.disableProperty().bind(model.lastProperty().lessThan(1));
        slider.setBlockIncrement(1);
        slider.setFocusTraversable(false);
        slider.setTooltip(new Tooltip(Messages.text("training.probe.scrub")));
        model.atProperty().subscribe(at -> slider.setValue(at.intValue()));
        slider.valueProperty()
                .subscribe((_, value) ->
                        model.atProperty().set((int) Math.round(value.doubleValue())));
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label step = new Label();
        step.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        step.textProperty().bind(model.stepProperty());
        step.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(slider, step);
        box.getStyleClass().addAll("scrub", StyleClass.HANDLE);
        return box;
    }
}
