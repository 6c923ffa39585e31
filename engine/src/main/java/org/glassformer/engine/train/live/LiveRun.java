package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.StepSettings;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.glassformer.engine.train.WindowSource;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
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
/// Longer than other classes because it is the one door to all of this, with the documentation of it.
///
/// Used by one thread at a time, like its backend, which stays the caller's. What methods return is
/// immutable or the caller's own, for any thread.
public final class LiveRun implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final LiveSettings settings;
    private final TaskData data;
    private final Origin origin;
    private final Transformer model;
    private final RateBook rates;
    private final TrainingStep step;
    private final TrainingCost cost;
    private final Baselines baselines;
    private final Measuring measuring;
    private final RunLog log = new RunLog();
    private final History history;
    private final Tensors tensors;
    private final Probes probes;
    private final Guard guard;
    private final Saver saver;
    private @Nullable StepAtHand hand;
    private @Nullable LastStep last;
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
        this.rates = new RateBook(settings);
        WindowSource windows = data.windows();
        this.model = origin.copy();
        try {
            this.step = new TrainingStep(model, stepSettings(settings, rates), windows);
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
        this.measuring = new Measuring(settings, data, origin, step, probes);
        this.guard = new Guard(baselines.uniform());
    }

    private static StepSettings stepSettings(LiveSettings s, RateBook rates) {
        return new StepSettings(
                s.batch(), 1, s.shape().blockSize(), s.dropout(), s.seed(), s.optimiser(), rates);
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
        StateFile.About about = state.about();
        List<RateChange> changes = about.rates();
        rates.restore(changes == null ? List.of() : changes);
        history.restore(state.step(), kept.steps());
        probes.restore(kept.probes());
        Integer logged = about.logged();
        LogFile.read(logFile, logged == null ? about.step() : logged, log);
        saver.resumed(about.step());
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
        return Optional.ofNullable(hand).map(StepAtHand::phase);
    }

    /// Does the next phase; after the last one, or between steps, the first one of the next step.
    ///
    /// @return the phase that was done
    /// @throws TrainingException if the loss or the gradient is no longer finite: the run is then back at
    ///     its last good step
    public LivePhase next() {
        StepAtHand now = hand;
        if (now == null || now.phase() == LivePhase.AGAIN) {
            now = new StepAtHand(step, settings);
            hand = now;
            last = null;
        }
        long begun = System.nanoTime();
        double rate = step.learningRate();
        LivePhase done = guarded(now::next);
        if (done == LivePhase.BACKWARD) {
            history.computed();
        } else if (done == LivePhase.UPDATE) {
            finished(rate, System.nanoTime() - begun);
        }
        return done;
    }

    /// Undoes the last phase of the step at hand, exactly; the step's first phase leads to before it.
    ///
    /// @return whether there was one
    public boolean back() {
        StepAtHand now = hand;
        if (now == null) {
            return false;
        }
        now.back();
        if (now.phase() == null) {
            hand = null;
        }
        return true;
    }

    /// Does what is left of the step at hand up to its update, or a whole step.
    ///
    /// @throws TrainingException as for [#next]
    public void step() {
        if (hand != null && step.phase() != Phase.WINDOWS) {
            LivePhase done;
            do {
                done = next();
            } while (done != LivePhase.UPDATE);
            last = new LastStep(step, settings);
            last.keepLosses(hand);
            hand = null;
            return;
        }
        hand = null;
        last = null;
        long begun = System.nanoTime();
        double rate = step.learningRate();
        guarded(() -> {
            step.run();
            guard.check(step.loss(), step.stepsDone());
            return true;
        });
        history.computed();
        last = new LastStep(step, settings);
        finished(rate, System.nanoTime() - begun);
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
        if (hand != null) {
            return Optional.ofNullable(hand.view());
        }
        return Optional.ofNullable(last).map(LastStep::view);
    }

    /// The weights of a tensor as they were before the step at hand, once that has changed them; empty
    /// otherwise.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> before(String name) {
        return hand == null ? Optional.empty() : hand.before(name);
    }

    /// The probabilities of all tokens at position n of the windows at hand, after the forward pass and
    /// before the backward pass, which overwrites them.
    public Optional<float[]> probabilities(int n) {
        return hand != null && hand.needsForward()
                ? Optional.of(Reader.softmax(step.pass().logits(n), 1))
                : Optional.empty();
    }

    /// The logits of all tokens at position n of the windows at hand: from the forward pass on, until the
    /// backward pass overwrites them, and again when the same windows are read with the new weights.
    public Optional<float[]> logits(int n) {
        boolean there = hand != null && (hand.needsForward() || hand.phase() == LivePhase.AGAIN);
        return there ? Optional.of(step.pass().logits(n)) : Optional.empty();
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (TrainingException e) {
            hand = null;
            last = null;
            history.goNear(guard.lastGood(step));
            forgetLater();
            String sentence =
                    "%s; the run is back at step %,d, its last good one"
                            .formatted(guard.why(e), step.stepsDone());
            throw new TrainingException(sentence, e);
        }
    }

    private void finished(double rate, long nanos) {
        int done = step.stepsDone();
        double speed = cost.tokensPerStep() * NANOS / nanos;
        log.step(done, step.loss(), rate, step.gradientNorm(), speed);
        if (settings.evalEvery() > 0 && done % settings.evalEvery() == 0) {
            evaluate();
        }
        history.keepIfDue();
        probes.stepped();
        saver.saveIfDue(step, history, rates, log, probes);
    }

    // ---- rate

    /// The learning rate of the step under way, or to come.
    public double learningRate() {
        return step.learningRate();
    }

    /// The highest rate of the schedule, as set by hand or before the run.
    public double peakRate() {
        return rates.peak(step.stepsDone() + 1);
    }

    /// Sets the schedule's highest rate from the step under way on. It is remembered, so that rewinding and
    /// resuming repeat it; what lay after the present is forgotten.
    ///
    /// @throws TrainingException if the rate is not above 0 and at most 10
    public void setPeakRate(double peak) {
        if (!(peak > 0 && peak <= LiveSettings.LARGEST_RATE)) {
            throw new TrainingException("the learning rate is above 0 and at most 10, not " + peak);
        }
        forgetLater();
        rates.set(step.stepsDone() + 1, peak);
    }

    /// The rates set by hand.
    public List<RateChange> rateChanges() {
        return rates.changes();
    }

    private void forgetLater() {
        int done = step.stepsDone();
        rates.dropAfter(done + 1);
        log.dropAfter(done);
        history.dropAfter(done);
        probes.dropAfter(done);
    }

    // ---- kept steps

    /// The steps to which one can go back, in order; 0 is always one of them.
    public List<Integer> keptSteps() {
        return history.steps();
    }

    /// Keeps the present step, if it stands between two.
    public void keep() {
        history.keep();
    }

    /// Goes back, or on, to a kept step, exactly.
    ///
    /// @throws TrainingException if it is not kept
    public void rewind(int to) {
        KeptStep there = history.at(to);
        hand = null;
        last = null;
        history.go(there);
    }

    /// Goes back to the beginning and forgets everything since, rates set by hand too.
    public void reset() {
        rewind(0);
        rates.restore(List.of());
        forgetLater();
    }

    // ---- measured

    /// What was measured at the steps after the first `from`; also of steps after the present, where one has
    /// gone back.
    public LogSeries log(int from) {
        return log.series(from);
    }

    /// Evaluates unseen cases now and remembers it; the training is not touched.
    public HeldOutPoint evaluate() {
        HeldOutPoint point = aside(measuring::evaluate);
        log.heldOut(point);
        return point;
    }

    /// Measures how well the task has been learned; the training is not touched.
    ///
    /// @param cases unseen examples, or documents, at most
    public CheckResult check(int cases) {
        return aside(() -> measuring.check(cases));
    }

    /// Measures the model against the one at step 0, on the same texts; the training is not touched. The first
    /// time takes twice as long, and the other model then stays in memory.
    public Comparison compare() {
        return aside(measuring::compare);
    }

    /// Uses the pass for something else, and puts back what the step at hand needs.
    private <T> T aside(Supplier<T> work) {
        if (last != null) {
            last.keepLosses();
        }
        T result = work.get();
        if (hand != null && hand.needsForward()) {
            hand.forwardAgain();
        }
        return result;
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

    /// Saves now, in the background, if it stands between two steps and nothing is being saved; for pauses.
    public void save() {
        saver.save(step, history, rates, log, probes, false);
    }

    /// Writes the model as a folder that every screen opens: configuration, weights, tokenizer, and a model
    /// card that says what was measured.
    ///
    /// @param folder new or empty
    /// @param half F16 instead of F32 weights
    /// @throws TrainingException with one sentence if it cannot be written or is not empty
    public void export(Path folder, boolean half) {
        new ModelExport(this, aside(measuring::checkWell)).write(folder, half);
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
        if (step.phase() != Phase.WINDOWS) {
            boolean more = true;
            while (more) {
                more = back();
            }
        }
        saver.save(step, history, rates, log, probes, true);
        abandon();
    }
}
