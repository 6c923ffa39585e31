package org.glassformer.app.feature.attention.neurons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {

    @Test
    void allFiguresOfAColumnHaveTheSameDecimals() {
        assertThat(new Ends(-2.33, 3).decimals()).isEqualTo(2);
        assertThat(new Ends(0, 140).decimals()).isEqualTo(2);
    }

    @Test
    void smallValuesKeepThreeDigitsOfTheLargest() {
        assertThat(new Ends(-0.0412, 0.003).decimals()).isEqualTo(4);
        assertThat(new Ends(0, 1e-12).decimals()).isEqualTo(6);
    }

    @Test
    void aColumnOfZerosHasTwoDecimals() {
        assertThat(new Ends(0, 0).decimals()).isEqualTo(2);
    }
}
