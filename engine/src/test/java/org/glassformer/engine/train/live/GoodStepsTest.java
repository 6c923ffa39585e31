package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Random;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoodStepsTest {
    private static final double UNIFORM = 3.4;

    private final Backend backend = Backends.open("scalar", 1);

    @AfterEach
    void close() {
        backend.close();
    }

    private static int newest(double... losses) {
        return GoodSteps.newest(losses, UNIFORM, step -> true).orElse(-1);
    }

    @Test
    void stepsOnTheWayUpAreNotGood() {
        assertThat(newest(3.4, 3.1, 2.8, 2.5, 2.2, 5, 12, 25)).isEqualTo(4);
        assertThat(newest(3.4, 9, 25)).isZero();
        assertThat(newest(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 1.2, 2.9)).isEqualTo(8);
    }

    @Test
    void aLossThatOnlyScattersIsGood() {
        Random random = new Random(1);
        double[] losses = random.doubles(1_000, 1, 3).toArray();
        assertThat(newest(losses)).isGreaterThan(990);
        double[] then = Arrays.copyOf(losses, 1_020);
        Arrays.fill(then, 1_000, 1_020, 22);
        assertThat(newest(then)).isEqualTo(newest(losses));
    }

    @Test
    void whatWasNotMeasuredIsPassedOver() {
        double none = Double.NaN;
        assertThat(newest()).isEqualTo(-1);
        assertThat(newest(none, none)).isEqualTo(-1);
        assertThat(newest(none, none, 2, 2, 2, 2, 2, 2, 2, 2, 2.1, none, 8)).isEqualTo(10);
        assertThat(newest(Double.POSITIVE_INFINITY, none)).isEqualTo(-1);
    }

    @Test
    void onlyWhatIsWantedIsTheAnswer() {
        double[] losses = {3.4, 3.3, 3.2, 3.1, 3.2};
        assertThat(GoodSteps.newest(losses, UNIFORM, step -> step < 3)).hasValue(2);
        assertThat(GoodSteps.newest(losses, UNIFORM, step -> false)).isEmpty();
    }

    @Test
    void aRunThatComesApartIsBackWhereItsLossWasGoodBitByBit() {
        LiveSettings settings = SmallRun.settings().withEvalEvery(0);
        try (LiveRun run = LiveRun.open(settings, backend, SmallRun.memory());
                LiveRun plain = LiveRun.open(settings, backend, SmallRun.memory())) {
            SmallRun.run(run, 12);
            double worst = Arrays.stream(run.log(0).losses()).max().orElseThrow();
            run.setPeakRate(10);
            TrainingException said =
                    catchThrowableOfType(TrainingException.class, () -> run.run(2_000, r -> true));
            int good = run.stepsDone();
            assertThat(good).isBetween(5, 20);
            SmallRun.run(plain, Math.min(12, good));
            if (good >= 12) {
                plain.setPeakRate(10);
                SmallRun.run(plain, good);
            }
            SmallRun.assertSame(run, plain);
            run.setPeakRate(1e-4);
            SmallRun.run(run, good + 1);
            double loss = run.log(good).losses()[0];
            assertThat(loss).isLessThan(worst + 0.3);
            assertThat(said).hasMessageEndingWith("a loss of %.3g".formatted(loss));
        }
    }
}
