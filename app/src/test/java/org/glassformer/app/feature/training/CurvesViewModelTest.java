package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.engine.train.live.LogSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurvesViewModelTest {
    private final TrainingBench bench = new TrainingBench(null);
    private final TrainingViewModel model = bench.model();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void smoothingDoesNotLagBehind() {
        double[] falling = new double[300];
        Arrays.setAll(falling, i -> 3 - 0.01 * i);
        double[] smooth = CurvesViewModel.smoothed(falling);
        for (int i = 0; i < falling.length; i++) {
            assertThat(smooth[i]).isEqualTo(falling[i], within(1e-12));
        }
        falling[7] = Double.NaN;
        assertThat(CurvesViewModel.smoothed(falling)[7]).isBetween(2.9, 2.95);
    }

    @Test
    void thePresentIsMarkedWhereOneHasGoneBack() {
        bench.begin();
        model.steps(100);
        assertThat(names()).contains("held out").doesNotContain("here");
        model.rewind(model.keptProperty().get().get(1).step());
        assertThat(names()).contains("here");
        model.steps(100);
        assertThat(names()).doesNotContain("here");
    }

    @Test
    void curvesAreWhatWasMeasuredRawAndSmoothed() {
        bench.begin();
        model.steps(60);
        LogSeries log = bench.moment().log();
        Map<Curve, double[]> measured =
                Map.of(
                        Curve.LOSS, log.losses(),
                        Curve.RATE, log.rates(),
                        Curve.GRADIENT, log.gradientNorms(),
                        Curve.SPEED, log.tokensPerSecond());
        measured.forEach((curve, values) -> {
            model.curves().curveProperty().set(curve);
            model.curves().smoothProperty().set(true);
            List<PlotSeries> series = model.curves().plotProperty().get().series();
            assertThat(values(series.getFirst())).containsExactly(values);
            boolean raw = series.getFirst().kind() == PlotSeries.Kind.FAINT;
            assertThat(raw).isEqualTo(curve != Curve.RATE);
            if (raw) {
                assertThat(values(series.get(1)))
                        .containsExactly(CurvesViewModel.smoothed(values))
                        .isNotEqualTo(values);
            }
        });
        model.curves().curveProperty().set(Curve.LOSS);
        List<PlotSeries> levels =
                model.curves().plotProperty().get().series().stream()
                        .filter(each -> each.kind() == PlotSeries.Kind.REFERENCE)
                        .toList();
        assertThat(levels.get(0).level()).isEqualTo(Math.log(12), within(1e-12));
        assertThat(levels.get(1).level())
                .isEqualTo(bench.moment().run().baselines().unigram())
                .isLessThan(Math.log(12));
        model.curves().curveProperty().set(Curve.HELD_OUT);
        PlotSeries heldOut = model.curves().plotProperty().get().series().getFirst();
        assertThat(heldOut.x(0)).isEqualTo(50);
        assertThat(heldOut.y(0)).isEqualTo(log.heldOut().getFirst().evaluation().natsPerToken());
    }

    private static double[] values(PlotSeries series) {
        double[] values = new double[series.size()];
        Arrays.setAll(values, series::y);
        return values;
    }

    @Test
    void everyCurveShowsAllThatWasMeasured() {
        bench.begin();
        model.steps(60);
        model.curves().smoothProperty().set(false);
        for (Curve curve : Curve.values()) {
            model.curves().curveProperty().set(curve);
            boolean losses = curve == Curve.LOSS || curve == Curve.HELD_OUT;
            PlotSeries first = model.curves().plotProperty().get().series().getFirst();
            assertThat(first.size()).isEqualTo(curve == Curve.HELD_OUT ? 1 : 60);
            assertThat(names().contains("uniform")).isEqualTo(losses);
            assertThat(names().contains("unigram")).isEqualTo(losses);
            model.curves().logarithmicProperty().set(true);
            assertThat(model.curves().plotProperty().get().yAxis().logarithmic()).isTrue();
            model.curves().logarithmicProperty().set(false);
            assertThat(model.curves().plotProperty().get().yAxis().logarithmic()).isFalse();
        }
        NumbersTable table = model.curves().numbers().orElseThrow();
        assertThat(table.rows()).isEqualTo(60);
        assertThat(table.columns()).hasSize(6);
    }

    @Test
    void whatIsNotHeldApartIsNotCalledSo() {
        model.setup().lessonProperty().set(Lesson.REPEAT);
        bench.small();
        model.setup().start();
        model.steps(50);
        assertThat(names()).contains("the text itself").doesNotContain("held out");
    }

    private List<String> names() {
        return model.curves().plotProperty().get().series().stream().map(PlotSeries::name).toList();
    }

    @Test
    void smoothingHasNoBiasTowardsTheBeginning() {
        double[] smooth = CurvesViewModel.smoothed(new double[] {2, 2, 2});
        assertThat(smooth[0]).isEqualTo(2, within(1e-12));
        assertThat(smooth[2]).isEqualTo(2, within(1e-12));
    }
}
