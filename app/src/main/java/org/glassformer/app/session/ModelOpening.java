package org.glassformer.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.RunningTask;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.format.Gguf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens models and moves them between devices; what cannot be opened leaves the lab as it was.
public final class ModelOpening {

    private static final Logger LOG = LoggerFactory.getLogger(ModelOpening.class);
    private static final int RECENT_KEPT = 8;

    private final LabSession session;
    private final EngineService engine;
    private final TaskRunner runner;
    private final NewestWins turns;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> task =
            new ReadOnlyObjectWrapper<>(this, "task");
    private @Nullable ModelSummary refuge;

    /// Opens models for a session.
    ///
    /// @param session gets the model
    /// @param engine opens it
    /// @param runner runs the opening
    public ModelOpening(LabSession session, EngineService engine, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.runner = runner;
        this.turns = runner.newestWins();
        engine.whenDeviceFails((model, failure) -> runner.later(() -> leaveDevice(model, failure)));
    }

    /// The models that were opened, newest first.
    public ObservableList<Path> recent() {
        return recent;
    }

    /// Lists a model of an earlier run among those opened.
    ///
    /// @param folder of the model; need not be there any more
    public void remember(Path folder) {
        if (!recent.contains(folder) && recent.size() < RECENT_KEPT) {
            recent.add(folder);
        }
    }

    /// The opening that runs, or null.
    public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
        return task.getReadOnlyProperty();
    }

    /// The models that come with the lab.
    ///
    /// @param samples the folder that holds them; need not exist
    public static List<Path> samples(Path samples) {
        if (!Files.isDirectory(samples)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(samples)) {
            return folders.filter(f -> Files.isRegularFile(f.resolve("config.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("The sample models in {} cannot be listed", samples, e);
            return List.of();
        }
    }

    /// Opens a model on the device in use.
    ///
    /// @param path a folder in Hugging Face layout, a file in one, or a GGUF file
    public void open(Path path) {
        ModelSummary model = session.modelProperty().get();
        open(path, model == null ? "" : model.device());
    }

    /// Opens the model in use again on another device.
    ///
    /// @param device by name
    public void moveTo(String device) {
        ModelSummary model = session.modelProperty().get();
        if (model != null && !model.device().equals(device)) {
            open(model.folder(), device);
        }
    }

    /// Gives up what is being opened.
    public void cancel() {
        turns.cancel();
        task.set(null);
    }

    /// Takes a model into use whose opening began before the window was there.
    ///
    /// @param early the opening
    /// @param folder of the model
    public void adopt(Future<OpenedModel> early, Path folder) {
        submit(
                folder,
                context -> {
                    try {
                        return early.get();
                    } catch (ExecutionException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                });
    }

    private void open(Path path, String device) {
        Path parent = path.toAbsolutePath().getParent();
        boolean within = Files.isRegularFile(path) && !Gguf.isOne(path);
        Path folder = within && parent != null ? parent : path;
        submit(
                folder,
                context -> {
                    if (!device.isEmpty()) {
                        // Some devices take seconds before the first weight is read.
                        context.progress(-1, Messages.text("task.openDevice", device));
                    }
                    return engine.open(
                            folder,
                            device,
                            part -> {
                                context.checkCancelled();
                                context.progress(part, "");
                            });
                });
    }

    /// Opens the model again on the preferred device, because its own has failed; once, should that fail too.
    private void leaveDevice(ModelSummary failed, DeviceException failure) {
        if (!failed.equals(session.modelProperty().get()) || failed.equals(refuge)) {
            return;
        }
        submit(
                failed.folder(),
                context ->
                        engine.open(
                                failed.folder(),
                                "",
                                part -> {
                                    context.checkCancelled();
                                    context.progress(part, "");
                                }),
                model -> {
                    refuge = model;
                    session.tell(
                            Notice.Tone.WARNING,
                            Messages.text(
                                    "notice.deviceFailed",
                                    Sentences.alone(failure),
                                    model.deviceNote()));
                });
    }

    private interface Source {
        OpenedModel open(TaskContext context) throws Exception;
    }

    private static String name(Path folder) {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    private void submit(Path folder, Source source) {
        submit(folder, source, model -> {});
    }

    private void submit(Path folder, Source source, Consumer<ModelSummary> afterwards) {
        if (session.modelProperty().get() == null) {
            session.stateProperty().set(LabState.BUSY);
        }
        session.noticeProperty().set(null);
        task.set(
                turns.submit(
                        Job.of(
                                        Messages.text("task.open", name(folder)),
                                        context -> taken(source, afterwards, context))
                                .asShown()
                                .whenFailed(failure -> failed(folder, failure))));
        RunningTask submitted = task.get();
        if (submitted != null && submitted.isFinished()) {
            task.set(null);
        }
    }

    /// From the moment in which the engine changes the model, nothing cancels the news of it.
    private ModelSummary taken(
            Source source, Consumer<ModelSummary> afterwards, TaskContext context)
            throws Exception {
        OpenedModel opened = source.open(context);
        if (context.isCancelled()) {
            opened.close();
            throw new CancellationException();
        }
        ModelSummary model = engine.use(opened);
        runner.later(() -> {
            show(model);
            afterwards.accept(model);
        });
        return model;
    }

    private void show(ModelSummary model) {
        task.set(null);
        recent.remove(model.folder());
        recent.addFirst(model.folder());
        if (recent.size() > RECENT_KEPT) {
            recent.removeLast();
        }
        session.layerProperty()
                .set(Math.clamp(session.layerProperty().get(), 0, model.nLayer() - 1));
        session.headProperty().set(Math.clamp(session.headProperty().get(), 0, model.nHead() - 1));
        session.modelProperty().set(model);
    }

    private void failed(Path folder, Throwable failure) {
        task.set(null);
        if (session.modelProperty().get() == null) {
            session.stateProperty().set(LabState.FAILED);
        }
        session.tell(
                Notice.Tone.ERROR,
                Messages.text("notice.notOpened", name(folder), Sentences.within(folder, failure)));
    }
}
