package org.glassformer.app.feature.models.files;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// What starts and stops measuring, and beside it how far that is, or why it came to nothing.
final class MeasureLine extends HBox {

    private final QuantiseViewModel model;

    MeasureLine(QuantiseViewModel model) {
        this.model = model;
        getStyleClass().add("measure");
        setMinWidth(0);
        ProgressBar bar = new ProgressBar();
        bar.setId("quantise-progress");
        bar.progressProperty().bind(model.progressProperty());
        bar.setMinWidth(0);
        bar.visibleProperty().bind(model.busyProperty());
        bar.managedProperty().bind(bar.visibleProperty());
        Label step = new Label();
        step.textProperty().bind(model.stepProperty());
        step.getStyleClass().add(StyleClass.MUTED);
        step.setMinWidth(0);
        step.managedProperty().bind(step.textProperty().isNotEmpty());
        Label failure = new Label();
        failure.setId("quantise-failure");
        failure.textProperty().bind(model.failureProperty());
        failure.getStyleClass().add(StyleClass.WARNING);
        failure.setMinWidth(0);
        failure.setWrapText(true);
        failure.managedProperty().bind(failure.textProperty().isNotEmpty());
        HBox.setHgrow(failure, Priority.ALWAYS);
        getChildren().setAll(button(), bar, step, failure);
    }

    private Button button() {
        Button button = new Button();
        button.setId("quantise-measure");
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Messages.text("quantise.measure.tip")));
        button.textProperty()
                .bind(
                        Bindings.when(model.busyProperty())
                                .then(Messages.text("quantise.stop"))
                                .otherwise(Messages.text("quantise.measure")));
        button.setOnAction(ignored -> {
            if (model.busyProperty().get()) {
                model.cancel();
            } else {
                model.measure();
            }
        });
        return button;
    }
}
