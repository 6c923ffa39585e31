package org.glassformer.app.feature.training.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComparedTest {

    @Test
    void divergenceIsZeroForTheSameAndInBits() {
        float[] p = {0.5f, 0.5f, 0};
        assertThat(Compared.klBits(p, p)).isZero();
        assertThat(Compared.klBits(new float[] {1, 0, 0}, p)).isEqualTo(1, within(1e-9));
        assertThat(Compared.klBits(p, new float[] {1, 0, 0})).isGreaterThan(50).isFinite();
    }

    @Test
    void theLargestComeFirstAndOfEqualsTheFirst() {
        float[] values = {0.1f, 0.4f, 0.1f, 0.3f, 0.1f};
        assertThat(Compared.largest(values, 3)).containsExactly(1, 3, 0);
        assertThat(Compared.largest(values, 9)).containsExactly(1, 3, 0, 2, 4);
        assertThat(Compared.largest(new float[0], 3)).isEmpty();
    }
}
