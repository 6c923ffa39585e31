package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.HeldOut;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.StepSettings;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.glassformer.engine.train.WindowSource;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.glassformer.engine.train.live.StepView.Forward;
import org.glassformer.engine.train.live.StepView.Loss;
import org.glassformer.engine.train.live.StepView.Windows;
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
    private static final int EVALUATED = 64;
    private static final double NANOS = 1e9;

    private final LiveSettings settings;
    private final RunOptions options;
    private final TaskData data;
    private final Transformer model;
    private final Supplier<Transformer> beginning;
    private final RateBook rates;
    private final TrainingStep step;
    private final DataPosition start;
    private final TrainingCost cost;
    private final Baselines baselines;
    private final HeldOut heldOut;
    private final RunLog log = new RunLog();
    private final KeptSteps kept;
    private final ProbeBook probes;
    private final Reader reader;
    private final Guard guard;
    private final @Nullable Autosave autosave;
    private final int keepEvery;
    private @Nullable Transformer original;
    private @Nullable StepAtHand hand;
    private float @Nullable [] losses; // of the last whole step, read before they are overwritten
    private boolean hasStep;
    private boolean hasGradients;
    private long savedAt = System.nanoTime();
    private int logRewritten;

    /// @param beginning opens the model as it was at step 0; the run closes it
    LiveRun(
            LiveSettings settings,
            RunOptions options,
            TaskTokens tokens,
            Supplier<Transformer> beginning,
            @Nullable Autosave autosave) {
        this.settings = settings;
        this.options = options;
        this.beginning = beginning;
        this.autosave = autosave;
        int time = settings.shape().blockSize();
        this.data = new TaskData(settings.task(), tokens, time, settings.seed());
        this.rates = new RateBook(settings);
        WindowSource windows = data.windows();
        this.start = windows.position();
        this.model = beginning.get();
        ModelConfig config = model.config();
        try {
            this.cost =
                    TrainingCost.of(config, settings.batch(), time, settings.optimiser().kind());
            this.step =
                    new TrainingStep(
                            model,
                            new StepSettings(
                                    settings.batch(),
                                    1,
                                    time,
                                    settings.dropout(),
                                    settings.seed(),
                                    settings.optimiser(),
                                    rates),
                            windows);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        this.baselines = Baselines.of(data.windows(), time, config.vocabSize());
        this.heldOut = data.heldOut(EVALUATED);
        this.kept = new KeptSteps(options.keptBytes());
        this.keepEvery = options.keepEvery(cost.tokensPerStep());
        this.probes = new ProbeBook(options.probeBytes());
        this.reader = new Reader(model, tokens);
        this.guard = new Guard(baselines.uniform());
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

    /// Whether a folder holds a run.
    public static boolean isRun(Path folder) {
        return new RunFolder(folder).exists();
    }

    /// What a run would cost, before it is begun; the vocabulary is made for it.
    ///
    /// @throws TrainingException if the task's text cannot have the vocabulary
    public static TrainingCost costOf(LiveSettings settings) {
        return RunOpening.cost(settings);
    }

    /// Goes to what was saved.
    void restore(RunFolder.State state, Path logFile) {
        rates.restore(state.rates());
        go(new KeptStep(state.snapshot(), List.of()));
        LogFile.read(logFile, state.snapshot().step(), log);
        if (autosave != null) {
            autosave.resumed(state.snapshot().step());
        }
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

    /// Parameters, memory and operations.
    public TrainingCost cost() {
        return cost;
    }

    /// The loss of guessing.
    public Baselines baselines() {
        return baselines;
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
        }
        long begun = System.nanoTime();
        double rate = step.learningRate();
        LivePhase done = guarded(now::next);
        if (done == LivePhase.UPDATE) {
            hasStep = true;
            hasGradients = true;
            losses = null;
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
            hasStep = false;
        }
        return true;
    }

    /// Does what is left of the step at hand up to its update, or a whole step.
    ///
    /// @throws TrainingException as for [#next]
    public void step() {
        if (hand != null && hand.view() != null && step.phase() != Phase.WINDOWS) {
            LivePhase done;
            do {
                done = next();
            } while (done != LivePhase.UPDATE);
            hand = null;
            return;
        }
        hand = null;
        long begun = System.nanoTime();
        double rate = step.learningRate();
        guarded(() -> {
            step.run();
            guard.check(step.loss(), step.stepsDone());
            return true;
        });
        hasStep = true;
        hasGradients = true;
        losses = null;
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
        if (!hasStep) {
            return Optional.empty();
        }
        int[] targets = step.targets();
        return Optional.of(
                new StepView(
                        step.stepsDone(),
                        null,
                        new Windows(
                                settings.batch(),
                                settings.shape().blockSize(),
                                step.inputs(),
                                targets),
                        new Forward(lastLosses()),
                        new Loss(step.loss(), StepAtHand.counted(targets)),
                        Norms.gradients(model, step.clipFactor()),
                        StepAtHand.clip(step, settings),
                        null,
                        null));
    }

    /// The probabilities of all tokens at position n of the windows at hand, after the forward pass and
    /// before the backward pass, which overwrites them.
    public Optional<float[]> probabilities(int n) {
        return hand != null && hand.needsForward()
                ? Optional.of(Reader.softmax(step.pass().logits(n), 1))
                : Optional.empty();
    }

    private float[] lastLosses() {
        float[] read = losses;
        if (read == null) {
            read = step.pass().losses();
            losses = read;
        }
        return read;
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (TrainingException e) {
            throw stopped(e);
        }
    }

    /// Goes back to the last step after which all was well.
    private TrainingException stopped(TrainingException e) {
        int good = guard.lastGood(step);
        rewindTo(good);
        forgetLater();
        String sentence =
                "%s; the run is back at step %,d, its last good one"
                        .formatted(guard.why(e), step.stepsDone());
        return new TrainingException(sentence, e);
    }

    private void finished(double rate, long nanos) {
        int done = step.stepsDone();
        log.step(
                done, step.loss(), rate, step.gradientNorm(), cost.tokensPerStep() * NANOS / nanos);
        if (settings.evalEvery() > 0 && done % settings.evalEvery() == 0) {
            evaluate();
        }
        keepIfDue();
        for (int i = 0; i < probes.size(); i++) {
            if (probes.due(i, done)) {
                probes.put(i, reader.read(probes.probe(i), done));
            }
        }
        saveIfDue(options.saveEvery().toNanos());
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
        rates.set(step.stepsDone() + 1, peak);
        forgetLater();
    }

    /// The rates set by hand.
    public List<RateChange> rateChanges() {
        return rates.changes();
    }

    private void forgetLater() {
        int done = step.stepsDone();
        rates.dropAfter(done + 1);
        log.dropAfter(done);
        kept.dropAfter(done);
        probes.dropAfter(done);
    }

    // ---- kept steps

    /// The steps to which one can go back, in order; 0 is always one of them.
    public List<Integer> keptSteps() {
        List<Integer> steps = new ArrayList<>(kept.all());
        if (steps.isEmpty() || steps.getFirst() != 0) {
            steps.addFirst(0);
        }
        return List.copyOf(steps);
    }

    /// Keeps the present step, if it stands between two.
    public void keep() {
        if (step.phase() == Phase.WINDOWS) {
            kept.add(new KeptStep(step.snapshot(), gradients()));
        }
    }

    /// Goes back, or on, to a kept step, exactly.
    ///
    /// @throws TrainingException if it is not kept
    public void rewind(int to) {
        KeptStep there = kept.at(to);
        if (there == null && to != 0) {
            throw new TrainingException("step %,d is not kept".formatted(to));
        }
        go(there == null ? first() : there);
    }

    /// Goes back to the beginning and forgets everything since, rates set by hand too.
    public void reset() {
        go(first());
        rates.restore(List.of());
        forgetLater();
    }

    /// The nearest kept step, then the steps from there on, if they are not many.
    private void rewindTo(int good) {
        KeptStep near = kept.before(good);
        go(near == null ? first() : near);
        for (int i = 0; i < keepEvery && step.stepsDone() < good; i++) {
            step.run();
            hasStep = true;
            hasGradients = true;
        }
    }

    private void go(KeptStep to) {
        hand = null;
        hasStep = false;
        losses = null;
        step.restore(to.snapshot());
        hasGradients = !to.gradients().isEmpty();
        for (int i = 0; i < to.gradients().size(); i++) {
            model.backend().write(model.parameters().get(i).gradient(), to.gradients().get(i));
        }
    }

    /// The state before the first step.
    private KeptStep first() {
        KeptStep there = kept.at(0);
        if (there != null) {
            return there;
        }
        try (Transformer begun = beginning.get()) {
            List<float[]> weights =
                    begun.parameters().stream().map(p -> begun.backend().read(p.value())).toList();
            List<float[]> moments =
                    step.firstMoments().stream()
                            .map(m -> new float[Math.toIntExact(m.elements())])
                            .toList();
            return new KeptStep(new Snapshot(0, start, weights, moments, moments), List.of());
        }
    }

    private List<float[]> gradients() {
        return hasGradients
                ? model.parameters().stream().map(p -> model.backend().read(p.gradient())).toList()
                : List.of();
    }

    private void keepIfDue() {
        if (step.stepsDone() % keepEvery == 0) {
            keep();
        }
    }

    // ---- tensors

    /// The names of the tensors, in the model's order.
    public List<String> tensorNames() {
        return model.parameters().stream().map(p -> p.name()).toList();
    }

    /// A tensor as it is now; empty for moments of SGD and for a gradient that has not been computed yet.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> tensor(String name, TensorPart part) {
        return TensorReading.now(step, name, part, hasGradients || hand != null);
    }

    /// A tensor as it was at a kept step; empty as for the present.
    ///
    /// @throws TrainingException if the step is not kept
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> tensor(int at, String name, TensorPart part) {
        KeptStep there = kept.at(at);
        if (there == null && at != 0) {
            throw new TrainingException("step %,d is not kept".formatted(at));
        }
        return TensorReading.kept(there == null ? first() : there, model, name, part);
    }

    // ---- probes

    /// Adds a probe and reads it now.
    ///
    /// @return its number, counted from 0
    /// @throws TrainingException if its prompt does not fit or a head is not there
    public int addProbe(Probe probe) {
        reader.check(probe);
        int index = probes.add(probe);
        probes.put(index, reader.read(probe, step.stepsDone()));
        return index;
    }

    /// Removes a probe; those after it move up.
    public void removeProbe(int index) {
        probes.remove(index);
    }

    /// The probes, in the order added.
    public List<Probe> probes() {
        return probes.all();
    }

    /// What a probe showed, in the order of the steps.
    public List<ProbeResult> probeResults(int index) {
        return probes.results(index);
    }

    /// Reads a probe with the model as it is now, without remembering it.
    public ProbeResult read(Probe probe) {
        reader.check(probe);
        return reader.read(probe, step.stepsDone());
    }

    /// Reads a probe with the model as it was at step 0, to compare; that model then stays in memory.
    public ProbeResult readOriginal(Probe probe) {
        reader.check(probe);
        return new Reader(original(), tokens()).read(probe, 0);
    }

    /// The model as it was at step 0; the run closes it.
    public Transformer original() {
        Transformer opened = original;
        if (opened == null) {
            opened = beginning.get();
            original = opened;
        }
        return opened;
    }

    // ---- measured

    /// What was measured at the steps after the first `from`; also of steps after the present, where one has
    /// gone back.
    public LogSeries log(int from) {
        return log.series(from);
    }

    /// Evaluates unseen cases now and remembers it; the training is not touched.
    public HeldOutPoint evaluate() {
        int done = step.stepsDone();
        boolean exact = settings.task().kind().hasExamples();
        HeldOutPoint point =
                aside(() -> {
                    if (exact) {
                        HeldOut.Judgement judged = heldOut.judge(step.pass());
                        double share = (double) judged.right() / judged.rights().size();
                        return new HeldOutPoint(done, judged.evaluation(), share);
                    }
                    return new HeldOutPoint(done, heldOut.evaluate(step.pass()), Double.NaN);
                });
        log.heldOut(done, point.evaluation(), point.exact());
        return point;
    }

    /// Measures how well the task has been learned; the training is not touched.
    ///
    /// @param cases unseen examples, or documents, at most
    public CheckResult check(int cases) {
        return aside(() -> new Checking(data, step.pass(), reader).check(cases));
    }

    /// Uses the pass for something else, and puts back what the step at hand needs.
    private <T> T aside(Supplier<T> work) {
        if (hasStep && hand == null) {
            lastLosses();
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
        return autosave == null ? new SaveStatus(null, -1, null) : autosave.status();
    }

    /// Saves now, in the background, if it stands between two steps and nothing is being saved; for pauses.
    public void save() {
        saveIfDue(0);
    }

    private void saveIfDue(long nanos) {
        long now = System.nanoTime();
        Autosave saving = autosave;
        if (saving == null
                || now - savedAt < nanos
                || !saving.idle()
                || step.phase() != Phase.WINDOWS) {
            return;
        }
        savedAt = now;
        saving.start(job(saving));
    }

    private Autosave.Job job(Autosave saving) {
        KeptStep here = kept.at(step.stepsDone());
        Snapshot snapshot = here == null ? step.snapshot() : here.snapshot();
        boolean anew = logRewritten != log.rewritten() || saving.loggedSteps() > step.stepsDone();
        logRewritten = log.rewritten();
        return new Autosave.Job(
                snapshot,
                rates.changes(),
                log.series(anew ? 0 : saving.loggedSteps()),
                model.parameters());
    }

    /// Writes the model as a folder that every screen opens: configuration, weights, tokenizer, and a model
    /// card that says what was measured.
    ///
    /// @param folder new or empty
    /// @param half F16 instead of F32 weights
    /// @throws TrainingException with one sentence if it cannot be written or is not empty
    public void export(Path folder, boolean half) {
        CheckResult checked = check(2 * EVALUATED);
        new ModelExport(this, checked).write(folder, half);
    }

    /// Releases everything without saving, after a failure to open.
    void abandon() {
        if (autosave != null) {
            autosave.close();
        }
        step.close();
        model.close();
    }

    /// Saves, if it stands between two steps, waits for that, and releases everything but the backend.
    @Override
    public void close() {
        if (autosave != null) {
            autosave.await();
            if (hand != null && step.phase() != Phase.WINDOWS) {
                boolean more = true;
                while (more) { // the step at hand is done again after resuming
                    more = back();
                }
            }
            save();
            autosave.close();
        }
        if (original != null) {
            original.close();
        }
        step.close();
        model.close();
    }
}
