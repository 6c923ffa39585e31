package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RopeScalingTest {
    private static final RopeScaling.OfFrequency LLAMA3 = new RopeScaling.Llama3(8, 1, 4, 8192);

    @Test
    void highFrequenciesStay() {
        assertThat(LLAMA3.scale(1)).isEqualTo(1);
        double wavelength = 2047;
        assertThat(LLAMA3.scale(2 * Math.PI / wavelength)).isEqualTo(2 * Math.PI / wavelength);
    }

    @Test
    void lowFrequenciesAreDivided() {
        double wavelength = 8193;
        assertThat(LLAMA3.scale(2 * Math.PI / wavelength)).isEqualTo(2 * Math.PI / wavelength / 8);
    }

    @Test
    void thoseBetweenAreMixed() {
        // Half way: original / wavelength = 2.5, so smooth = (2.5 - 1) / (4 - 1) = 0.5.
        double frequency = 2 * Math.PI / (8192 / 2.5);
        assertThat(LLAMA3.scale(frequency))
                .isCloseTo(0.5 * frequency / 8 + 0.5 * frequency, Offset.offset(1e-15));
    }

    @Test
    void linearScalingDividesAll() {
        assertThat(new RopeScaling.Linear(4).scale(0.5)).isEqualTo(0.125);
    }

    /// `_compute_yarn_parameters` of transformers, for a head of 16 and base 10,000.
    @Test
    void yarnKeepsFastPairsAndDividesSlowOnes() {
        double[] scaled = new RopeScaling.Yarn(4, 32, 1, 4096, 1.14).frequencies(10_000, 16, false);
        // dim ln(4096 / (2 pi beta)) / (2 ln base): 2.6 for beta 32, 5.6 for beta 1
        double low = 2;
        double high = 6;
        for (int i = 0; i < 8; i++) {
            double frequency = Math.pow(10_000, -i / 8.0);
            double ramp = Math.clamp((i - low) / (high - low), 0, 1);
            double expected = frequency / 4 * ramp + frequency * (1 - ramp);
            assertThat(scaled[i]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-15));
        }
    }

    @Test
    void longRopeDividesByTheFactorsOfTheTextsLength() {
        RopeScaling.LongRope rope =
                new RopeScaling.LongRope(List.of(1.0, 2.0), List.of(4.0, 8.0), 4096, 1.19);
        assertThat(rope.frequencies(100, 4, false)).containsExactly(1, 0.05);
        assertThat(rope.frequencies(100, 4, true)).containsExactly(0.25, 0.0125);
        // Phi-3-mini-128k: sqrt(1 + ln(32) / ln(4096))
        assertThat(RopeScaling.LongRope.usualAttentionFactor(131_072, 4096))
                .isCloseTo(1.190238, org.assertj.core.data.Offset.offset(1e-6));
    }
}
