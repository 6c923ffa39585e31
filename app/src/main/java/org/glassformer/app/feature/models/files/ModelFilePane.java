package org.glassformer.app.feature.models.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// What the chosen type does to the model, and the file or folder of it.
final class ModelFilePane extends StackPane {

    private final QuantiseViewModel model;
    private final ModelFileViewModel file;

    ModelFilePane(QuantiseViewModel model) {
        this.model = model;
        file = model.file();
        setMinSize(0, 0);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(file.progressProperty());
        bar.visibleProperty().bind(file.busyProperty());
        bar.managedProperty().bind(bar.visibleProperty());
        VBox body =
                new VBox(
                        sentence("quantise-about", model.chosenProperty().map(model::about), ""),
                        buttons(),
                        sentence(
                                "quantise-folder-types",
                                model.chosenProperty().map(file::folderWords),
                                StyleClass.MUTED),
                        bar,
                        sentence("quantise-question", file.questionProperty(), StyleClass.STRONG),
                        answers(),
                        sentence("quantise-unsaved", file.failureProperty(), StyleClass.WARNING),
                        sentence("quantise-saved", file.outcomeProperty(), ""),
                        open());
        body.getStyleClass().add("body");
        getChildren().setAll(new VerticalScroll(body));
    }

    private static Label sentence(String id, ObservableValue<String> text, String style) {
        Label label = new Label();
        label.setId(id);
        label.textProperty().bind(text.orElse(""));
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        label.setWrapText(true);
        label.setMinSize(0, Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    private static Button button(String name) {
        Button button = new Button(Messages.text("quantise." + name));
        button.setId("quantise-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text("quantise." + name + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private FlowPane buttons() {
        Button save = button("save");
        save.textProperty()
                .bind(
                        Bindings.when(file.busyProperty())
                                .then(Messages.text("quantise.stop"))
                                .otherwise(Messages.text("quantise.save")));
        save.disableProperty()
                .bind(
                        model.chosenProperty()
                                .map(row -> row == null || !row.isWritten())
                                .orElse(true));
        save.setOnAction(ignored -> {
            if (file.busyProperty().get()) {
                file.cancel();
            } else {
                ask(model.chosenProperty().get());
            }
        });
        FlowPane buttons = new FlowPane(save, folder());
        buttons.getStyleClass().add("controls");
        return buttons;
    }

    private Button folder() {
        Button folder = button("folder");
        folder.disableProperty()
                .bind(
                        file.busyProperty()
                                .or(
                                        Bindings.createBooleanBinding(
                                                () ->
                                                        !file.offersFolder(
                                                                model.chosenProperty().get()),
                                                model.chosenProperty())));
        folder.setOnAction(ignored -> askFolder(model.chosenProperty().get()));
        return folder;
    }

    private void askFolder(@Nullable TypeRowViewModel row) {
        if (row == null) {
            return;
        }
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("quantise.folder.title"));
        home().ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showDialog(getScene().getWindow());
        if (chosen != null) {
            file.saveFolder(row, chosen.toPath());
        }
    }

    private static Optional<File> home() {
        Path folder = Path.of(System.getProperty("user.home", "."));
        return Files.isDirectory(folder) ? Optional.of(folder.toFile()) : Optional.empty();
    }

    private void ask(@Nullable TypeRowViewModel row) {
        if (row == null) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("quantise.save.title"));
        chooser.setInitialFileName(file.proposal(row));
        chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter("GGUF", "*.gguf"));
        home().ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            file.save(row, chosen.toPath());
        }
    }

    private FlowPane answers() {
        Button replace = button("replace");
        replace.setOnAction(ignored -> file.replace());
        Button keep = button("keep");
        keep.setOnAction(ignored -> file.cancel());
        FlowPane answers = new FlowPane(replace, keep);
        answers.getStyleClass().add("controls");
        answers.visibleProperty().bind(file.questionProperty().isNotEmpty());
        answers.managedProperty().bind(answers.visibleProperty());
        return answers;
    }

    private Button open() {
        Button open = button("open");
        open.setOnAction(ignored -> file.open());
        open.visibleProperty().bind(file.savedProperty().isNotNull());
        open.managedProperty().bind(open.visibleProperty());
        return open;
    }
}
