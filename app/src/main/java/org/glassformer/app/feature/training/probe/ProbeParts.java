package org.glassformer.app.feature.training.probe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.theme.StyleClass;

/// What the panels of probes have in common.
final class ProbeParts {

    private ProbeParts() {}

    /// The next tokens at the beginning and at the step in view.
    ///
    /// @param shown whether they are to be seen: nothing is drawn while they are not
    static ChangeBars bars(ProbeViewModel probe, ObservableValue<Boolean> shown) {
        ChangeBars bars = new ChangeBars();
        bars.placeholderProperty().set(Messages.text("training.probe.empty"));
        bars.beforeTitleProperty().set(Messages.text("training.probe.first"));
        bars.afterTitleProperty().bind(probe.stepProperty().when(shown));
        probe.barsProperty().when(shown).subscribe(bars::setData);
        return bars;
    }

    /// The text that is continued, to be changed.
    static TextField prompt(ProbeViewModel probe, String id) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().addAll(StyleClass.MONO, "prompt");
        field.setTooltip(new Tooltip(Messages.text("training.probe.tip")));
        field.setMinWidth(0);
        probe.promptProperty().subscribe(field::setText);
        field.setOnAction(_ -> probe.use(field.getText()));
        field.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        field.setText(probe.promptProperty().get());
                    }
                });
        return field;
    }

    /// How often it is read, in words.
    static ObservableValue<String> every(ProbeViewModel probe) {
        return probe.everyProperty()
                .map(steps ->
                        steps.intValue() < 1
                                ? ""
                                : Messages.text("training.probe.every", steps.intValue()));
    }

    /// One slider for all probes.
    static HBox scrub(ProbesViewModel model, String id) {
        Slider slider = new Slider();
        slider.setId(id);
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
