package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void theSameSeedStepAndRerollGiveTheSameNumber() {
        assertThat(Draws.uniform(42, 7, 0)).isEqualTo(Draws.uniform(42, 7, 0));
        assertThat(Draws.uniform(42, 7, 0)).isNotEqualTo(Draws.uniform(42, 7, 1));
        assertThat(Draws.uniform(42, 7, 0)).isNotEqualTo(Draws.uniform(42, 8, 0));
        assertThat(Draws.uniform(42, 7, 0)).isNotEqualTo(Draws.uniform(43, 7, 0));
        assertThat(Draws.uniform(1, 2, 0)).isNotEqualTo(Draws.uniform(2, 1, 0));
    }

    /// Pinned: a saved case must give the same tokens in a later version.
    @Test
    void numbersNeverChangeBetweenVersions() {
        assertThat(Draws.uniform(0, 0, 0)).isEqualTo(0.13870941014555427);
        assertThat(Draws.uniform(42, 1, 0)).isEqualTo(0.577125795355946);
        assertThat(Draws.uniform(-1, 1_000_000, 3)).isEqualTo(0.5551534872421608);
    }

    @Test
    void numbersAreUniformAlongStepsSeedsAndRerolls() {
        int draws = 100_000;
        int bins = 100;
        int[][] counts = new int[3][bins];
        double correlation = 0;
        double before = 0.5;
        for (int i = 0; i < draws; i++) {
            double u = Draws.uniform(1, i, 0);
            assertThat(u >= 0 && u < 1).isTrue();
            correlation += (u - 0.5) * (before - 0.5) * 12 / draws;
            before = u;
            counts[0][(int) (u * bins)]++;
            counts[1][(int) (Draws.uniform(i, 5, 0) * bins)]++;
            counts[2][(int) (Draws.uniform(1, 5, i) * bins)]++;
        }
        assertThat(correlation).isCloseTo(0, within(0.02));
        for (int[] count : counts) {
            double chiSquare = 0;
            for (int n : count) {
                double expected = (double) draws / bins;
                chiSquare += (n - expected) * (n - expected) / expected;
            }
            // 99 degrees of freedom: 99.99 % of fair generators lie below 161.
            assertThat(chiSquare).isBetween(50.0, 161.0);
        }
    }

    @Test
    void drawnTokensFollowTheProbabilities() {
        float[] logits = {2, 1.5f, 1, 0.5f, 0, -0.5f, -1, -1.5f};
        SamplingTrace trace = SamplerChain.huggingFace(1.2, 6, 1, 0).apply(logits);
        int draws = 60_000;
        int[] counts = new int[logits.length];
        for (int step = 0; step < draws; step++) {
            counts[trace.pick(Draws.uniform(3, step, 0)).id()]++;
        }
        double chiSquare = 0;
        for (int rank = 0; rank < trace.kept(); rank++) {
            double expected = trace.probability(rank) * draws;
            double difference = counts[trace.id(rank)] - expected;
            chiSquare += difference * difference / expected;
        }
        // 5 degrees of freedom: 99.99 % lie below 25.7.
        assertThat(chiSquare).isLessThan(25.7);
        assertThat(counts[6] + counts[7]).isZero();
    }

    @Test
    void candidatesLieEndToEndFromZeroToOne() {
        float[] logits = {0.3f, 2, -1, 2};
        SamplingTrace trace = SamplerChain.huggingFace(0.9, 3, 1, 0).apply(logits);
        DrawnToken token = trace.pick(0);
        assertThat(token.low()).isZero();
        assertThat(token.id()).isEqualTo(1);
        assertThat(token.rank()).isEqualTo(1);
        while (token.high() < 1) {
            DrawnToken next = trace.pick(token.high());
            assertThat(next.low()).isEqualTo(token.high());
            assertThat(next.rank()).isEqualTo(token.rank() + 1);
            assertThat(trace.pick(Math.nextDown(token.high())).id()).isEqualTo(token.id());
            token = next;
        }
        assertThat(token.id()).isZero();
        assertThat(token.candidates()).isEqualTo(3);
        assertThat(token.logprob()).isCloseTo(LogProbs.logProb(logits, 0), within(1e-12));
        assertThat(token.rank()).isEqualTo(LogProbs.rank(logits, 0));
        assertThat(trace.pick(Math.nextDown(1.0)).id()).isZero();
    }

    @Test
    void candidatesOfNoProbabilityAreNeverDrawn() {
        SamplingTrace trace = SamplerChain.neutral().apply(new float[] {0, -2000, -3000});
        DrawnToken token = trace.pick(Math.nextDown(1.0));
        assertThat(token.id()).isZero();
        assertThat(token.high()).isEqualTo(1);
        assertThat(token.candidates()).isEqualTo(3);
    }

    @Test
    void drawsOutsideTheUnitIntervalAreRefused() {
        SamplingTrace trace = SamplerChain.neutral().apply(new float[] {0});
        for (double u : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> trace.pick(u)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
