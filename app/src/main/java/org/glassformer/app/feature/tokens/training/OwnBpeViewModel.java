package org.glassformer.app.feature.tokens.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.PlotSeries;
import org.jspecify.annotations.Nullable;

/// State and commands of the panel that learns a vocabulary: a text, the merges learned from it, and the one on screen.
public final class OwnBpeViewModel {

    /// The sizes of vocabulary to choose from.
    static final List<Integer> SIZES = List.of(300, 512, 1_000, 5_000, 20_000, 50_000, 100_000);

    private static final int FIRST_SIZE = 1_000;
    private static final long SHOW_EVERY_NS = 100_000_000;

    private record Prepared(
            TrainingTextViewModel text,
            @Nullable Path file,
            TrainingRunViewModel run,
            Moment moment) {}

    private final ObservableValue<String> screenText;
    private final NewestWins work;
    private final ResultViewModel result;

    private final ReadOnlyObjectWrapper<OwnBpeState> state =
            new ReadOnlyObjectWrapper<>(this, "state", OwnBpeState.EMPTY);
    private final ReadOnlyObjectWrapper<Moment> moment =
            new ReadOnlyObjectWrapper<>(this, "moment", Moment.NOTHING);
    private final ReadOnlyObjectWrapper<TextKind> text =
            new ReadOnlyObjectWrapper<>(this, "text", TextKind.SAMPLE);
    private final ReadOnlyStringWrapper textName =
            new ReadOnlyStringWrapper(this, "textName", Messages.text("ownbpe.sample"));
    private final ObjectProperty<WordSplit> split =
            new SimpleObjectProperty<>(this, "split", WordSplit.GPT2);
    private final IntegerProperty size = new SimpleIntegerProperty(this, "size", FIRST_SIZE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyBooleanWrapper canStep =
            new ReadOnlyBooleanWrapper(this, "canStep", false);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);

    private @Nullable TrainingRunViewModel run;
    private @Nullable Path file;
    private boolean begun;
    private int wanted; // the merge that was asked for last

    /// A panel that begins with [#begin()].
    ///
    /// @param screenText the text of the screen
    /// @param shelf gets what was learned
    /// @param runner learns off the JavaFX thread
    /// @param chosen what cuts the screen's text; gets what was put on the shelf, to use it at once
    public OwnBpeViewModel(
            ObservableValue<String> screenText,
            TokenizerShelf shelf,
            TaskRunner runner,
            ObjectProperty<TokenizerChoice> chosen) {
        this.screenText = screenText;
        work = runner.newestWins();
        result = new ResultViewModel(shelf, runner, chosen, message);
        screenText.subscribe((before, now) -> {
            if (begun && text.get() == TextKind.SCREEN) {
                prepare(TextKind.SCREEN, null);
            }
        });
        split.subscribe((before, now) -> {
            if (begun) {
                prepare(text.get(), file);
            }
        });
        size.subscribe((before, now) -> goTo(wanted));
        state.subscribe(this::tellCanStep);
        moment.subscribe(this::tellCanStep);
    }

    private void tellCanStep() {
        boolean ready = state.get() == OwnBpeState.READY || state.get() == OwnBpeState.LEARNING;
        canStep.set(ready && moment.get().hasNext());
        if (ready && !moment.get().hasNext()) {
            playing.set(false);
        }
    }

    /// Counts the pairs of the first text, when the panel is first seen.
    void begin() {
        if (!begun) {
            begun = true;
            prepare(text.get(), file);
        }
    }

    /// What the panel is at.
    ReadOnlyObjectProperty<OwnBpeState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The merge on screen.
    ReadOnlyObjectProperty<Moment> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /// Where the text comes from.
    ReadOnlyObjectProperty<TextKind> textProperty() {
        return text.getReadOnlyProperty();
    }

    /// What the text is called.
    ReadOnlyStringProperty textNameProperty() {
        return textName.getReadOnlyProperty();
    }

    /// How the text is cut into words; another choice begins anew.
    ObjectProperty<WordSplit> splitProperty() {
        return split;
    }

    /// The tokens of a full vocabulary; what is learned stays when it changes.
    IntegerProperty sizeProperty() {
        return size;
    }

    /// How far learning is, 0 to 1; negative when unknown.
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// A sentence on what went wrong or was done; may be empty.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Whether a merge follows the one on screen.
    ReadOnlyBooleanProperty canStepProperty() {
        return canStep.getReadOnlyProperty();
    }

    /// Whether the view steps at its own pace by [#tick()].
    public BooleanProperty playingProperty() {
        return playing;
    }

    /// Begins anew on the screen's text or on the sample.
    void choose(TextKind kind) {
        begun = true;
        prepare(kind == TextKind.FILE && file == null ? TextKind.SAMPLE : kind, file);
    }

    /// Begins anew on the text of a file; if it cannot be read, the text before stays.
    void chooseFile(Path path) {
        begun = true;
        prepare(TextKind.FILE, path);
    }

    private void prepare(TextKind kind, @Nullable Path path) {
        playing.set(false);
        message.set("");
        progress.set(-1);
        state.set(OwnBpeState.PREPARING);
        String typed = Objects.requireNonNullElse(screenText.getValue(), "");
        WordSplit words = split.get();
        int full = size.get();
        work.submit(
                Job.of(
                                Messages.text("task.countPairs"),
                                context -> {
                                    TrainingTextViewModel source = read(kind, typed, path, context);
                                    context.checkCancelled();
                                    TrainingRunViewModel counted =
                                            TrainingRunViewModel.start(
                                                    source.text(), words, context::isCancelled);
                                    return new Prepared(
                                            source, path, counted, counted.moment(0, full));
                                })
                        .whenDone(this::begin)
                        .whenFailed(this::fail));
    }

    private static TrainingTextViewModel read(
            TextKind kind, String typed, @Nullable Path path, TaskContext context)
            throws java.io.IOException {
        return switch (kind) {
            case SCREEN -> TrainingTextViewModel.ofScreen(typed);
            case SAMPLE -> TrainingTextViewModel.sample(context::isCancelled);
            case FILE -> TrainingTextViewModel.ofFile(Objects.requireNonNull(path));
        };
    }

    private void begin(Prepared prepared) {
        run = prepared.run();
        file = prepared.file();
        text.set(prepared.text().kind());
        textName.set(prepared.text().name());
        wanted = 0;
        show(prepared.moment());
    }

    private void show(Moment now) {
        progress.set(-1);
        wanted = now.merge();
        moment.set(now);
        state.set(now.bytes() == 0 ? OwnBpeState.EMPTY : OwnBpeState.READY);
    }

    private void fail(Throwable failure) {
        playing.set(false);
        progress.set(-1);
        message.set(ResultViewModel.sentence(failure));
        wanted = moment.get().merge();
        if (run == null) {
            state.set(OwnBpeState.FAILED);
        } else {
            show(moment.get());
        }
    }

    /// Goes so many merges on, learning what is not known yet.
    ///
    /// @param merges at least 1
    public void forward(int merges) {
        goTo((int) Math.min(Integer.MAX_VALUE, (long) wanted + merges));
    }

    /// Goes one merge back; nothing is forgotten.
    public void back() {
        playing.set(false);
        goTo(wanted - 1);
    }

    /// Goes to the bytes before the first merge; nothing is forgotten.
    void reset() {
        playing.set(false);
        goTo(0);
    }

    /// Goes to the last merge that is known.
    void toEnd() {
        goTo(moment.get().learned());
    }

    /// Goes to the point of the curve with so many tokens in the vocabulary.
    void goToVocabulary(double vocabSize) {
        List<PlotSeries> curve = moment.get().curve().series();
        if (!curve.isEmpty()) {
            playing.set(false);
            goTo(curve.getFirst().nearest(vocabSize));
        }
    }

    /// Goes to a merge, learning what is not known yet.
    ///
    /// @param merge 0 for the bytes before the first
    void goTo(int merge) {
        TrainingRunViewModel current = run;
        if (current == null || state.get() == OwnBpeState.PREPARING) {
            return;
        }
        int from = moment.get().learned();
        int target = Math.max(0, merge);
        wanted = target;
        int full = size.get();
        message.set("");
        boolean many = target > from + 1;
        if (many) {
            state.set(OwnBpeState.LEARNING);
        }
        Job<Moment> job =
                Job.of(
                                Messages.text("task.learnMerges"),
                                context -> learn(current, from, target, full, context))
                        .whenDone(this::show)
                        .whenFailed(failure -> learnFailed(current, failure));
        work.submit(many ? job.asShown() : job);
    }

    private Moment learn(
            TrainingRunViewModel current, int from, int target, int full, TaskContext context) {
        int[] known = {from};
        long[] shown = {System.nanoTime()};
        long most = Math.min(target, (long) full - 256);
        current.learn(
                target,
                full,
                context::isCancelled,
                merges -> {
                    known[0] = merges;
                    if (System.nanoTime() - shown[0] > SHOW_EVERY_NS) {
                        double share = (merges - from) / (double) Math.max(1, most - from);
                        Moment now = current.moment(merges, full);
                        context.progress(share, "");
                        context.deliver(() -> showProgress(now, share));
                        shown[0] = System.nanoTime();
                    }
                });
        return current.moment(target, full);
    }

    private void showProgress(Moment now, double share) {
        progress.set(Math.clamp(share, 0, 1));
        moment.set(now);
    }

    /// What was learned before the failure stays.
    private void learnFailed(TrainingRunViewModel current, Throwable failure) {
        fail(failure);
        showKnown(current);
    }

    /// Stops learning and shows the last merge that was learned.
    void cancel() {
        TrainingRunViewModel current = run;
        playing.set(false);
        if (current != null && state.get() == OwnBpeState.LEARNING) {
            showKnown(current);
        }
    }

    /// Shows the last merge that is known when work before has ended.
    private void showKnown(TrainingRunViewModel current) {
        int full = size.get();
        work.submit(
                Job.of(
                                Messages.text("task.learnMerges"),
                                _ -> current.moment(current.learned(), full))
                        .whenDone(this::show)
                        .whenFailed(this::fail));
    }

    /// Begins or ends stepping at the view's pace.
    public void togglePlaying() {
        playing.set(!playing.get() && canStep.get());
    }

    /// One step of playing; left out while the one before is not done.
    void tick() {
        if (playing.get() && canStep.get() && !work.isBusy()) {
            forward(1);
        }
    }

    /// What the panel shows and under which settings.
    Caption caption() {
        return ResultViewModel.caption(moment.get(), textName.get(), split.get());
    }

    /// Every merge that is known, empty while there is none.
    Optional<NumbersTable> numbers() {
        TrainingRunViewModel current = run;
        return current == null || moment.get().learned() == 0
                ? Optional.empty()
                : Optional.of(current.table(caption()));
    }

    /// Puts the vocabulary on screen on the shelf and uses it on the screen's text.
    void use() {
        TrainingRunViewModel current = run;
        if (current != null) {
            result.use(current, moment.get().merge());
        }
    }

    /// Writes the vocabulary on screen as a `tokenizer.json`.
    ///
    /// @param target is written anew
    void save(Path target) {
        TrainingRunViewModel current = run;
        if (current != null) {
            result.save(current, moment.get().merge(), target);
        }
    }
}
