package org.glassformer.app.feature.models.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.Quantising;
import org.glassformer.engine.generate.Quantising.Written;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// Writes the open model as a GGUF file or a folder of safetensors, complete or not at all, and opens it.
final class ModelFileViewModel {

    private static final String ENDING = ".gguf";

    /// Tells how much room there is.
    @FunctionalInterface
    interface Room {

        /// Bytes that can be written into a folder.
        ///
        /// @throws IOException if it cannot be told
        long in(Path folder) throws IOException;
    }

    /// A file wished for.
    ///
    /// @param row what is written
    /// @param file where
    /// @param layout how
    private record Wish(TypeRowViewModel row, Path file, FileLayout layout) {}

    private final LabSession session;
    private final EngineService engine;
    private final ModelOpening opening;
    private final NewestWins turns;
    private final Room room;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper(this, "outcome", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyStringWrapper question = new ReadOnlyStringWrapper(this, "question", "");
    private final ReadOnlyObjectWrapper<@Nullable Path> saved =
            new ReadOnlyObjectWrapper<>(this, "saved");
    private @Nullable Wish asked;

    ModelFileViewModel(
            LabSession session, EngineService engine, ModelOpening opening, TaskRunner runner) {
        this(
                session,
                engine,
                opening,
                runner,
                folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /// @param room tells how much there is
    ModelFileViewModel(
            LabSession session,
            EngineService engine,
            ModelOpening opening,
            TaskRunner runner,
            Room room) {
        this.session = session;
        this.engine = engine;
        this.opening = opening;
        this.room = room;
        turns = runner.newestWins();
        session.modelProperty().subscribe(model -> cancel());
    }

    /// Whether a file is being written.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// How far it is written, 0 to 1.
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What was written, in a sentence; empty for nothing.
    ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// Why nothing was written; empty if it was.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Asks whether a file may be replaced; empty for no question. Answered by [#replace] or [#cancel].
    ReadOnlyStringProperty questionProperty() {
        return question.getReadOnlyProperty();
    }

    /// The file written last; null for none.
    ReadOnlyObjectProperty<@Nullable Path> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /// A proposal for the file's name.
    String proposal(TypeRowViewModel row) {
        return name(row) + ENDING;
    }

    private String name(TypeRowViewModel row) {
        ModelSummary model = session.modelProperty().get();
        String name = model == null ? "model" : model.name();
        String bare =
                name.toLowerCase(Locale.ROOT).endsWith(ENDING)
                        ? name.substring(0, name.length() - ENDING.length())
                        : name;
        String type = row.type() == null ? "" : "-" + row.type().name().toLowerCase(Locale.ROOT);
        return bare + type;
    }

    /// Whether the model can be written as a folder in a type: one that safetensors hold, and from a folder itself,
    /// whose tokenizer goes along.
    boolean offersFolder(@Nullable TypeRowViewModel row) {
        ModelSummary model = session.modelProperty().get();
        return row != null
                && row.type() != null
                && Quantising.writesFolder(row.type())
                && model != null
                && Files.isDirectory(model.folder());
    }

    /// Why a type goes into no folder, if another one would; empty otherwise.
    String folderWords(@Nullable TypeRowViewModel row) {
        ModelSummary model = session.modelProperty().get();
        boolean another =
                row != null
                        && row.type() != null
                        && model != null
                        && Files.isDirectory(model.folder())
                        && !offersFolder(row);
        return another ? Messages.text("quantise.folder.types") : "";
    }

    /// Writes the model as a folder of its own, named after model and type.
    ///
    /// @param within gets the folder
    void saveFolder(TypeRowViewModel row, Path within) {
        clear();
        Path folder = within.resolve(name(row));
        if (Files.exists(folder)) {
            failure.set(Messages.text("quantise.folder.exists", folder.getFileName()));
        } else {
            write(new Wish(row, folder, FileLayout.SAFETENSORS));
        }
    }

    /// Writes the model, its matrices rounded to a type.
    ///
    /// @param chosen the file; a dialog has asked whether it may be replaced, but not of the name that it gets by an
    ///     ending of its own
    void save(TypeRowViewModel row, Path chosen) {
        clear();
        String name = String.valueOf(chosen.getFileName());
        boolean ends = name.toLowerCase(Locale.ROOT).endsWith(ENDING);
        Path file = ends ? chosen : chosen.resolveSibling(name + ENDING);
        Wish wish = new Wish(row, file, FileLayout.GGUF);
        if (!ends && Files.exists(wish.file())) {
            asked = wish;
            question.set(Messages.text("quantise.exists", wish.file().getFileName()));
        } else {
            write(wish);
        }
    }

    /// Replaces the file that was asked about.
    void replace() {
        Wish wish = asked;
        clear();
        if (wish != null) {
            write(wish);
        }
    }

    /// Gives up what is written, or the question.
    void cancel() {
        turns.cancel();
        clear();
    }

    private void clear() {
        busy.set(false);
        asked = null;
        question.set("");
        failure.set("");
        outcome.set("");
        saved.set(null);
    }

    private void write(Wish wish) {
        ModelSummary model = session.modelProperty().get();
        DType type = wish.row().type();
        if (model == null || type == null) {
            return;
        }
        busy.set(true);
        progress.set(0);
        turns.submit(
                Job.of(
                                Messages.text("quantise.task.save", wish.file().getFileName()),
                                context -> write(model, wish, type, context))
                        .asShown()
                        .whenDone(this::written)
                        .whenFailed(thrown -> {
                            busy.set(false);
                            failure.set(sentence(thrown));
                        }));
    }

    private static String sentence(Throwable thrown) {
        Throwable cause =
                thrown instanceof UncheckedIOException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        return Sentences.alone(cause);
    }

    private Written write(ModelSummary model, Wish wish, DType type, TaskContext context)
            throws IOException {
        Path file = wish.file().toAbsolutePath().normalize();
        if (file.equals(model.folder())) {
            throw new IllegalArgumentException(
                    Messages.text("quantise.itself", file.getFileName()));
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    Messages.text("quantise.nowhere", String.valueOf(folder)));
        }
        long free = room.in(folder);
        if (free < wish.row().bytes()) {
            throw new IllegalArgumentException(
                    Messages.text(
                            "quantise.full",
                            file.getFileName(),
                            wish.row().size(),
                            Figures.bytes(free)));
        }
        return engine.write(
                model,
                (language, breath) -> {
                    DoubleConsumer told =
                            part -> {
                                breath.run();
                                context.checkCancelled();
                                context.progress(part, "");
                                context.deliver(() -> progress.set(part));
                            };
                    try {
                        return switch (wish.layout()) {
                            case GGUF -> Quantising.write(language, type, file, told);
                            case SAFETENSORS -> Quantising.writeFolder(language, type, file, told);
                        };
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private void written(Written written) {
        busy.set(false);
        saved.set(written.file());
        outcome.set(
                Messages.text(
                        written.tokenizer() ? "quantise.saved" : "quantise.saved.mute",
                        written.file().getFileName(),
                        Figures.bytes(written.bytes()),
                        Figures.bytes(written.weightsBefore())));
    }

    /// Opens the file written last.
    void open() {
        Path file = saved.get();
        if (file != null) {
            opening.open(file);
        }
    }
}
