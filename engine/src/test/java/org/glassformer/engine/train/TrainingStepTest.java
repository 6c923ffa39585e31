package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrainingStepTest {
    private static final int BLOCK = 8;
    private static final ModelConfig SHAPE = ModelConfig.gpt2(2, 2, 16, 12, BLOCK);

    private final Backend backend = Backends.open("scalar", 1);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
        backend.close();
    }

    @Test
    void lossFallsOnARepeatingPattern() {
        TrainingStep step = step(4, 1, 0);
        step.run();
        double first = step.loss();
        assertThat(first).isCloseTo(Math.log(12), within(0.3));
        while (step.stepsDone() < 80) {
            step.run();
        }
        assertThat(step.loss()).isLessThan(first / 4);
    }

    @Test
    void phasesFollowEachOther() {
        TrainingStep step = step(2, 2, 0);
        List<Phase> done = new ArrayList<>();
        do {
            assertThat(step.phase()).isNotNull();
            done.add(step.advance());
        } while (step.stepsDone() == 0);
        assertThat(done)
                .containsExactly(
                        Phase.WINDOWS,
                        Phase.FORWARD,
                        Phase.BACKWARD,
                        Phase.WINDOWS,
                        Phase.FORWARD,
                        Phase.BACKWARD,
                        Phase.CLIP,
                        Phase.UPDATE);
        assertThat(step.inputs()).hasSize(2 * BLOCK);
        assertThat(step.tokensPerStep()).isEqualTo(4 * BLOCK);
    }

    @Test
    void accumulationEqualsALargerBatch() {
        TrainingStep large = step(4, 1, 0);
        TrainingStep small = step(2, 2, 0);
        until(large, Phase.CLIP);
        until(small, Phase.CLIP);
        assertThat(small.loss()).isCloseTo(large.loss(), within(1e-6));
        for (Parameter parameter : large.model().parameters()) {
            float[] expected = backend.read(parameter.gradient());
            float[] actual = backend.read(small.model().parameter(parameter.name()).gradient());
            assertThat(actual).as(parameter.name()).containsExactly(expected, within(1e-6f));
        }
        large.run();
        small.run();
        assertThat(small.gradientNorm()).isCloseTo(large.gradientNorm(), within(1e-5));
    }

    @Test
    void aRestoredSnapshotRepeatsTheStepsExactly() {
        TrainingStep step = step(2, 2, 0.1f);
        run(step, 5);
        Snapshot snapshot = step.snapshot();
        List<Double> losses = run(step, 6);
        Snapshot end = step.snapshot();
        step.advance();
        step.advance();
        step.restore(snapshot);
        assertThat(step.stepsDone()).isEqualTo(5);
        assertThat(run(step, 6)).isEqualTo(losses);
        assertSame(step.snapshot(), end);
    }

    @Test
    void snapshotsAreTakenBetweenSteps() {
        TrainingStep step = step(2, 1, 0);
        step.advance();
        assertThatThrownBy(step::snapshot).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void gradientsAreClippedToTheGivenNorm() {
        TrainingStep step = step(2, 1, 0);
        until(step, Phase.UPDATE);
        double sum = 0;
        for (Parameter parameter : step.model().parameters()) {
            sum += backend.sumOfSquares(parameter.gradient());
        }
        assertThat(step.gradientNorm()).isGreaterThan(0.5);
        assertThat(Math.sqrt(sum)).isCloseTo(0.5, within(1e-5));
    }

    @Test
    void aLossThatIsNotANumberStopsTheTraining() {
        TrainingStep step = step(2, 1, 0);
        step.run();
        backend.fill(step.model().parameter("lnfw").value(), Float.NaN);
        assertThatThrownBy(step::run)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("step 2");
    }

    private TrainingStep step(int batch, int accumulation, float dropout) {
        int[] pattern = IntStream.range(0, 240).map(i -> i % 7).toArray();
        DataWindows windows =
                new DataWindows(List.of(TokenStream.of(pattern)), new double[] {1}, BLOCK, 5);
        OptimiserSettings optimiser =
                new OptimiserSettings(
                        OptimiserSettings.Kind.ADAMW,
                        0.02,
                        0.002,
                        4,
                        0.9f,
                        0.95f,
                        1e-8f,
                        0.01f,
                        0.5);
        Schedule schedule = new Schedule(0.02, 0.002, 4, 100);
        Transformer model = Transformer.random(SHAPE, backend, 3);
        open.add(model);
        TrainingStep step =
                new TrainingStep(
                        model,
                        new StepSettings(
                                batch, accumulation, BLOCK, dropout, 7, optimiser, schedule),
                        windows);
        open.add(step);
        return step;
    }

    private static void until(TrainingStep step, Phase phase) {
        while (step.phase() != phase) {
            step.advance();
        }
    }

    private static List<Double> run(TrainingStep step, int steps) {
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            step.run();
            losses.add(step.loss());
        }
        return losses;
    }

    static void assertSame(Snapshot actual, Snapshot expected) {
        assertThat(actual.step()).isEqualTo(expected.step());
        assertThat(actual.position()).isEqualTo(expected.position());
        for (int i = 0; i < expected.weights().size(); i++) {
            assertThat(actual.weights().get(i)).containsExactly(expected.weights().get(i));
            assertThat(actual.first().get(i)).containsExactly(expected.first().get(i));
            assertThat(actual.second().get(i)).containsExactly(expected.second().get(i));
        }
    }
}
