package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a run rested or was taken back from; every third step is kept by itself.
final class RestedStepsTest {
    private final Backend backend = Backends.open("scalar", 1);

    @AfterEach
    void close() {
        backend.close();
    }

    private LiveRun with(long keptBytes) {
        return LiveRun.open(
                SmallRun.settings(),
                backend,
                new RunOptions(null, Duration.ZERO, 3, keptBytes, 1 << 20));
    }

    /// Bytes of a kept step: weights, two moments, gradients.
    private long bytes() {
        try (LiveRun run = SmallRun.open(backend)) {
            return 4L * Float.BYTES * run.cost().parameters();
        }
    }

    @Test
    void whereItStoodWhenOneWentBackCanBeReturnedToBitByBit() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 8);
            run.rewind(3);
            assertThat(run.keptSteps()).containsExactly(0, 3, 6, 8);
            assertThat(run.restedSteps()).containsExactly(8);
            run.step();
            run.rewind(8);
            assertThat(run.restedSteps()).containsExactly(4, 8);
            SmallRun.run(straight, 8);
            SmallRun.assertSame(run, straight);
            assertThat(run.tensors().now("wte", TensorPart.GRADIENT).orElseThrow().values())
                    .containsExactly(
                            straight.tensors()
                                    .now("wte", TensorPart.GRADIENT)
                                    .orElseThrow()
                                    .values());
            SmallRun.run(run, 13);
            SmallRun.run(straight, 13);
            SmallRun.assertSame(run, straight);
        }
    }

    @Test
    void goingBackFromTheMiddleOfAStepKeepsTheStateBeforeIt() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(straight, 5);
            SmallRun.run(run, 5);
            while (run.next() != LivePhase.CLIP) {
                assertThat(run.stepsDone()).isEqualTo(5);
            }
            run.rewind(0);
            assertThat(run.restedSteps()).containsExactly(5);
            run.rewind(5);
            SmallRun.assertSame(run, straight);
            SmallRun.run(run, 7);
            SmallRun.run(straight, 7);
            SmallRun.assertSame(run, straight);
        }
    }

    @Test
    void aStepAtWhichItRestedIsKeptAlsoWhenItGoesOn() {
        try (LiveRun straight = SmallRun.open(backend);
                LiveRun run = SmallRun.open(backend)) {
            run.rest();
            assertThat(run.keptSteps()).containsExactly(0);
            SmallRun.run(run, 4);
            run.rest();
            SmallRun.run(run, 6);
            run.rest();
            SmallRun.run(run, 11);
            assertThat(run.keptSteps()).containsExactly(0, 3, 4, 6, 9);
            assertThat(run.restedSteps()).containsExactly(4, 6);
            run.rewind(4);
            SmallRun.run(straight, 4);
            SmallRun.run(run, 12);
            SmallRun.run(straight, 12);
            SmallRun.assertSame(run, straight);
        }
    }

    @Test
    void anotherFutureForgetsWhereItRestedInTheOldOne() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 8);
            run.rewind(3);
            run.setPeakRate(0.02);
            assertThat(run.keptSteps()).containsExactly(0, 3);
            SmallRun.run(run, 9);
            assertThat(run.restedSteps()).isEmpty();
        }
    }

    @Test
    void theMemoryForKeptStepsHolds() {
        long one = bytes();
        try (LiveRun none = with(one - 1);
                LiveRun few = with(one);
                LiveRun many = with(8 * one)) {
            for (LiveRun run : List.of(none, few, many)) {
                SmallRun.run(run, 4);
                run.rest();
            }
            assertThat(none.keptSteps()).containsExactly(0, 3);
            assertThat(few.keptSteps()).containsExactly(0, 3);
            assertThat(many.keptSteps()).containsExactly(0, 3, 4);
            for (LiveRun run : List.of(none, few)) {
                SmallRun.run(run, 5);
                run.rewind(3);
            }
            assertThat(none.keptSteps()).containsExactly(0, 3);
            assertThat(few.keptSteps()).containsExactly(0, 5);
            few.rewind(5);
            assertThat(few.keptSteps()).containsExactly(0, 3);
            assertThat(few.stepsDone()).isEqualTo(5);
        }
    }

    @Test
    void whereItStoodIsThereAgainAfterTheLabWasClosed(@TempDir Path place) {
        Path folder = place.resolve("run");
        try (LiveRun run = LiveRun.open(SmallRun.settings(), backend, SmallRun.in(folder))) {
            SmallRun.run(run, 8);
            run.rewind(3);
        }
        try (LiveRun run = LiveRun.resume(backend, SmallRun.in(folder));
                LiveRun straight = SmallRun.open(backend)) {
            assertThat(run.stepsDone()).isEqualTo(3);
            assertThat(run.restedSteps()).containsExactly(8);
            run.rewind(8);
            SmallRun.run(straight, 8);
            SmallRun.assertSame(run, straight);
        }
    }

    @Test
    void aGradientIsShownOnlyWhereItIsThatOfTheStep() {
        try (LiveRun run = SmallRun.open(backend)) {
            SmallRun.run(run, 3);
            float[] kept = run.tensors().now("wpe", TensorPart.GRADIENT).orElseThrow().values();
            for (LivePhase phase : LivePhase.values()) {
                assertThat(run.next()).isEqualTo(phase);
                assertThat(run.tensors().now("wpe", TensorPart.GRADIENT).isPresent())
                        .as("%s", phase)
                        .isEqualTo(phase.compareTo(LivePhase.BACKWARD) >= 0);
            }
            while (run.phase().isPresent()) {
                run.back();
            }
            assertThat(run.tensors().now("wpe", TensorPart.GRADIENT).orElseThrow().values())
                    .containsExactly(kept);
            run.step();
            run.next();
            run.back();
            assertThat(run.tensors().now("wpe", TensorPart.GRADIENT)).isEmpty();
        }
    }
}
