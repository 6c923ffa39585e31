package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogProbsTest {
    @Test
    void logSumExpNeitherOverflowsNorUnderflows() {
        assertThat(LogProbs.logSumExp(new float[] {1000, 1000}))
                .isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(LogProbs.logSumExp(new float[] {-1000, -1000}))
                .isCloseTo(-1000 + Math.log(2), within(1e-12));
        assertThat(LogProbs.logSumExp(new float[] {Float.NEGATIVE_INFINITY}))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void logProbsOfAllTokensSumToOne() {
        float[] logits = {3, -1, 0.5f, Float.NEGATIVE_INFINITY};
        double sum = 0;
        for (int id = 0; id < logits.length; id++) {
            sum += Math.exp(LogProbs.logProb(logits, id));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void equalLogitsAreRankedById() {
        float[] logits = {1, 2, 2, 0};
        assertThat(LogProbs.rank(logits, 1)).isEqualTo(1);
        assertThat(LogProbs.rank(logits, 2)).isEqualTo(2);
        assertThat(LogProbs.rank(logits, 0)).isEqualTo(3);
        assertThat(LogProbs.rank(logits, 3)).isEqualTo(4);
    }

    @Test
    void entropyOfEqualLogitsIsTheLogarithmOfTheirNumber() {
        assertThat(LogProbs.entropyBits(new float[8])).isCloseTo(3, within(1e-12));
        assertThat(LogProbs.entropyBits(new float[] {0, -200})).isCloseTo(0, within(1e-12));
    }
}
