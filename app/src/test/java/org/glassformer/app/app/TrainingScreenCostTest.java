package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.Probe;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// What the Training screen costs a run that goes on at full speed: the same run trains in turns with the whole window
/// drawn and without any screen. Processor time of all Java threads, which a busy machine stretches little, and the clock.
/// The compilers of the JVM are no such threads, but take cores from both: for the first minute they are busy with what draws,
/// which `glassformer.training.warm` leaves out, so many seconds of the run before it is measured. `glassformer.training.choose`
/// is how many seconds the task is chosen before the run is begun, in which the lab has both compiled ahead.
/// The pictures are drawn without a graphics card. The figures are printed: they mean something on a quiet machine only, so that
/// nothing but the number of pictures a second has a limit.
class TrainingScreenCostTest extends RobotTest {

    private static final int ROUNDS = Integer.getInteger("glassformer.training.rounds", 3);
    private static final long SECONDS = Integer.getInteger("glassformer.training.seconds", 2);
    private static final long WARM = Integer.getInteger("glassformer.training.warm", 0);
    private static final long CHOOSE = Integer.getInteger("glassformer.training.choose", 0);
    private static final double MOST_A_SECOND = 20;

    /// Evaluations, probes and kept steps come again after so many steps. What is compared begins equally long after the last
    /// of them: one evaluation takes as long as dozens of steps.
    private static final int PERIOD = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicInteger redrawn = new AtomicInteger();
    private final AtomicReference<Mark> mark = new AtomicReference<>(new Mark(0, 0, Map.of()));

    /// A step, when it was shown, and the nanoseconds of each thread then.
    private record Mark(int step, long clock, Map<Long, Long> processor) {}

    /// Seconds for some steps after a first one.
    private record Cost(int first, int steps, double clock, double processor) {
        double clockEach() {
            return clock / steps;
        }

        double processorEach() {
            return processor / steps;
        }
    }

    @Test
    void theScreenTakesLittleOfTheSpeedOfARun() {
        LabOnStage[] made = new LabOnStage[1];
        showScene(
                1366,
                768,
                () -> {
                    made[0] = new LabOnStage(SampleModels.stories(), "Once", Theme.LIGHT);
                    return made[0].on("training").scene(1366, 768);
                });
        LiveSettings settings = LiveSettings.of(TrainingTask.of(TaskKind.SORT));
        try (LabOnStage stage = made[0];
                Backend backend = Backends.open(0);
                LiveRun bare = LiveRun.open(settings, backend, RunOptions.inMemory())) {
            stage.awaitReady();
            bare.probes().add(Probe.of("79044656>04", 20, 24));
            WaitForAsyncUtils.sleep(CHOOSE, TimeUnit.SECONDS);
            begin();
            warm();
            Cost[] shown = new Cost[ROUNDS];
            Cost[] alone = new Cost[ROUNDS];
            for (int i = -1; i < ROUNDS; i++) {
                Cost with = shown();
                Cost without = alone(bare, with);
                if (i >= 0) {
                    shown[i] = with;
                    alone[i] = without;
                }
            }
            double[] processor = more(shown, alone, true);
            double[] clock = more(shown, alone, false);
            System.out.printf(
                    Locale.ROOT,
                    "the Training screen costs %.1f %% more processor time a step and %.1f %% more"
                            + " time by the clock (quarters %.1f and %.1f; %.1f over all rounds,"
                            + " %.2f ms a step without it)%n",
                    100 * at(processor, 0.5),
                    100 * at(clock, 0.5),
                    100 * at(clock, 0.25),
                    100 * at(clock, 0.75),
                    100 * (clockEach(shown) / clockEach(alone) - 1),
                    1000 * alone[0].clockEach());
            assertThat(at(processor, 0.5)).isFinite();
        }
    }

    /// Nanoseconds of each thread that runs the lab's code, those of the compilers and of the collector left out.
    private Map<Long, Long> processorTimes() {
        Map<Long, Long> times = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            times.put(id, Math.max(0, threads.getThreadCpuTime(id)));
        }
        return times;
    }

    /// Seconds from one reading to another; a thread that ended meanwhile takes nothing away.
    private static double seconds(Map<Long, Long> from, Map<Long, Long> to) {
        return to.entrySet().stream()
                        .mapToLong(each -> each.getValue() - from.getOrDefault(each.getKey(), 0L))
                        .sum()
                / 1e9;
    }

    private void begin() {
        awaitText("training-cost", "parameters");
        onFx(((Button) scene().lookup("#training-start"))::fire);
        awaitText("training-step", "step 0");
        ((Label) scene().lookup("#training-step"))
                .textProperty()
                .subscribe((_, _) -> {
                    mark.set(new Mark(step(), System.nanoTime(), processorTimes()));
                    redrawn.incrementAndGet();
                });
    }

    private void warm() {
        if (WARM > 0) {
            Button run = (Button) scene().lookup("#training-run");
            onFx(run::fire);
            WaitForAsyncUtils.sleep(WARM, TimeUnit.SECONDS);
            onFx(run::fire);
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> run.getText().equals("Run"));
        }
    }

    private void awaitText(String id, String text) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        scene().lookup("#" + id) instanceof Label l && l.getText().contains(text));
    }

    private int step() {
        return Integer.parseInt(
                ((Label) scene().lookup("#training-step")).getText().replaceAll("\\D", ""));
    }

    /// Runs for some seconds with the window drawn, measured from one redrawing to another: what begins and ends the run is
    /// no part of it.
    private Cost shown() {
        Button run = (Button) scene().lookup("#training-run");
        int from = redrawn.get();
        onFx(run::fire);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> redrawn.get() > from + 2);
        Mark begun = mark.get();
        int drawn = redrawn.get();
        WaitForAsyncUtils.sleep(SECONDS, TimeUnit.SECONDS);
        Mark ended = mark.get();
        int pictures = redrawn.get() - drawn;
        onFx(run::fire);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> run.getText().equals("Run"));
        double seconds = (ended.clock() - begun.clock()) / 1e9;
        assertThat(pictures / seconds).isLessThanOrEqualTo(MOST_A_SECOND + 1 / seconds);
        return new Cost(
                begun.step(),
                ended.step() - begun.step(),
                seconds,
                seconds(begun.processor(), ended.processor()));
    }

    /// Does as many steps without a screen; the window rests.
    private Cost alone(LiveRun run, Cost shown) {
        int steps = shown.steps();
        run.run(Math.floorMod(shown.first() - run.stepsDone(), PERIOD), _ -> true);
        long clock = System.nanoTime();
        Map<Long, Long> processor = processorTimes();
        run.run(steps, _ -> true);
        double worked = seconds(processor, processorTimes());
        return new Cost(shown.first(), steps, (System.nanoTime() - clock) / 1e9, worked);
    }

    /// Seconds a step, over all rounds.
    private static double clockEach(Cost[] costs) {
        double seconds = Arrays.stream(costs).mapToDouble(Cost::clock).sum();
        return seconds / Arrays.stream(costs).mapToInt(Cost::steps).sum();
    }

    /// How much more it was in each round, in order of size.
    private static double[] more(Cost[] shown, Cost[] alone, boolean processor) {
        double[] more = new double[shown.length];
        for (int i = 0; i < more.length; i++) {
            more[i] =
                    processor
                            ? shown[i].processorEach() / alone[i].processorEach() - 1
                            : shown[i].clockEach() / alone[i].clockEach() - 1;
        }
        Arrays.sort(more);
        return more;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1) + 0.5)];
    }
}
