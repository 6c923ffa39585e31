package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotScaleTest {

    private static List<String> labels(PlotScale scale, int most) {
        return scale.ticks(most).stream()
                .map(PlotScale.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    @Test
    void ticksAreRoundAndNoMoreThanFit() {
        PlotScale scale = new PlotScale(0.13, 2.42, false, false, 0, 100);
        assertThat(labels(scale, 5)).containsExactly("0.5", "1.0", "1.5", "2.0");
        assertThat(labels(scale, 2)).containsExactly("2");
        assertThat(labels(new PlotScale(0, 1_837_334, false, true, 0, 100), 4))
                .containsExactly("0", "0.5 M", "1.0 M", "1.5 M");
        assertThat(labels(new PlotScale(-40_000, 40_000, false, true, 0, 100), 4))
                .containsExactly("−40,000", "−20,000", "0", "20,000", "40,000");
        assertThat(labels(new PlotScale(0, 6e-4, false, false, 0, 100), 3))
                .containsExactly("0", "0.0002", "0.0004", "0.0006");
    }

    @Test
    void countsHaveNoTicksBetween() {
        assertThat(labels(new PlotScale(257, 259, false, true, 0, 100), 10))
                .containsExactly("257", "258", "259");
    }

    @Test
    void logarithmicTicksAreDecadesAndWhereThereIsRoomTwoAndFive() {
        PlotScale wide = new PlotScale(1, 100_000, true, true, 0, 500);
        assertThat(labels(wide, 6)).containsExactly("1", "10", "100", "1,000", "10,000", "100,000");
        assertThat(labels(wide, 3)).containsExactly("1", "100", "10,000");
        assertThat(labels(new PlotScale(1, 100, true, false, 0, 500), 8))
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
        assertThat(labels(new PlotScale(2, 4, true, false, 0, 500), 4))
                .containsExactly("2.0", "2.5", "3.0", "3.5", "4.0");
    }

    @Test
    void placesGoThereAndBack() {
        Random random = new Random(2);
        for (boolean log : new boolean[] {false, true}) {
            PlotScale scale = new PlotScale(0.5, 3000, log, false, 240, 12);
            assertThat(scale.pixel(0.5)).isCloseTo(240, within(1e-9));
            assertThat(scale.pixel(3000)).isCloseTo(12, within(1e-9));
            for (int i = 0; i < 50; i++) {
                double value = 0.5 + random.nextDouble() * 2999;
                assertThat(scale.value(scale.pixel(value))).isCloseTo(value, within(1e-6));
            }
        }
        assertThat(new PlotScale(1, 10, true, false, 0, 9).pixel(0)).isNaN();
        assertThat(new PlotScale(1, 10, true, false, 0, 9).pixel(-3)).isNaN();
    }

    @Test
    void theEndsFollowTheAxisAndTheData() {
        PlotAxis axis = PlotAxis.of("v");
        PlotScale fromData = PlotScale.fit(axis, 10, 20, 0.1, 0, 100);
        assertThat(fromData.low()).isEqualTo(9);
        assertThat(fromData.high()).isEqualTo(21);
        PlotScale zero = PlotScale.fit(axis.fromZero(), 10, 20, 0.1, 0, 100);
        assertThat(zero.low()).isZero();
        assertThat(zero.high()).isEqualTo(22);
        PlotScale fixed = PlotScale.fit(axis.between(5, 50), 10, 20, 0.1, 0, 100);
        assertThat(fixed.low()).isEqualTo(5);
        assertThat(fixed.high()).isEqualTo(50);
        for (PlotAxis each : List.of(axis, axis.logarithmic(true), axis.ofCounts())) {
            PlotScale flat = PlotScale.fit(each, 7, 7, 0.1, 0, 100);
            assertThat(flat.low()).isLessThan(7);
            assertThat(flat.high()).isGreaterThan(7);
            PlotScale none = PlotScale.fit(each, Double.NaN, Double.NaN, 0.1, 0, 100);
            assertThat(none.high()).isGreaterThan(none.low());
        }
    }

    @Test
    void aLongCurveKeepsItsPeaksInEveryColumn() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Random random = new Random(8);
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = random.nextGaussian();
        }
        y[54_321] = 40;
        y[54_400] = -40;
        PlotScale across = new PlotScale(0, n, false, true, 0, 400);
        PlotScale up = new PlotScale(-50, 50, false, false, 200, 0);
        PlotReduction points = PlotReduction.of(PlotSeries.line("a", x, y), across, up);
        assertThat(points.size()).isBetween(400, 1700);
        double least = 1000;
        double most = -1000;
        for (int i = 0; i < points.size(); i++) {
            least = Math.min(least, points.y(i));
            most = Math.max(most, points.y(i));
            assertThat(i == 0 || points.x(i) >= points.x(i - 1)).isTrue();
        }
        assertThat(least).isEqualTo(up.pixel(40));
        assertThat(most).isEqualTo(up.pixel(-40));
        assertThat(points.x(points.size() - 1)).isEqualTo(across.pixel(n - 1));
    }

    @Test
    void aCurveFindsItsClosestPoint() {
        PlotSeries curve = PlotSeries.line("a", new double[] {1, 2, 4, 8}, new double[4]);
        assertThat(curve.nearest(-5)).isZero();
        assertThat(curve.nearest(2.9)).isEqualTo(1);
        assertThat(curve.nearest(3.1)).isEqualTo(2);
        assertThat(curve.nearest(8)).isEqualTo(3);
        assertThat(curve.nearest(900)).isEqualTo(3);
        assertThat(curve.nearest(Double.NaN)).isEqualTo(-1);
        assertThat(PlotSeries.line("b", new double[0], new double[0]).nearest(1)).isEqualTo(-1);
        PlotData data =
                new PlotData(
                        PlotAxis.of("x"),
                        PlotAxis.of("y"),
                        List.of(curve, PlotSeries.line("c", new double[] {3, 9}, new double[2])));
        assertThat(data.nearestX(3.4)).isEqualTo(3);
        assertThat(data.step(4, 1)).isEqualTo(8);
        assertThat(data.step(4, -1)).isEqualTo(3);
        assertThat(data.step(9, 1)).isEqualTo(9);
        assertThat(data.firstX()).isEqualTo(1);
        assertThat(data.lastX()).isEqualTo(9);
        assertThat(PlotData.EMPTY.nearestX(1)).isNaN();
    }

    @Test
    void pointsOutOfOrderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlotSeries.line("a", new double[] {2, 1}, new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlotSeries.line("a", new double[] {1}, new double[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlotSeries.line("a", new double[] {Double.NaN}, new double[1]));
    }
}
