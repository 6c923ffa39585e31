package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerChainTest {
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void neutralChainIsTheSoftmaxOfTheLogits() {
        float[] logits = {1, 3, 2, -4};
        SamplingTrace trace = SamplerChain.neutral().apply(logits);
        assertThat(trace.kept()).isEqualTo(4);
        for (int rank = 0; rank < 4; rank++) {
            assertThat(trace.probability(rank))
                    .isCloseTo(trace.rawProbability(rank), within(1e-15));
            assertThat(trace.rawLogProb(rank))
                    .isCloseTo(LogProbs.logProb(logits, trace.id(rank)), within(1e-12));
            assertThat(trace.removedBy(rank)).isEqualTo(SamplingTrace.NOT_REMOVED);
        }
        assertThat(trace.entropyBits()).isCloseTo(LogProbs.entropyBits(logits), within(1e-12));
        assertThat(SamplerChain.neutral().stages()).allMatch(Stage::isNeutral);
        assertThat(new SamplerChain(List.of()).apply(logits).probability(0))
                .isEqualTo(trace.probability(0));
        assertThat(logits).containsExactly(1, 3, 2, -4);
    }

    @Test
    void zeroTemperatureKeepsTheFirstMaximum() {
        SamplingTrace trace = one(new Temperature(0), 1, 5, -3, 5);
        assertThat(trace.kept()).isEqualTo(1);
        assertThat(trace.id(0)).isEqualTo(1);
        assertThat(trace.probability(0)).isEqualTo(1);
        assertThat(trace.entropyBits()).isZero();
        assertThat(trace.removedBy(1)).isZero();
        assertThat(trace.stages().getFirst().removedMass())
                .isCloseTo(1 - trace.rawProbability(0), within(1e-12));
    }

    @Test
    void temperatureDividesTheLogits() {
        SamplingTrace trace = one(new Temperature(0.5), 1, 2, 4);
        assertThat(trace.value(0)).isEqualTo(8);
        assertThat(trace.logit(0)).isEqualTo(4);
        assertThat(trace.probability(1) / trace.probability(0))
                .isCloseTo(Math.exp(-4), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-30, 1e-3, 1e3, 1e300})
    void extremeTemperaturesStayFinite(double t) {
        SamplingTrace trace =
                new SamplerChain(List.of(new Temperature(t), new Temperature(t), new TopP(0.9)))
                        .apply(new float[] {80, 79.5f, -80, NEVER, -3e38f});
        assertThat(sum(trace)).isCloseTo(1, within(1e-12));
        assertThat(trace.entropyBits()).isBetween(0.0, 2.0);
    }

    @Test
    void topKCutsTiesByOrderOrKeepsThem() {
        float[] logits = {2, 5, 2, 2, 1};
        SamplingTrace cut =
                new SamplerChain(List.of(new TopK(2, TieRule.CUT_BY_ORDER))).apply(logits);
        assertThat(cut.kept()).isEqualTo(2);
        assertThat(cut.id(1)).isZero();
        SamplingTrace kept = new SamplerChain(List.of(new TopK(2, TieRule.KEEP))).apply(logits);
        assertThat(kept.kept()).isEqualTo(4);
        assertThat(one(new TopK(9, TieRule.KEEP), 1, 2).kept()).isEqualTo(2);
        assertThat(one(new TopK(0, TieRule.KEEP), 1, 2).kept()).isEqualTo(2);
    }

    @Test
    void positiveAndNegativeZeroAreEqual() {
        SamplingTrace trace = one(new TopK(1, TieRule.KEEP), -0f, 0f, -1f);
        assertThat(trace.kept()).isEqualTo(2);
        assertThat(trace.id(0)).isZero();
    }

    @Test
    void topPKeepsTheSmallestPrefixAndAtLeastOne() {
        float[] logits = {0, 0, 0, 0};
        assertThat(one(new TopP(0.5), logits).kept()).isEqualTo(2);
        assertThat(one(new TopP(0.51), logits).kept()).isEqualTo(3);
        assertThat(one(new TopP(0), logits).kept()).isEqualTo(1);
        assertThat(one(new TopP(-1), logits).kept()).isEqualTo(1);
        assertThat(one(new TopP(1), logits).kept()).isEqualTo(4);
        assertThat(one(new TopP(1), 0, -500, -1000).kept()).isEqualTo(3);
    }

    @Test
    void minPOfOneKeepsOnlyTheMaxima() {
        assertThat(one(new MinP(1), 3, 1, 3).kept()).isEqualTo(2);
        assertThat(one(new MinP(0), 3, -900, 3).kept()).isEqualTo(3);
    }

    @Test
    void orderOfStagesChangesTheResult() {
        float[] logits = {4, 3, 2, 1, 0};
        SamplingTrace hf = SamplerChain.huggingFace(3, 0, 0.8, 0).apply(logits);
        SamplingTrace llama = SamplerChain.llamaCpp(3, 0, 0.8, 0).apply(logits);
        assertThat(hf.kept()).isEqualTo(4);
        assertThat(llama.kept()).isEqualTo(2);
    }

    @Test
    void minusInfinityIsNeverACandidate() {
        SamplingTrace trace = SamplerChain.neutral().apply(new float[] {NEVER, 1, NEVER, 1});
        assertThat(trace.kept()).isEqualTo(2);
        assertThat(trace.id(2)).isZero();
        assertThat(trace.removedBy(2)).isEqualTo(SamplingTrace.IMPOSSIBLE);
        assertThat(trace.rawProbability(3)).isZero();
        assertThat(trace.pick(0.999999999).id()).isEqualTo(3);
        assertThat(LogProbs.entropyBits(new float[] {NEVER, 1, NEVER, 1}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void unusableLogitsAreRefusedInASentence() {
        SamplerChain chain = SamplerChain.neutral();
        assertThatThrownBy(() -> chain.apply(new float[] {1, Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token 1 is NaN");
        assertThatThrownBy(() -> chain.apply(new float[] {Float.POSITIVE_INFINITY}))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> chain.apply(new float[] {NEVER, NEVER}))
                .hasMessageContaining("minus infinity");
        assertThatThrownBy(() -> chain.apply(new float[0])).hasMessageContaining("no logits");
        assertThatThrownBy(() -> new Temperature(-1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new Temperature(Double.NaN)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new TopK(-1, TieRule.KEEP)).hasMessageContaining("top-k");
        assertThatThrownBy(() -> new TopP(Double.NaN)).hasMessageContaining("top-p");
        assertThatThrownBy(() -> new MinP(1.5)).hasMessageContaining("min-p");
    }

    @Test
    void oneTokenIsCertain() {
        SamplingTrace trace = SamplerChain.llamaCpp(0.7, 40, 0.9, 0.05).apply(new float[] {-7});
        assertThat(trace.probability(0)).isEqualTo(1);
        assertThat(trace.rawLogProb(0)).isZero();
        assertThat(trace.entropyBits()).isZero();
    }

    @Test
    void equalLogitsAreUniformInTheOrderOfIds() {
        SamplingTrace trace = SamplerChain.neutral().apply(new float[1024]);
        assertThat(trace.entropyBits()).isCloseTo(10, within(1e-12));
        for (int rank = 0; rank < 1024; rank++) {
            assertThat(trace.id(rank)).isEqualTo(rank);
            assertThat(trace.probability(rank)).isEqualTo(1.0 / 1024);
        }
        assertThat(trace.rankOf(77)).isEqualTo(77);
        assertThatThrownBy(() -> trace.rankOf(1024)).hasMessageContaining("1024");
    }

    @Test
    void largeVocabularyNeitherUnderflowsNorLosesMass() {
        float[] logits = new RandomChains(9).logits(200_000);
        SamplingTrace neutral = SamplerChain.neutral().apply(logits);
        assertThat(sum(neutral)).isCloseTo(1, within(1e-6));
        Arrays.fill(logits, -100);
        logits[199_999] = 80;
        SamplingTrace peaked = SamplerChain.huggingFace(0.1, 0, 1, 0).apply(logits);
        assertThat(sum(peaked)).isCloseTo(1, within(1e-6));
        assertThat(peaked.rawLogProb(1)).isCloseTo(-180, within(1e-6));
        assertThat(peaked.entropyBits()).isNotNegative().isLessThan(1e-6);
        Arrays.fill(logits, 0);
        assertThat(sum(SamplerChain.llamaCpp(2, 0, 0.5, 0).apply(logits)))
                .isCloseTo(1, within(1e-6));
    }

    /// Prints what DESIGN's table of speeds asks for; a shared machine is no place to assert it.
    @Test
    void wholeChainOverFiftyThousandTokensIsTimed() {
        float[] logits = new RandomChains(1).logits(50_257);
        SamplerChain chain = SamplerChain.huggingFace(0.8, 0, 0.95, 0);
        long best = Long.MAX_VALUE;
        double kept = 0;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            kept += chain.apply(logits).kept();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(kept).isPositive();
        System.out.printf(
                "chain and sort of 50,257 logits: best %.2f ms of 100 runs%n", best / 1e6);
    }

    private static SamplingTrace one(Stage stage, float... logits) {
        return new SamplerChain(List.of(stage)).apply(logits);
    }

    private static double sum(SamplingTrace trace) {
        double sum = 0;
        for (int rank = 0; rank < trace.size(); rank++) {
            sum += trace.probability(rank);
        }
        return sum;
    }
}
