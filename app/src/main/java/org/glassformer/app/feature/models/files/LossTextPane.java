package org.glassformer.app.feature.models.files;

import java.io.File;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The text that types are measured on, and where it may come from.
final class LossTextPane extends VBox {

    private final QuantiseViewModel model;

    LossTextPane(QuantiseViewModel model) {
        this.model = model;
        getStyleClass().add("body");
        setMinSize(0, 0);
        getChildren()
                .setAll(
                        area(),
                        sentence("quantise-text-note", StyleClass.MUTED),
                        sentence("quantise-text-failure", StyleClass.WARNING),
                        buttons());
        label(1).textProperty().bind(model.text().noteProperty());
        label(2).textProperty().bind(model.text().failureProperty());
    }

    private Label label(int index) {
        return (Label) getChildren().get(index);
    }

    private TextArea area() {
        TextArea area = new TextArea();
        area.setId("quantise-text");
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setMinHeight(0);
        area.setPromptText(Messages.text("quantise.text.hint"));
        area.textProperty().bindBidirectional(model.text().textProperty());
        area.addEventFilter(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        event.consume();
                    }
                });
        area.addEventFilter(
                DragEvent.DRAG_DROPPED,
                event -> {
                    List<File> files = event.getDragboard().getFiles();
                    if (!files.isEmpty()) {
                        model.text().read(files.getFirst().toPath());
                        event.setDropCompleted(true);
                        event.consume();
                    }
                });
        VBox.setVgrow(area, Priority.ALWAYS);
        return area;
    }

    private static Label sentence(String id, String style) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinSize(0, Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    private FlowPane buttons() {
        Button file = button("file");
        file.setText(Messages.text("quantise.file"));
        file.setOnAction(ignored -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Messages.text("quantise.file.tip"));
            File chosen = chooser.showOpenDialog(getScene().getWindow());
            if (chosen != null) {
                model.text().read(chosen.toPath());
            }
        });
        Button write = button("write");
        write.setText(Messages.text("quantise.write"));
        write.setOnAction(ignored -> model.text().write());
        FlowPane buttons = new FlowPane(file, write);
        buttons.getStyleClass().add("controls");
        return buttons;
    }

    private static Button button(String name) {
        Button button = new Button();
        button.setId("quantise-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Messages.text("quantise." + name + ".tip")));
        return button;
    }
}
