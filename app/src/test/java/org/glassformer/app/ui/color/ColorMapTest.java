package org.glassformer.app.ui.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {

    @ParameterizedTest
    @EnumSource(names = {"BLUE_ON_LIGHT", "AMBER_ON_LIGHT"})
    void mapOnLightOnlyGetsDarker(ColorMap map) {
        int[] table = map.table();
        assertThat(table[0]).isEqualTo(0xffffffff);
        for (int i = 1; i < table.length; i++) {
            assertThat(OkLab.lightness(table[i])).isLessThan(OkLab.lightness(table[i - 1]) + 2e-3);
        }
        assertThat(OkLab.lightness(table[255])).isLessThan(0.4);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLUE_ON_DARK", "AMBER_ON_DARK"})
    void mapOnDarkOnlyGetsLighter(ColorMap map) {
        int[] table = map.table();
        for (int i = 1; i < table.length; i++) {
            assertThat(OkLab.lightness(table[i]))
                    .isGreaterThan(OkLab.lightness(table[i - 1]) - 2e-3);
        }
        assertThat(OkLab.lightness(table[0])).isLessThan(0.25);
        assertThat(OkLab.lightness(table[255])).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIVERGING_ON_LIGHT", "DIVERGING_ON_DARK"})
    void halvesOfADivergingMapMirrorEachOthersLightness(ColorMap map) {
        int[] table = map.table();
        double middle = OkLab.lightness(table[128]);
        for (int i = 0; i < 128; i += 16) {
            double low = OkLab.lightness(table[i]);
            double high = OkLab.lightness(table[255 - i]);
            assertThat(low - middle).isCloseTo(high - middle, within(0.09));
        }
    }

    @Test
    void zeroOnADivergingMapHasTheColorWithoutAHue() {
        assertThat(ColorScale.symmetric(3).argb(0, ColorMap.DIVERGING_ON_LIGHT))
                .isEqualTo(0xfffafafa);
        assertThat(ColorScale.symmetric(3).argb(0, ColorMap.DIVERGING_ON_DARK))
                .isEqualTo(0xff161a20);
    }

    @ParameterizedTest
    @EnumSource
    void everyColorIsOpaqueAndStepsAreSmall(ColorMap map) {
        int[] table = map.table();
        assertThat(table).hasSize(256);
        for (int i = 0; i < table.length; i++) {
            assertThat(table[i] >>> 24).isEqualTo(0xff);
            if (i > 0) {
                double step = OkLab.lightness(table[i]) - OkLab.lightness(table[i - 1]);
                assertThat(Math.abs(step)).isLessThan(0.012);
            }
        }
    }

    @Test
    void scaleClampsAndMapsItsEnds() {
        ColorMap map = ColorMap.BLUE_ON_LIGHT;
        int[] table = map.table();
        assertThat(ColorScale.UNIT.argb(-3, map)).isEqualTo(table[0]);
        assertThat(ColorScale.UNIT.argb(0.5, map)).isEqualTo(table[128]);
        assertThat(ColorScale.UNIT.argb(1, map)).isEqualTo(table[255]);
        assertThat(ColorScale.UNIT.argb(Double.POSITIVE_INFINITY, map)).isEqualTo(table[255]);
        assertThat(ColorScale.symmetric(2).fraction(0)).isEqualTo(0.5);
    }

    @Test
    void emptyRangeIsRefused() {
        assertThatThrownBy(() -> new ColorScale(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ColorScale(0, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
