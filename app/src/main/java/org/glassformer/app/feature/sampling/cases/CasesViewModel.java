package org.glassformer.app.feature.sampling.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.CaseDraft;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.generate.CaseFile;
import org.glassformer.engine.generate.CaseReplay;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.ModelHash;
import org.glassformer.engine.generate.SamplingCase;
import org.jspecify.annotations.Nullable;

/// State and commands of sampling cases. What was saved is run again at once, so that the file is known to hold what it
/// should; what was opened is run by the model in use, and again when another model or device comes into use.
public final class CasesViewModel {

    /// A case that was run again.
    ///
    /// @param file where it is
    /// @param saved the case
    /// @param model that ran it, on its device
    /// @param report what came of it
    /// @param vocabulary of the model
    record Replayed(
            Path file,
            SamplingCase saved,
            ModelSummary model,
            CaseReport report,
            TokenTexts vocabulary) {

        /// Whether the device is another one than that of the case.
        boolean isOtherDevice() {
            return !saved.device().isEmpty() && !saved.device().equals(model.device());
        }
    }

    private record Case(Path file, SamplingCase saved) {}

    private final LabSession session;
    private final EngineService engine;
    private final ModelOpening opening;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<Optional<CaseDraft>> draft =
            new ReadOnlyObjectWrapper<>(this, "draft", Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Replayed> replayed =
            new ReadOnlyObjectWrapper<>(this, "replayed");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private @Nullable Case current;

    /// The cases of a session.
    ///
    /// @param session what all screens share
    /// @param engine runs the model
    /// @param opening opens a case's own model
    /// @param runner runs what takes time
    public CasesViewModel(
            LabSession session, EngineService engine, ModelOpening opening, TaskRunner runner) {
        this.session = session;
        this.engine = engine;
        this.opening = opening;
        this.turns = runner.newestWins();
        session.treeProperty().subscribe((before, now) -> describe());
        session.chainProperty().subscribe((before, now) -> describe());
        session.seedProperty().subscribe((before, now) -> describe());
        session.constraintProperty().subscribe((before, now) -> describe());
        session.interventionsProperty().subscribe((before, now) -> describe());
        session.modelProperty()
                .subscribe((before, now) -> {
                    describe();
                    again();
                });
        describe();
    }

    private void describe() {
        draft.set(CaseDraft.of(session));
    }

    /// What would be saved; empty where nothing was generated.
    ReadOnlyObjectProperty<Optional<CaseDraft>> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /// The case that was run again last; null before the first.
    ReadOnlyObjectProperty<@Nullable Replayed> replayedProperty() {
        return replayed.getReadOnlyProperty();
    }

    /// Why a case could not be saved, read or run; empty if it could.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Whether a case is being run.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Saves the text shown, over whatever is there, and runs it again.
    void save(Path file) {
        draft.get()
                .ifPresent(drafted ->
                        submit(
                                Messages.text("cases.task.save"),
                                context -> {
                                    String hash = ModelHash.of(drafted.model().folder());
                                    CaseFile.write(drafted.withHash(hash), file);
                                    return new Case(file, CaseFile.read(file));
                                }));
    }

    /// Reads a case and runs it again.
    public void open(Path file) {
        submit(Messages.text("cases.task.replay"), context -> new Case(file, CaseFile.read(file)));
    }

    /// Runs the case again.
    void again() {
        Case known = current;
        if (known != null && session.modelProperty().get() != null) {
            submit(Messages.text("cases.task.replay"), context -> known);
        }
    }

    /// Whether the case's own model can be opened: the weights in use are others, and its folder or file is there.
    boolean hasOtherModel() {
        Replayed shown = replayed.get();
        return shown != null && !shown.report().sameModel() && Files.exists(shown.saved().model());
    }

    /// Opens the case's own model, and then runs the case again.
    void openModel() {
        Replayed shown = replayed.get();
        if (shown != null) {
            opening.open(shown.saved().model());
        }
    }

    /// Whether the case's device is another one that can be used here.
    boolean hasOtherDevice() {
        Replayed shown = replayed.get();
        return shown != null
                && shown.isOtherDevice()
                && session.devicesProperty().get().stream()
                        .anyMatch(each ->
                                each.available() && each.name().equals(shown.saved().device()));
    }

    /// Moves the model in use to the case's device, and then runs the case again.
    void moveToDevice() {
        Replayed shown = replayed.get();
        if (shown != null) {
            opening.moveTo(shown.saved().device());
        }
    }

    private interface Source {
        Case read(TaskContext context);
    }

    private void submit(String name, Source source) {
        ModelSummary model = session.modelProperty().get();
        Reading reading = session.readingProperty().get();
        if (model == null || reading == null) {
            failure.set(Messages.text("cases.noModel"));
            return;
        }
        busy.set(true);
        failure.set("");
        turns.submit(
                Job.of(name, context -> run(source, model, reading.vocabulary(), context))
                        .asShown()
                        .whenDone(this::show)
                        .whenFailed(this::failed));
    }

    private Replayed run(
            Source source, ModelSummary model, TokenTexts vocabulary, TaskContext context) {
        Case read = source.read(context);
        context.deliver(() -> current = read);
        String hash = read.saved().modelHash().isEmpty() ? "" : ModelHash.of(model.folder());
        return engine.write(
                model,
                (language, breath) -> {
                    CaseReport report =
                            CaseReplay.run(
                                    read.saved(),
                                    language,
                                    hash,
                                    () -> {
                                        context.checkCancelled();
                                        breath.run();
                                    });
                    return new Replayed(read.file(), read.saved(), model, report, vocabulary);
                });
    }

    private void show(Replayed made) {
        busy.set(false);
        replayed.set(made);
    }

    private void failed(Throwable why) {
        busy.set(false);
        replayed.set(null);
        failure.set(Sentences.of(why));
    }

    Caption caption() {
        Caption caption = Caption.of(Messages.text("cases.replay.title"));
        Replayed shown = replayed.get();
        if (shown == null) {
            return caption;
        }
        return caption.with(Messages.text("cases.file"), shown.file().toString())
                .with(RunSettings.of(session))
                .with(Messages.text("cases.device"), shown.saved().device())
                .with(
                        Messages.text("export.setting.chain"),
                        CaseWordsViewModel.chain(shown.saved()))
                .with(Messages.text("export.setting.seed"), Long.toString(shown.saved().seed()))
                .with(Messages.text("cases.result"), CaseWordsViewModel.result(shown));
    }

    /// A row for each token expected.
    Optional<NumbersTable> numbers() {
        Replayed shown = replayed.get();
        if (shown == null) {
            return Optional.empty();
        }
        List<SamplingCase.Expected> expected = shown.saved().expected();
        int compared = shown.report().compared();
        boolean same = shown.report().isSame();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        expected.size(),
                        List.of(
                                Column.whole(column("step"), row -> row + 1L),
                                Column.whole(column("id"), row -> expected.get(row).id()),
                                Column.text(
                                        column("token"),
                                        row ->
                                                shown.vocabulary()
                                                        .token(expected.get(row).id())
                                                        .text()),
                                Column.float64(
                                        column("logprob"),
                                        column("nats"),
                                        row -> expected.get(row).logprob()),
                                Column.text(
                                        column("again"),
                                        row ->
                                                row >= compared
                                                        ? null
                                                        : Messages.text(
                                                                same || row < compared - 1
                                                                        ? "cases.same"
                                                                        : "cases.other")))));
    }

    private static String column(String name) {
        return Messages.text("cases.column." + name);
    }

    /// What would be saved, in a sentence or two.
    String sentence(CaseDraft drafted) {
        StringBuilder text =
                new StringBuilder(
                        Messages.text(
                                "cases.draft",
                                Figures.count(drafted.promptIds().size()),
                                Figures.count(drafted.expected().size()),
                                Long.toString(drafted.seed()),
                                drafted.model().name(),
                                drafted.model().device()));
        if (drafted.otherwise() > 0) {
            text.append(' ').append(Messages.text("cases.draft.otherwise", drafted.otherwise()));
        }
        if (drafted.leftOut() > 0) {
            text.append(' ').append(Messages.text("cases.draft.leftOut", drafted.leftOut()));
        }
        return text.toString();
    }
}
