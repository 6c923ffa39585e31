package org.glassformer.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void countsAreGrouped() {
        assertThat(Figures.count(4056)).isEqualTo("4,056");
        assertThat(Figures.count(-12)).isEqualTo("−12");
    }

    @Test
    void fixedNumbersHaveARealMinusAndNoNegativeZero() {
        assertThat(Figures.fixed(-1.5, 2)).isEqualTo("−1.50");
        assertThat(Figures.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Figures.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Figures.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−∞");
    }

    @Test
    void sharesArePercent() {
        assertThat(Figures.percent(0.412)).isEqualTo("41.2 %");
        assertThat(Figures.percent(1)).isEqualTo("100.0 %");
        assertThat(Figures.percent(0.0005)).isEqualTo("0.05 %");
        assertThat(Figures.percent(1e-9)).isEqualTo("< 0.01 %");
        assertThat(Figures.percent(0)).isEqualTo("0 %");
    }

    @Test
    void valuesHaveThreeDigits() {
        assertThat(Figures.value(0.3124)).isEqualTo("0.312");
        assertThat(Figures.value(1)).isEqualTo("1");
        assertThat(Figures.value(12.5)).isEqualTo("12.5");
        assertThat(Figures.value(1024)).isEqualTo("1,024");
        assertThat(Figures.value(3.14e-7)).isEqualTo("3.1e−7");
        assertThat(Figures.value(-2.5e9)).isEqualTo("−2.5e9");
        assertThat(Figures.value(0)).isEqualTo("0");
    }

    @Test
    void bytesAndOperationsHaveTheirUnits() {
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(1000)).isEqualTo("1 kB");
        assertThat(Figures.bytes(11_706_368)).isEqualTo("11.7 MB");
        assertThat(Figures.bytes(999_900)).isEqualTo("1 MB");
        assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("9.22 EB");
        assertThat(Figures.operations(950)).isEqualTo("950 FLOP");
        assertThat(Figures.operations(7.97e14)).isEqualTo("797 TFLOP");
    }

    @Test
    void stringsOfTheBundleTakeValues() {
        assertThat(Messages.text("bars.others", 4083)).isEqualTo("4,083 others");
        assertThat(Messages.text("no.such.key")).isEqualTo("?no.such.key?");
    }
}
