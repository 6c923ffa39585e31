package org.glassformer.app.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The two menus at the right of the prompt: which model, and on which device.
final class ModelChooser {

    private final ShellViewModel model;
    private final MenuButton models;
    private final MenuButton devices;

    ModelChooser(ShellViewModel model) {
        this.model = model;
        models = chooser("model", model.modelNameProperty(), model.modelNoteProperty());
        devices = chooser("device", model.deviceNameProperty(), model.deviceNoteProperty());
        models.setOnShowing(ignored -> listModels());
        devices.setOnShowing(ignored -> listDevices());
        listModels();
        listDevices();
    }

    MenuButton models() {
        return models;
    }

    MenuButton devices() {
        return devices;
    }

    private static MenuButton chooser(
            String id, ReadOnlyStringProperty name, ReadOnlyStringProperty note) {
        Label nameLabel = new Label();
        nameLabel.textProperty().bind(name);
        nameLabel.setMinWidth(0);
        Label noteLabel = new Label();
        noteLabel.textProperty().bind(note);
        noteLabel.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        noteLabel.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox content = new HBox(nameLabel, space, noteLabel);
        content.getStyleClass().add("content");
        MenuButton button = new MenuButton();
        button.setId(id);
        button.setGraphic(content);
        button.getStyleClass().add(StyleClass.CHOOSER);
        button.accessibleTextProperty()
                .bind(name.map(text -> Messages.text("chooser." + id, text)));
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private void listModels() {
        ModelSummary current = model.modelProperty().get();
        List<MenuItem> items = new ArrayList<>();
        ToggleGroup group = new ToggleGroup();
        model.samples().forEach(path -> items.add(item(path, current, group, false)));
        List<Path> others = model.recent();
        if (!items.isEmpty() && !others.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        others.forEach(path -> items.add(item(path, current, group, true)));
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        MenuItem open =
                new MenuItem(
                        Messages.text("model.open"), new Icon(Material2OutlinedAL.FOLDER_OPEN));
        open.setOnAction(ignored -> choose());
        MenuItem file =
                new MenuItem(
                        Messages.text("model.openFile"),
                        new Icon(Material2OutlinedAL.INSERT_DRIVE_FILE));
        file.setOnAction(ignored -> chooseFile());
        items.addAll(List.of(open, file));
        models.getItems().setAll(items);
    }

    private MenuItem item(
            Path path, @Nullable ModelSummary current, ToggleGroup group, boolean withFolder) {
        Path name = path.getFileName();
        String text = name == null ? path.toString() : name.toString();
        Path parent = path.getParent();
        RadioMenuItem item =
                new RadioMenuItem(
                        withFolder && parent != null
                                ? Messages.text("model.inFolder", text, parent.toString())
                                : text);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        if (withFolder && !Files.exists(path)) {
            item.setText(Messages.text("model.missing", item.getText()));
            item.setDisable(true);
        }
        item.setSelected(
                current != null && current.folder().equals(path.toAbsolutePath().normalize()));
        item.setOnAction(ignored -> model.open(path));
        return item;
    }

    private void listDevices() {
        List<MenuItem> items = new ArrayList<>();
        ToggleGroup group = new ToggleGroup();
        for (DeviceSummary device : model.devicesProperty().get()) {
            RadioMenuItem item =
                    new RadioMenuItem(
                            device.available()
                                    ? device.description()
                                    : Messages.text(
                                            "device.missing", device.description(), device.why()));
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setDisable(!device.available());
            item.setSelected(device.name().equals(model.deviceProperty().get()));
            item.setOnAction(ignored -> model.moveTo(device.name()));
            items.add(item);
        }
        devices.getItems().setAll(items);
    }

    /// Asks for a folder and opens the model in it.
    void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("model.openTitle"));
        chooser.setInitialDirectory(beside());
        open(chooser.showDialog(models.getScene().getWindow()));
    }

    /// Asks for a file that is a model, or lies in the folder of one, and opens it.
    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("model.openFileTitle"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                Messages.text("model.files.gguf"), "*.gguf", "*.GGUF"),
                        new FileChooser.ExtensionFilter(
                                Messages.text("model.files.folder"),
                                "config.json",
                                "*.safetensors"));
        chooser.setInitialDirectory(beside());
        open(chooser.showOpenDialog(models.getScene().getWindow()));
    }

    /// The folder that holds the open model; null where there is none.
    private @Nullable File beside() {
        ModelSummary current = model.modelProperty().get();
        Path parent = current == null ? null : current.folder().getParent();
        return parent != null && parent.toFile().isDirectory() ? parent.toFile() : null;
    }

    private void open(@Nullable File chosen) {
        if (chosen != null) {
            model.open(chosen.toPath());
        }
    }
}
