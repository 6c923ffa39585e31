package org.glassformer.app.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.prefs.Preferences;
import org.glassformer.app.session.DeviceSummary;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Notice;
import org.glassformer.app.task.RunningTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// State and commands of the window's frame: model, device, notices and the opening of models.
public final class ShellViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(ShellViewModel.class);

    private final LabSession session;
    private final ModelOpening opening;
    private final List<Path> samples;
    private final ReadOnlyStringWrapper modelName =
            new ReadOnlyStringWrapper(this, "modelName", Messages.text("model.none"));
    private final ReadOnlyStringWrapper modelNote = new ReadOnlyStringWrapper(this, "modelNote");
    private final ReadOnlyStringWrapper deviceName =
            new ReadOnlyStringWrapper(this, "deviceName", Messages.text("device.none"));
    private final ReadOnlyStringWrapper deviceNote = new ReadOnlyStringWrapper(this, "deviceNote");
    private final ReadOnlyStringWrapper windowTitle =
            new ReadOnlyStringWrapper(this, "windowTitle", Messages.text("window.title"));
    private final StringProperty screen = new SimpleStringProperty(this, "screen", "");
    private final ReadOnlyObjectWrapper<String> device =
            new ReadOnlyObjectWrapper<>(this, "device", "");

    /// The frame's state over a session.
    ///
    /// @param session what all screens share
    /// @param opening opens models
    /// @param samples the models that come with the lab
    public ShellViewModel(LabSession session, ModelOpening opening, List<Path> samples) {
        this.session = session;
        this.opening = opening;
        this.samples = List.copyOf(samples);
        session.modelProperty().subscribe(this::show);
    }

    private void show(@Nullable ModelSummary model) {
        if (model == null) {
            return;
        }
        modelName.set(model.name());
        modelNote.set(
                Messages.text(
                        "model.note",
                        DeviceText.parameters(model.parameters()),
                        model.precision()));
        deviceName.set(DeviceText.name(model.deviceNote()));
        deviceNote.set(DeviceText.note(model.deviceNote()));
        device.set(model.device());
        windowTitle.set(Messages.text("window.titleOf", model.name()));
    }

    ReadOnlyStringProperty modelNameProperty() {
        return modelName.getReadOnlyProperty();
    }

    ReadOnlyStringProperty modelNoteProperty() {
        return modelNote.getReadOnlyProperty();
    }

    ReadOnlyStringProperty deviceNameProperty() {
        return deviceName.getReadOnlyProperty();
    }

    ReadOnlyStringProperty deviceNoteProperty() {
        return deviceNote.getReadOnlyProperty();
    }

    /// The window's title.
    public ReadOnlyStringProperty windowTitleProperty() {
        return windowTitle.getReadOnlyProperty();
    }

    /// Id of the chosen screen.
    public StringProperty screenProperty() {
        return screen;
    }

    /// Name of the device in use; empty before the first model.
    ReadOnlyObjectProperty<String> deviceProperty() {
        return device.getReadOnlyProperty();
    }

    ObjectProperty<List<DeviceSummary>> devicesProperty() {
        return session.devicesProperty();
    }

    ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return session.noticeProperty();
    }

    ReadOnlyObjectProperty<@Nullable ModelSummary> modelProperty() {
        return session.modelProperty();
    }

    /// The opening of a model that runs, or null.
    ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
        return opening.taskProperty();
    }

    List<Path> samples() {
        return samples;
    }

    /// The models opened last, newest first, without those that come with the lab.
    List<Path> recent() {
        return opening.recent().stream()
                .filter(path -> samples.stream().noneMatch(sample -> isSame(sample, path)))
                .limit(Preferences.RECENT_MODELS)
                .toList();
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /// The folders of [#recent], to be remembered.
    public List<String> recentModels() {
        return recent().stream().map(Path::toString).toList();
    }

    /// Lists the models of earlier runs among those opened.
    ///
    /// @param folders newest first; what is no path is left out
    public void remember(List<String> folders) {
        for (String folder : folders) {
            try {
                opening.remember(Path.of(folder));
            } catch (InvalidPathException e) {
                LOG.warn("The model folder {} of an earlier run is no path here", folder, e);
            }
        }
    }

    /// Opens a model.
    ///
    /// @param path a folder, or a file in one
    public void open(Path path) {
        opening.open(path);
    }

    /// Opens the model in use on another device.
    void moveTo(String name) {
        opening.moveTo(name);
    }

    /// Gives up the opening that runs.
    void cancelOpening() {
        opening.cancel();
    }

    /// Puts the notice away.
    void dismiss() {
        session.noticeProperty().set(null);
    }
}
