package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
    private static final float[] LOGITS = {ln(0.5), ln(0.25), ln(0.125), ln(0.125)};

    private static float ln(double p) {
        return (float) Math.log(p);
    }

    private static SamplingTrace trace(float[] logits, Stage... stages) {
        return new SamplerChain(List.of(stages)).apply(logits);
    }

    @Test
    void aDistributionDoesNotDivergeFromItself() {
        Divergence none = Divergence.of(trace(LOGITS), trace(LOGITS));
        assertThat(none.isNone()).isTrue();
        assertThat(none.entropyBits()).isCloseTo(1.75, within(1e-6));
        assertThat(none.otherEntropyBits()).isEqualTo(none.entropyBits());
    }

    @Test
    void whatOneChainCutMakesTheDivergenceInfiniteInOneDirectionOnly() {
        Divergence cut =
                Divergence.of(trace(LOGITS), trace(LOGITS, new TopK(2, TieRule.CUT_BY_ORDER)));
        assertThat(cut.klBits()).isInfinite();
        // 2/3 log2(4/3) + 1/3 log2(4/3): the cut scales both by 4/3
        assertThat(cut.reverseKlBits()).isCloseTo(Math.log(4.0 / 3) / Math.log(2), within(1e-6));
        assertThat(cut.totalVariation()).isCloseTo(0.25, within(1e-6));
        assertThat(cut.onlyFirst()).isEqualTo(2);
        assertThat(cut.onlySecond()).isZero();
        Divergence back =
                Divergence.of(trace(LOGITS, new TopK(2, TieRule.CUT_BY_ORDER)), trace(LOGITS));
        assertThat(back.klBits()).isEqualTo(cut.reverseKlBits());
        assertThat(back.reverseKlBits()).isInfinite();
        assertThat(back.totalVariation()).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void distributionsWithoutACommonTokenAreAsFarAsCanBe() {
        float[] other = {0, 0, 0, 9};
        Divergence far =
                Divergence.of(trace(LOGITS, new Temperature(0)), trace(other, new Temperature(0)));
        assertThat(far.totalVariation()).isEqualTo(1);
        assertThat(far.klBits()).isInfinite();
        assertThat(far.reverseKlBits()).isInfinite();
        assertThat(far.entropyBits()).isZero();
    }

    @Test
    void tokensThatNeitherCanChooseAddNothing() {
        float[] impossible = {0, 0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        Divergence none = Divergence.of(trace(impossible), trace(impossible, new Temperature(0.5)));
        assertThat(none.klBits()).isCloseTo(0, within(1e-12));
        assertThat(none.totalVariation()).isZero();
    }

    @Test
    void probabilitiesThatUnderflowStillCountAsWhatTheyAre() {
        float[] wide = {0, -50};
        Divergence cold = Divergence.of(trace(wide), trace(wide, new Temperature(0.02)));
        double p = Math.exp(-50); // 2500 nats below at T = 0.02, where e^-2500 underflows
        assertThat(cold.klBits()).isCloseTo((p * 2450) / Math.log(2), within(p));
        assertThat(cold.klBits()).isFinite();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 300})
    void agreesWithThePlainSumsInBothDirections(int size) {
        Random random = new Random(size);
        float[] a = new float[size];
        float[] b = new float[size];
        for (int i = 0; i < size; i++) {
            a[i] = (float) (3 * random.nextGaussian());
            b[i] = (float) (3 * random.nextGaussian());
        }
        SamplingTrace first = trace(a, new Temperature(0.7));
        SamplingTrace second = trace(b, new TopK(size, TieRule.KEEP));
        double kl = 0;
        double reverse = 0;
        double distance = 0;
        for (int id = 0; id < size; id++) {
            double p = first.probability(first.rankOf(id));
            double q = second.probability(second.rankOf(id));
            kl += p * Math.log(p / q);
            reverse += q * Math.log(q / p);
            distance += Math.abs(p - q);
        }
        Divergence divergence = Divergence.of(first, second);
        assertThat(divergence.klBits()).isCloseTo(kl / Math.log(2), within(1e-9));
        assertThat(divergence.reverseKlBits()).isCloseTo(reverse / Math.log(2), within(1e-9));
        assertThat(divergence.totalVariation()).isCloseTo(distance / 2, within(1e-12));
    }

    @Test
    void vocabulariesOfDifferentSizesCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Divergence.of(trace(LOGITS), trace(new float[] {1})));
    }
}
