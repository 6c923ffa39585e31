package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttentionLinesDataTest {

    private static AttentionLinesData.Collector collector(int tokens, int most) {
        return new AttentionLinesData.Collector(
                Collections.nCopies(tokens, "t"), List.of("0.0", "0.1"), most);
    }

    @Test
    void theStrongestOfManyAreKeptWeakestFirst() {
        AttentionLinesData.Collector collector = collector(1000, 50);
        Random random = new Random(4);
        float[] weights = new float[100_000];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat();
            collector.add(i % 2, i / 100, i % 100, weights[i]);
        }
        AttentionLinesData data = collector.finish();
        Arrays.sort(weights);
        assertThat(data.count()).isEqualTo(50);
        for (int i = 0; i < 50; i++) {
            assertThat(data.weight(i)).isEqualTo(weights[weights.length - 50 + i]);
        }
        assertThat(data.least()).isEqualTo(data.weight(0));
        assertThat(data.total()).isBetween(98_000L, 100_000L);
    }

    @Test
    void aLineKnowsItsHeadAndItsTokens() {
        AttentionLinesData.Collector collector = collector(1024, 10);
        collector.add(1, 1023, 1022, 0.5f);
        AttentionLinesData data = collector.finish();
        assertThat(data.head(0)).isEqualTo(1);
        assertThat(data.query(0)).isEqualTo(1023);
        assertThat(data.key(0)).isEqualTo(1022);
    }

    @Test
    void whatIsTooFaintIsNoLine() {
        AttentionLinesData.Collector collector = collector(4, 10);
        collector.add(0, 1, 0, 0.009f);
        collector.add(0, 1, 1, Float.NaN);
        assertThat(collector.finish().count()).isZero();
    }

    @Test
    void linesOfATokenOrAPair() {
        AttentionLinesData.Collector collector = collector(4, 10);
        collector.add(0, 3, 0, 0.2f);
        collector.add(1, 3, 0, 0.4f);
        collector.add(0, 3, 2, 0.3f);
        collector.add(0, 2, 2, 0.9f);
        AttentionLinesData data = collector.finish();
        assertThat(data.lines(3, -1)).hasSize(3);
        assertThat(data.lines(-1, 2)).hasSize(2);
        assertThat(data.lines(3, 0)).hasSize(2);
        assertThat(data.lines(1, -1)).isEmpty();
    }
}
