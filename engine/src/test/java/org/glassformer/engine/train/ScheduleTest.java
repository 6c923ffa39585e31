package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.glassformer.engine.References;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ScheduleTest {
    @Test
    void ratesAreThoseOfThePublishedSchedule() {
        JsonNode reference = References.json("training/optimisers.json").path("cosine_schedule");
        Schedule schedule =
                new Schedule(
                        reference.path("max_lr").doubleValue(),
                        reference.path("min_lr").doubleValue(),
                        reference.path("warmup_steps").intValue(),
                        reference.path("cycle_steps").intValue());
        JsonNode rates = reference.path("lr_at_step");
        assertThat(rates.size()).isEqualTo(25);
        for (int step = 0; step < rates.size(); step++) {
            assertThat(schedule.rate(step))
                    .as("step %d", step)
                    .isCloseTo(rates.get(step).doubleValue(), within(1e-15));
        }
    }

    @Test
    void withoutWarmUpTheFirstRateIsTheHighest() {
        assertThat(new Schedule(2, 1, 0, 10).rate(0)).isEqualTo(2);
    }

    @Test
    void impossibleSchedulesAreRefused() {
        assertThatThrownBy(() -> new Schedule(1, 2, 0, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(1, 0, 11, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
