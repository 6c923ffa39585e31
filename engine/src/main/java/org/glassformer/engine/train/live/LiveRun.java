package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.WindowSource;
import org.glassformer.engine.train.task.TaskData;
import org.glassformer.engine.train.task.TaskTokens;
import org.jspecify.annotations.Nullable;

/// A training run to be watched: whole steps at full speed, or one phase after the other and back; every
/// kept step can be gone back to exactly; it saves itself.
///
/// The time line: steps that were done stay known after going back (their losses, probes and kept states),
/// because doing them again gives the same, bit by bit. Setting the learning rate makes another future:
/// what lay after the present is then forgotten.
///
/// Used by one thread at a time, like its backend, which stays the caller's. What methods return is
/// immutable or the caller's own, for any thread.
public final class LiveRun implements AutoCloseable {
    private final LiveSettings settings;
    private final TaskData data;
    private final Origin origin;
    private final Transformer model;
    private final TrainingStep step;
    private final TrainingCost cost;
    private final Baselines baselines;
    private final Measuring measuring;
    private final History history;
    private final TimeLine line;
    private final Present present;
    private final Tensors tensors;
    private final Probes probes;
    private final Saver saver;
    private final Stepper stepper;
    private boolean closed;

    /// @param autosave null for a run in memory only
    LiveRun(
            LiveSettings settings,
            RunOptions options,
            TaskTokens tokens,
            Origin origin,
            @Nullable Autosave autosave) {
        this.settings = settings;
        this.origin = origin;
        this.saver = new Saver(autosave, options.saveEvery().toNanos());
        int time = settings.shape().blockSize();
        this.data = new TaskData(settings.task(), tokens, time, settings.seed());
        RateBook rates = new RateBook(settings);
        WindowSource windows = data.windows();
        this.model = origin.copy();
        try {
            this.step = new TrainingStep(model, settings.step(rates), windows);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        this.cost =
                TrainingCost.of(
                        model.config(), settings.batch(), time, settings.optimiser().kind());
        this.baselines = Baselines.of(data.windows(), time, model.config().vocabSize());
        this.history =
                new History(
                        step,
                        origin,
                        windows.position(),
                        options.keepEvery(cost.tokensPerStep()),
                        options.keptBytes());
        this.tensors = new Tensors(step, history, origin);
        this.probes = new Probes(step, origin, history, tokens, options.probeBytes());
        this.line = new TimeLine(step, rates, history, probes);
        this.present = new Present(step, settings);
        this.measuring = new Measuring(settings, data, origin, step, probes);
        this.stepper =
                new Stepper(
                        step,
                        present,
                        line,
                        history,
                        new Guard(baselines.uniform()),
                        measuring,
                        saver,
                        settings.evalEvery());
    }

    /// Begins a run.
    ///
    /// @param backend computes; it stays the caller's
    /// @throws TrainingException with one sentence if there is nothing to learn from, the settings do not
    ///     fit, the memory does not suffice, or the folder holds a run already
    public static LiveRun open(LiveSettings settings, Backend backend, RunOptions options) {
        return RunOpening.open(settings, backend, options);
    }

    /// Goes on with a saved run exactly where it was saved, with the same settings.
    ///
    /// @param options whose folder is the run's
    /// @throws TrainingException with one sentence if there is none, or a broken one
    public static LiveRun resume(Backend backend, RunOptions options) {
        return RunOpening.resume(backend, options);
    }

    /// Goes to what was saved.
    void restore(StateFile.Content state, KeptFiles.Content kept, Path logFile) {
        line.restore(state, kept, logFile);
        saver.resumed(state.about().step());
    }

    // ---- what it is

    /// What was decided before the run.
    public LiveSettings settings() {
        return settings;
    }

    /// The data: examples held apart, and texts to look at.
    public TaskData data() {
        return data;
    }

    /// The vocabulary.
    public TaskTokens tokens() {
        return data.tokens();
    }

    /// The model that learns, for the thread that trains; its weights change with every step.
    public Transformer model() {
        return model;
    }

    /// The model as it was at step 0, to compare; it stays in memory, and the run closes it.
    public Transformer original() {
        return origin.model();
    }

    /// Parameters, memory and operations.
    public TrainingCost cost() {
        return cost;
    }

    /// The loss of guessing.
    public Baselines baselines() {
        return baselines;
    }

    /// The tensors of the model, with their gradients and moments, now and at kept steps.
    public Tensors tensors() {
        return tensors;
    }

    /// The probes and what they showed.
    public Probes probes() {
        return probes;
    }

    // ---- steps and phases

    /// Steps completed.
    public int stepsDone() {
        return step.stepsDone();
    }

    /// The phase that was done last of the step at hand; empty between steps.
    public Optional<LivePhase> phase() {
        return Optional.ofNullable(present.phase());
    }

    /// Does the next phase; after the last one, or between steps, the first one of the next step.
    ///
    /// @return the phase that was done
    /// @throws TrainingException if the loss or the gradient is no longer finite: the run is then back at
    ///     its last good step
    public LivePhase next() {
        return stepper.next();
    }

    /// Undoes the last phase of the step at hand, exactly; the step's first phase leads to before it.
    ///
    /// @return whether there was one
    public boolean back() {
        return stepper.back();
    }

    /// Does what is left of the step at hand up to its update, or a whole step.
    ///
    /// @throws TrainingException as for [#next]
    public void step() {
        stepper.step();
    }

    /// Does whole steps until there are as many or somebody says stop.
    ///
    /// @param watcher is told after every step, on this thread
    /// @return how many were done
    /// @throws TrainingException as for [#next]
    public int run(int steps, StepWatcher watcher) {
        int done = 0;
        boolean more = true;
        while (more && done < steps) {
            step();
            done++;
            more = watcher.stepped(this);
        }
        return done;
    }

    /// What can be seen of the step at hand, or of the last whole one; empty before the first. It costs
    /// only when it is asked for.
    public Optional<StepView> view() {
        return present.view();
    }

    /// The weights of a tensor as they were before the step at hand, once that has changed them; empty
    /// otherwise.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> before(String name) {
        return present.before(name);
    }

    /// The logits of all tokens at position n of the windows at hand: from the forward pass on, until the
    /// backward pass overwrites them, and again when the same windows are read with the new weights.
    public Optional<float[]> logits(int n) {
        return present.logits(n);
    }

    // ---- rate

    /// The learning rate of the step under way, or to come.
    public double learningRate() {
        return step.learningRate();
    }

    /// The highest rate of the schedule, as set by hand or before the run.
    public double peakRate() {
        return line.peakRate();
    }

    /// Sets the schedule's highest rate from the step under way on. It is remembered, so that rewinding and
    /// resuming repeat it; what lay after the present is forgotten.
    ///
    /// @throws TrainingException if the rate is not above 0 and at most 10
    public void setPeakRate(double peak) {
        line.setPeakRate(peak);
    }

    /// The rates set by hand.
    public List<RateChange> rateChanges() {
        return line.rateChanges();
    }

    // ---- kept steps

    /// The steps to which one can go back, in order; 0 is always one of them.
    public List<Integer> keptSteps() {
        return history.steps();
    }

    /// Of these, the steps at which the run rested, or from which it was taken elsewhere, as far as that is known.
    public List<Integer> restedSteps() {
        return history.rested();
    }

    /// Keeps the present step, if it stands between two and a state takes at most an eighth of the memory for kept
    /// steps; for pauses.
    public void rest() {
        history.rest();
    }

    /// Goes back, or on, to a kept step, exactly. Where it stood is kept, if there is room for it: between two steps, or
    /// else before the step at hand.
    ///
    /// @throws TrainingException if it is not kept
    public void rewind(int to) {
        stepper.rewind(to);
    }

    /// Goes back to the beginning and forgets everything since, rates set by hand too.
    public void reset() {
        stepper.reset();
    }

    // ---- measured

    /// What was measured at the steps after the first `from`; also of steps after the present, where one has
    /// gone back.
    public LogSeries log(int from) {
        return line.log().series(from);
    }

    /// Evaluates unseen cases now and remembers it; the training is not touched.
    public HeldOutPoint evaluate() {
        return stepper.evaluate();
    }

    /// Measures how well the task has been learned; the training is not touched.
    ///
    /// @param cases unseen examples, or documents, at most
    public CheckResult check(int cases) {
        return present.aside(() -> measuring.check(cases));
    }

    /// Measures the model against the one at step 0, on the same texts; the training is not touched. The first
    /// time takes twice as long, and the other model then stays in memory.
    public Comparison compare() {
        return present.aside(measuring::compare);
    }

    // ---- saving

    /// How far it is saved, and what is wrong with saving.
    public SaveStatus saveStatus() {
        return saver.status();
    }

    /// Whether it is being saved in the background.
    public boolean isSaving() {
        return saver.busy();
    }

    /// Whether what is saved is the run as it stands; never for one in memory only.
    public boolean isSaved() {
        return saver.isSaved(line);
    }

    /// Saves now, in the background, if it stands between two steps and nothing is being saved; for pauses.
    public void save() {
        saver.save(line, false);
    }

    /// Writes the model as a folder that every screen opens: configuration, weights, tokenizer, and a model
    /// card that says what was measured.
    ///
    /// @param folder new or empty
    /// @param half F16 instead of F32 weights
    /// @throws TrainingException with one sentence if it cannot be written or is not empty
    public void export(Path folder, boolean half) {
        new ModelExport(this, present.aside(measuring::checkWell)).write(folder, half);
    }

    /// Releases everything without saving, after a failure to open.
    void abandon() {
        saver.close();
        origin.close();
        step.close();
        model.close();
    }

    /// Saves, waits for that, and releases everything but the backend. Of a step under way only what was
    /// before it is saved.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        saver.await();
        while (present.isInside()) {
            back();
        }
        saver.save(line, true);
        abandon();
    }
}
