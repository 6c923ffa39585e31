package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.ParameterSlider;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.Test;

/// Times what a person waits for who moves a slider over 50,257 tokens in the real window, from the slider's new value to
/// the layout that drew its bars. Processor time does not stretch on a busy machine as the clock does: that of the JavaFX
/// thread and that of the lab's workers are told apart from the clock, which also holds the wait for the next pulse. The
/// limits are wide; the figures are printed.
class SliderSpeedTest extends LabTest {

    private static final int VOCABULARY = 50_257;
    private static final int WARM_UP = Integer.getInteger("glassformer.slider.warmup", 60);
    private static final int MOVES = Integer.getInteger("glassformer.slider.moves", 41);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private record Move(double fxMs, double workMs, double chainMs, double clockMs) {}

    /// The step of the open model with the logits of a larger vocabulary: a long tail and some likely ones.
    private static Reading large(Reading small) {
        Random random = new Random(5);
        float[] logits = new float[VOCABULARY];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = (float) (random.nextGaussian() * 2.2 - 3);
        }
        for (int i = 0; i < 60; i++) {
            logits[random.nextInt(VOCABULARY)] = (float) (9 - i * 0.12);
        }
        return new Reading(
                small.model(),
                small.text(),
                small.tokens(),
                small.typed(),
                logits,
                small.attention(),
                small.interventions(),
                small.forwardMs(),
                false,
                small.vocabulary());
    }

    /// Every kind of stage at work, none of which leaves the later ones little to do.
    private static ChainSettings whole(ChainSettings order) {
        return order.with(new Penalty.Repetition(1.1, Penalty.ALL))
                .with(new Penalty.Frequency(0.1, Penalty.ALL))
                .with(new Penalty.Presence(0.1, Penalty.ALL))
                .with(new Penalty.Dry(0.8, 1.75, 2, Penalty.ALL, List.of(List.of(13))))
                .with(new Stage.LogitBias(Map.of(11, 1.0)))
                .with(new Cut.TopNSigma(4))
                .with(new Cut.Typical(0.98, TieRule.CUT_BY_ORDER))
                .with(new Cut.Xtc(0.5, 0.1, 0))
                .withTopK(20_000)
                .withTopP(0.98)
                .withMinP(0.001)
                .withTemperature(0.9);
    }

    @Test
    void aMovedSliderIsSoonOnScreen() throws InterruptedException {
        String prompt = "Once upon a time, there was a little girl. She";
        open(
                1366,
                768,
                () -> new LabOnStage(SampleModels.stories(), prompt, Theme.LIGHT).on("sampling"));
        pulses(4);
        LabSession session = session();
        onFx(() ->
                session.stepProperty()
                        .set(large(Objects.requireNonNull(session.stepProperty().get()))));
        await(() -> trace(session).size() == VOCABULARY);
        double[] wholeChain =
                time(session, "whole chain", whole(ChainSettings.LLAMA_CPP), "chain-top_p");
        time(session, "whole chain", whole(ChainSettings.HUGGING_FACE), "chain-temperature");
        time(session, "usual chain", ChainSettings.LLAMA_CPP, "chain-min_p");
        ChainSettings neutral = ChainSettings.HUGGING_FACE.neutral();
        time(session, "temperature alone", neutral.withTemperature(0.9), "chain-temperature");
        assertThat(wholeChain[0]).as("JavaFX thread").isLessThan(40);
        assertThat(wholeChain[1]).as("workers").isLessThan(60);
    }

    private static SamplingTrace trace(LabSession session) {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    /// The medians of the JavaFX thread's and of the workers' time in milliseconds.
    private double[] time(LabSession session, String what, ChainSettings chain, String slider)
            throws InterruptedException {
        onFx(() -> session.chainProperty().set(chain));
        pulses(6);
        ParameterSlider moved = (ParameterSlider) scene().lookup("#" + slider);
        double from = moved.valueProperty().get();
        double[][] ms = new double[4][MOVES];
        for (int i = -WARM_UP; i < MOVES; i++) {
            double value = from * (1 - 0.002 * (1 + Math.floorMod(i, 7)));
            Move move = move(session, moved, value);
            if (i >= 0) {
                ms[0][i] = move.fxMs;
                ms[1][i] = move.workMs;
                ms[2][i] = move.chainMs;
                ms[3][i] = move.clockMs;
            }
        }
        for (double[] each : ms) {
            Arrays.sort(each);
        }
        System.out.printf(
                "50,257 tokens, %s, %s, median and 90 %%: JavaFX thread %.1f and %.1f ms, workers"
                        + " %.1f and %.1f ms, chain by the clock %.1f and %.1f ms, slider to drawn"
                        + " bars by the clock %.1f and %.1f ms%n",
                what,
                slider,
                ms[0][MOVES / 2],
                ms[0][MOVES * 9 / 10],
                ms[1][MOVES / 2],
                ms[1][MOVES * 9 / 10],
                ms[2][MOVES / 2],
                ms[2][MOVES * 9 / 10],
                ms[3][MOVES / 2],
                ms[3][MOVES * 9 / 10]);
        return new double[] {ms[0][MOVES / 2], ms[1][MOVES / 2]};
    }

    private Move move(LabSession session, ParameterSlider slider, double value)
            throws InterruptedException {
        LogitBars bars = (LogitBars) scene().lookup("#next-token");
        CountDownLatch drawn = new CountDownLatch(1);
        Move[] found = new Move[1];
        Platform.runLater(() -> {
            Object before = bars.dataProperty().get();
            long work = workers();
            long fx = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            Runnable[] pulse = new Runnable[1];
            pulse[0] =
                    () -> {
                        if (!bars.dataProperty().get().equals(before) && !bars.isNeedsLayout()) {
                            found[0] =
                                    new Move(
                                            (threads.getCurrentThreadCpuTime() - fx) / 1e6,
                                            (workers() - work) / 1e6,
                                            session.chainMsProperty().get(),
                                            (System.nanoTime() - start) / 1e6);
                            scene().removePostLayoutPulseListener(pulse[0]);
                            drawn.countDown();
                        }
                    };
            scene().addPostLayoutPulseListener(pulse[0]);
            slider.valueProperty().set(value);
        });
        assertThat(drawn.await(20, TimeUnit.SECONDS)).isTrue();
        return found[0];
    }

    /// Processor time of the lab's background threads, in nanoseconds.
    private long workers() {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("lab-worker-")) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }
}
