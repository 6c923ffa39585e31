package org.glassformer.app.shell;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.RunningTask;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// The figures of the last run at the left, what is being done at the right.
final class StatusBar extends HBox {

    private final HBox background = new HBox();
    private final ShellViewModel shell;
    private final Label activity = new Label();

    StatusBar(StatusBarViewModel model, ShellViewModel shell) {
        this.shell = shell;
        getStyleClass().add(StyleClass.STATUS_BAR);
        Label device = new Label();
        device.textProperty().bind(model.deviceProperty());
        device.getStyleClass().add(StyleClass.STRONG);
        Label precision = new Label();
        precision.textProperty().bind(model.precisionProperty());
        precision.getStyleClass().add(StyleClass.MUTED);
        HBox deviceBox = new HBox(device, precision);
        deviceBox.getStyleClass().add("figure");
        Label counts = new Label();
        counts.textProperty().bind(model.countsProperty());
        counts.getStyleClass().add(StyleClass.MUTED);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        activity.textProperty().bind(model.activityProperty());
        activity.getStyleClass().add(StyleClass.MUTED);
        activity.setId("activity");
        background.getStyleClass().add("background");
        HBox forward = figure("status.forward", model.forwardProperty());
        forward.setId("forward");
        Tooltip forwardTip = new Tooltip();
        forwardTip.textProperty().bind(model.forwardTipProperty());
        Tooltip.install(forward, forwardTip);
        getChildren()
                .setAll(
                        deviceBox,
                        counts,
                        forward,
                        figure("status.chain", model.chainProperty()),
                        figure("status.seed", model.seedProperty()),
                        figure("status.generated", model.speedProperty()),
                        space,
                        background);
        for (Node node : getChildren()) {
            if (!node.equals(space)) {
                ((Region) node).setMinWidth(Region.USE_PREF_SIZE);
            }
        }
        setMinWidth(0); // where it is too narrow the right end goes, not the window's edges
        shell.taskProperty().subscribe(this::showTask);
    }

    private static HBox figure(String key, ReadOnlyStringProperty value) {
        Label name = new Label(Messages.text(key));
        name.getStyleClass().add(StyleClass.MUTED);
        Label number = new Label();
        number.textProperty().bind(value);
        number.getStyleClass().add(StyleClass.STRONG);
        HBox box = new HBox(name, number);
        box.getStyleClass().add("figure");
        box.visibleProperty().bind(value.isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private void showTask(@Nullable RunningTask task) {
        if (task == null) {
            background.getChildren().setAll(activity);
            return;
        }
        Label name = new Label(task.name());
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(task.progressProperty());
        Button cancel = new Button("", new Icon(Material2AL.CLOSE));
        cancel.getStyleClass().addAll("flat", StyleClass.ICON_BUTTON);
        cancel.setTooltip(new Tooltip(Messages.text("status.cancel")));
        cancel.setAccessibleText(Messages.text("status.cancel"));
        cancel.setOnAction(ignored -> shell.cancelOpening());
        background.getChildren().setAll(name, progress, cancel);
    }
}
