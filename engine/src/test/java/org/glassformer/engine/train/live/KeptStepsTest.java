package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;
import org.junit.jupiter.api.Test;

final class KeptStepsTest {
    @Test
    void oldStepsBecomeSparseAndTheBudgetHolds() {
        KeptSteps kept = new KeptSteps(20 * 400);
        for (int step = 0; step <= 2000; step += 10) {
            kept.add(step(step));
            assertThat(kept.all().size()).isLessThanOrEqualTo(20);
            assertThat(kept.all().getLast()).isEqualTo(step);
        }
        List<Integer> steps = kept.all();
        assertThat(steps).hasSize(20).startsWith(0);
        int youngGap = steps.getLast() - steps.get(steps.size() - 2);
        int oldGap = steps.get(2) - steps.get(1);
        assertThat(youngGap).isLessThanOrEqualTo(20);
        assertThat(oldGap).isGreaterThanOrEqualTo(5 * youngGap);
    }

    @Test
    void theNewestStaysWhateverTheBudget() {
        KeptSteps kept = new KeptSteps(0);
        kept.add(step(0));
        kept.add(step(10));
        assertThat(kept.all()).containsExactly(10);
        kept.add(step(5)); // after going back
        assertThat(kept.all()).containsExactly(5);
    }

    private static KeptStep step(int number) {
        return new KeptStep(
                new Snapshot(
                        number,
                        new DataPosition(0, List.of()),
                        List.of(new float[50]),
                        List.of(),
                        List.of()),
                List.of(new float[50]));
    }
}
