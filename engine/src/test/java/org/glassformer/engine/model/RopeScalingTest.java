package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RopeScalingTest {
    private static final RopeScaling LLAMA3 = new RopeScaling.Llama3(8, 1, 4, 8192);

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
}
