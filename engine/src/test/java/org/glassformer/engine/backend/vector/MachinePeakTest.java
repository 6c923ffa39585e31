package org.glassformer.engine.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MachinePeakTest {

    @Test
    void aFirstRunLongerThanTheWholeMeasurementIsWarmUpAndASecondCounts() {
        AtomicLong clock = new AtomicLong();
        AtomicInteger runs = new AtomicInteger();
        double best =
                MachinePeak.best(
                        () -> clock.addAndGet(runs.getAndIncrement() == 0 ? 3_000_000_000L : 700),
                        clock::get);
        assertThat(best).isEqualTo(700);
        assertThat(runs).hasValue(2);
    }

    @Test
    void theShortestRunAfterTheWarmUpCounts() {
        AtomicLong clock = new AtomicLong();
        long[] ms = {1, 300, 90, 40, 80, 600};
        AtomicInteger run = new AtomicInteger();
        double best =
                MachinePeak.best(
                        () -> clock.addAndGet(ms[run.getAndIncrement()] * 1_000_000), clock::get);
        assertThat(best).isEqualTo(40e6);
    }
}
