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
    void theLineGivesWhatPickGives() {
        RandomChains made = new RandomChains(4);
        for (int round = 0; round < 50; round++) {
            SamplingTrace trace =
                    made.chain(40).apply(made.logits(40), SamplingContext.after(new int[3], round));
            DrawLine line = DrawLine.of(trace);
            assertThat(line.size()).isEqualTo(trace.kept());
            for (int i = 0; i < 40; i++) {
                double u = i == 39 ? Math.nextDown(1.0) : Draws.uniform(round, i, 0);
                DrawnToken token = trace.pick(u);
                int place = line.placeAt(u);
                assertThat(trace.id(trace.candidate(place))).isEqualTo(token.id());
                assertThat(line.low(place)).isEqualTo(token.low());
                assertThat(line.high(place)).isEqualTo(token.high());
            }
        }
    }

    @Test
    void theNumberOfXtcIsItsOwnAndReplayable() {
        SamplingContext context = SamplingContext.after(new int[] {5, 6}, 3);
        assertThat(context.u()).isEqualTo(Draws.uniform(3, 2, 0));
        assertThat(context.xtc(1)).isEqualTo(context.xtc(1)).isNotEqualTo(context.u());
        assertThat(context.xtc(2)).isNotEqualTo(context.xtc(1));
        assertThat(context.rerolled(1).xtc(1)).isNotEqualTo(context.xtc(1));
        assertThat(context.atStep(9).u()).isEqualTo(Draws.uniform(3, 9, 0));
    }

    @Test
    void manyDrawsFitTheirProbabilities() {
        SamplingTrace trace =
                SamplerChain.huggingFace(1, 20, 1, 0).apply(new RandomChains(6).logits(500));
        DrawCounts counts = DrawCounts.of(trace, 1000, again -> Draws.uniform(1, 0, again));
        int sum = 0;
        for (int place = 0; place < trace.kept(); place++) {
            sum += counts.count(place);
        }
        assertThat(sum).isEqualTo(1000);
        assertThat(counts.test().pValue()).isBetween(0.001, 0.9999);
        assertThat(counts.test().degreesOfFreedom()).isBetween(5, 19);
        DrawCounts biased = DrawCounts.of(trace, 1000, again -> 0);
        assertThat(biased.test().pValue()).isLessThan(1e-12);
    }

    @Test
    void rareCandidatesAreOneClass() {
        // expected 8, 1, 0.5, 0.5 of ten: nothing to compare once they are joined
        float[] logits = {
            (float) Math.log(0.8),
            (float) Math.log(0.1),
            (float) Math.log(0.05),
            (float) Math.log(0.05)
        };
        SamplingTrace trace = SamplerChain.neutral().apply(logits);
        ChiSquare few = DrawCounts.of(trace, 10, i -> i / 10.0).test();
        assertThat(few.degreesOfFreedom()).isZero();
        assertThat(few.pValue()).isEqualTo(1);
        ChiSquare many = DrawCounts.of(trace, 1000, i -> i / 1000.0).test();
        assertThat(many.degreesOfFreedom()).isEqualTo(3);
        assertThat(many.statistic()).isLessThan(0.1);
        assertThat(DrawCounts.of(trace, 0, i -> 0).test().pValue()).isEqualTo(1);
        assertThat(DrawCounts.of(SamplerChain.neutral().apply(new float[1]), 7, i -> 0.5).test())
                .isEqualTo(new ChiSquare(0, 0, 1));
    }

    /// Abramowitz and Stegun, table 26.8: upper points of the distribution.
    @Test
    void chiSquareTailsAreThoseOfTheTables() {
        double[][] table = {
            {1, 3.84146, 0.05}, {1, 10.828, 0.001}, {2, 5.99147, 0.05}, {5, 0.831211, 0.975},
            {10, 18.3070, 0.05}, {10, 2.15585, 0.995}, {30, 50.8922, 0.01}, {100, 124.342, 0.05}
        };
        for (double[] row : table) {
            assertThat(ChiSquare.of(row[1], (int) row[0]).pValue())
                    .isCloseTo(row[2], within(2e-5 * Math.max(0.05, row[2]) * 20));
        }
        assertThat(ChiSquare.of(2, 2).pValue()).isCloseTo(Math.exp(-1), within(1e-14));
        assertThat(ChiSquare.of(0, 4).pValue()).isEqualTo(1);
        assertThat(ChiSquare.of(50_000, 50_000).pValue()).isCloseTo(0.5, within(0.002));
        assertThat(ChiSquare.of(1e6, 3).pValue()).isZero();
    }

    @Test
    void drawsOutsideTheUnitIntervalAreRefused() {
        SamplingTrace trace = SamplerChain.neutral().apply(new float[] {0});
        for (double u : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> trace.pick(u)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
