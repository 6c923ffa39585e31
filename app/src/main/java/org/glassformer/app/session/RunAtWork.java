package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.sampling.grammar.TokenBytes;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.LogSeries;
import org.glassformer.engine.train.live.Probe;
import org.glassformer.engine.train.live.Probe.Head;
import org.glassformer.engine.train.live.Probes;
import org.glassformer.engine.train.live.Rehearsal;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.live.SaveStatus;
import org.glassformer.engine.train.task.Example;
import org.jspecify.annotations.Nullable;

/// A run with its own device, on the thread that trains. Only [#aside] may be called from any thread.
final class RunAtWork {
    private static final long LOG_NANOS = 250_000_000;
    private static final double SECOND = 1e9;
    private static final long REST_MS = 20;
    private static final int PROBE_EVERY = 20;
    private static final int PROBE_TOKENS = 24;
    private static final int PROBE_CHARACTERS = 16;
    private static final int MOST_PROBES = 8;

    /// Numbers of all patterns of a prompt that are kept with every reading.
    private static final long PATTERN_NUMBERS = 1 << 14;

    private static final double NEWER = 0.4;

    private final TrainingSetup setup;
    private final Consumer<TrainingMoment> told;
    private final Queue<Consumer<LiveRun>> asides = new ConcurrentLinkedQueue<>();
    private @Nullable Backend backend;
    private @Nullable LiveRun run;
    private TrainingMoment.@Nullable Run fixed;
    private @Nullable LogSeries log;
    private @Nullable Pace paced;
    private @Nullable SaveStatus saved;
    private double stepsPerSecond = Double.NaN;
    private long publishedAt;
    private int publishedStep;
    private long loggedAt;

    /// @param told gets what there is to see, on this thread
    RunAtWork(TrainingSetup setup, Consumer<TrainingMoment> told) {
        this.setup = setup;
        this.told = told;
    }

    boolean isOpen() {
        return run != null;
    }

    private LiveRun run() {
        LiveRun open = run;
        if (open == null) {
            throw new IllegalStateException("no run is open");
        }
        return open;
    }

    private Backend backend() {
        Backend opened = backend;
        if (opened == null) {
            opened = Backends.open(setup.threads());
            backend = opened;
        }
        return opened;
    }

    /// Has the kernels of the device compiled.
    ///
    /// @param more asked after every step
    void rehearse(BooleanSupplier more) {
        if (more.getAsBoolean()) {
            Rehearsal.run(backend(), more);
        }
    }

    /// Begins a run; the one before stays until this one is there.
    void open(LiveSettings settings, @Nullable Path folder) {
        RunOptions options = folder == null ? RunOptions.inMemory() : RunOptions.in(folder);
        use(LiveRun.open(settings, backend(), options));
        firstProbe().ifPresent(this::addProbe);
    }

    void resume(Path folder) {
        if (run != null && folder.equals(run().saveStatus().folder())) {
            throw new TrainingException("this run is open already");
        }
        use(LiveRun.resume(backend(), RunOptions.in(folder)));
        if (run().probes().all().isEmpty()) {
            firstProbe().ifPresent(this::addProbe);
        }
    }

    private void use(LiveRun opened) {
        LiveRun before = run;
        run = opened;
        log = null;
        stepsPerSecond = Double.NaN;
        Tokenizer tokenizer = opened.tokens().tokenizer();
        fixed =
                new TrainingMoment.Run(
                        opened.settings(),
                        new TokenTexts(
                                tokenizer,
                                () ->
                                        TokenBytes.of(
                                                new byte[tokenizer.vocabSize()][0], new int[0])),
                        opened.cost(),
                        opened.baselines(),
                        opened.data().hasUnseen(),
                        opened.model().config().nLayer(),
                        opened.model().config().nHead());
        if (before != null) {
            before.close();
        }
    }

    /// What the task's own texts suggest to be continued.
    private Optional<String> firstProbe() {
        List<Example> unseen = run().data().unseen(1);
        if (!unseen.isEmpty()) {
            Example example = unseen.getFirst();
            String answer = example.answer();
            return Optional.of(example.prompt() + answer.substring(0, answer.length() / 3));
        }
        return run().data().shown(1).stream().findFirst().map(this::beginning);
    }

    /// So much of a text that half the context is left for what follows. It ends without a blank: that belongs to the
    /// token of the next word, and alone it is one that was seldom learned from.
    private String beginning(String text) {
        int room = run().settings().shape().blockSize() / 2;
        String some = text.substring(0, Math.min(PROBE_CHARACTERS, text.length() / 2));
        while (some.length() > 1 && run().tokens().encode(some).length > room) {
            some = some.substring(0, some.length() / 2);
        }
        String words = some.stripTrailing();
        return words.isEmpty() ? some : words;
    }

    /// Continues one more text every few steps, as often as the last one.
    ///
    /// @throws TrainingException if it does not fit, or there are many already
    void addProbe(String prompt) {
        Probes probes = run().probes();
        if (probes.all().size() >= MOST_PROBES) {
            throw new TrainingException(
                    "there are " + MOST_PROBES + " probes already; remove one first");
        }
        int every = probes.all().isEmpty() ? PROBE_EVERY : probes.all().getLast().every();
        Probe probe = Probe.of(prompt, every, PROBE_TOKENS);
        probes.add(probe.withHeads(heads(prompt)));
    }

    /// Continues another text in the place of one, or the same at other steps.
    ///
    /// @throws TrainingException if it does not fit
    void changeProbe(int index, String prompt, int every) {
        Probe before = run().probes().all().get(index);
        Probe now = before.withEvery(every);
        if (!prompt.equals(before.prompt())) {
            now = Probe.of(prompt, every, before.tokens()).withHeads(heads(prompt));
        }
        run().probes().replace(index, now);
    }

    /// Keeps the patterns of one more head.
    void watchHead(int index, int layer, int head) {
        Probe probe = run().probes().all().get(index);
        List<Head> heads = new ArrayList<>(probe.heads());
        heads.add(new Head(layer, head));
        run().probes().replace(index, probe.withHeads(heads));
    }

    void removeProbe(int index) {
        run().probes().remove(index);
    }

    /// All heads, if their patterns of a prompt are small; the first one if not.
    private List<Head> heads(String prompt) {
        ModelConfig model = run().model().config();
        long time = Math.max(1, run().tokens().encode(prompt).length);
        long numbers = (long) model.nLayer() * model.nHead() * time * time;
        List<Head> all = new ArrayList<>();
        for (int layer = 0; layer < model.nLayer(); layer++) {
            for (int head = 0; head < model.nHead(); head++) {
                all.add(new Head(layer, head));
            }
        }
        return numbers <= Math.max(PATTERN_NUMBERS, model.vocabSize()) ? all : all.subList(0, 1);
    }

    /// Has something done between two steps.
    void aside(Consumer<LiveRun> action) {
        asides.add(action);
    }

    /// Does what was asked to be done between steps.
    void catchUp() {
        for (Consumer<LiveRun> next = asides.poll(); next != null; next = asides.poll()) {
            if (run != null) {
                next.accept(run);
            }
        }
    }

    /// Does the next phase that has a panel: measuring and clipping the gradient belong to computing it.
    void phase() {
        if (run().next() == LivePhase.BACKWARD) {
            run().next();
        }
    }

    /// Goes on until a phase is done; in the next step if the one at hand is beyond it.
    void phases(LivePhase to) {
        for (int i = 0; i < 2 * LivePhase.values().length; i++) {
            phase();
            if (run().phase().filter(done -> done == to).isPresent()) {
                return;
            }
        }
    }

    void back() {
        if (run().phase().filter(done -> done == LivePhase.CLIP).isPresent()) {
            run().back();
        }
        run().back();
    }

    /// Does whole steps.
    ///
    /// @param more asked after every step
    void steps(int most, BooleanSupplier more) {
        if (!more.getAsBoolean()) {
            return;
        }
        publishedStep = run().stepsDone();
        publishedAt = System.nanoTime();
        Pace pace = Pace.of(setup.refresh());
        paced = pace;
        run().run(
                        most,
                        open -> {
                            catchUp();
                            if (pace.due()) {
                                publish(false);
                            }
                            return more.getAsBoolean();
                        });
        run().rest();
        run().save();
    }

    /// Saves, if nobody does steps.
    void save() {
        if (run != null) {
            run().save();
        }
    }

    /// Sees to it that what was done, one step at least, and where the run was taken back to is saved while it rests, and
    /// shows that it is: what was done while an earlier state was being written is not in that.
    ///
    /// @param more asked again and again while it waits for the disk
    void settle(BooleanSupplier more) {
        LiveRun open = run;
        if (open == null || open.saveStatus().folder() == null) {
            return;
        }
        boolean nothing = open.stepsDone() == 0 && open.saveStatus().savedStep() < 0;
        boolean tried = false;
        while (more.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            if (open.isSaving()) {
                rest();
            } else if (!tried && !nothing && !open.isSaved()) {
                tried = true;
                open.save();
            } else {
                break;
            }
        }
        if (!open.saveStatus().equals(saved)) {
            publish(true);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void rewind(int step) {
        run().rewind(step);
    }

    void reset() {
        run().reset();
    }

    void export(Path folder) {
        run().export(folder, false);
    }

    /// Shows how things stand, and remembers what that took.
    ///
    /// @param whole as for [#tell]
    void publish(boolean whole) {
        long begun = System.nanoTime();
        tell(whole);
        if (paced != null) {
            paced.shown(System.nanoTime() - begun);
        }
    }

    /// Shows how things stand.
    ///
    /// @param whole with what was measured up to now, however short a time ago that was last shown
    private void tell(boolean whole) {
        LiveRun open = run;
        TrainingMoment.Run same = fixed;
        if (open == null || same == null) {
            return;
        }
        long now = System.nanoTime();
        measure(open.stepsDone(), now, whole);
        LogSeries known = log;
        if (known == null || whole || now - loggedAt >= LOG_NANOS) {
            known = open.log(0);
            log = known;
            loggedAt = now;
        }
        SaveStatus status = open.saveStatus();
        saved = status;
        told.accept(
                new TrainingMoment(
                        same,
                        open.stepsDone(),
                        open.phase().orElse(null),
                        open.view().orElse(null),
                        open.learningRate(),
                        open.peakRate(),
                        stepsPerSecond,
                        open.keptSteps(),
                        open.restedSteps(),
                        status,
                        open.probes().readings(),
                        open.probes().budget(),
                        known));
    }

    private void measure(int step, long now, boolean whole) {
        if (!whole && step > publishedStep) {
            double rate = (step - publishedStep) * SECOND / (now - publishedAt);
            stepsPerSecond =
                    Double.isNaN(stepsPerSecond)
                            ? rate
                            : NEWER * rate + (1 - NEWER) * stepsPerSecond;
        }
        publishedStep = step;
        publishedAt = now;
    }

    /// Saves what is open, and releases everything.
    void close() {
        LiveRun open = run;
        run = null;
        if (open != null) {
            open.close();
        }
        Backend device = backend;
        backend = null;
        if (device != null) {
            device.close();
        }
    }
}
