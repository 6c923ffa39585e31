package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.engine.train.live.HeldOutPoint;
import org.glassformer.engine.train.live.LogSeries;
import org.jspecify.annotations.Nullable;

/// What was measured, as curves over the steps.
final class CurvesViewModel {
    /// The share of the run over which the smoothed curve looks back, and steps at least.
    private static final double SHARE = 0.02;

    private static final double LEAST_BACK = 5;

    private final ObjectProperty<Curve> curve =
            new SimpleObjectProperty<>(this, "curve", Curve.LOSS);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final BooleanProperty smooth = new SimpleBooleanProperty(this, "smooth", true);
    private final ReadOnlyObjectWrapper<PlotData> plot =
            new ReadOnlyObjectWrapper<>(this, "plot", PlotData.EMPTY);
    private @Nullable TrainingMoment moment;
    private @Nullable LogSeries drawn;

    CurvesViewModel() {
        curve.subscribe((_, _) -> draw());
        logarithmic.subscribe((_, _) -> draw());
        smooth.subscribe((_, _) -> draw());
    }

    /// What is drawn.
    ObjectProperty<Curve> curveProperty() {
        return curve;
    }

    /// Whether the axis upwards is logarithmic.
    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// Whether a smoothed curve is drawn above the raw one.
    BooleanProperty smoothProperty() {
        return smooth;
    }

    /// The curves.
    ReadOnlyObjectProperty<PlotData> plotProperty() {
        return plot.getReadOnlyProperty();
    }

    void show(@Nullable TrainingMoment now) {
        moment = now;
        if (now == null || !now.log().equals(drawn)) {
            draw();
        }
    }

    private void draw() {
        TrainingMoment now = moment;
        drawn = now == null ? null : now.log();
        plot.set(now == null ? PlotData.EMPTY : plot(now));
    }

    private PlotData plot(TrainingMoment now) {
        LogSeries log = now.log();
        double[] values =
                switch (curve.get()) {
                    case LOSS -> log.losses();
                    case RATE -> log.rates();
                    case GRADIENT -> log.gradientNorms();
                    case SPEED -> log.tokensPerSecond();
                };
        double[] steps = new double[values.length];
        Arrays.setAll(steps, i -> log.from() + i + 1.0);
        String name = Messages.text("training.curve." + curve.get());
        List<PlotSeries> series = new ArrayList<>();
        boolean smoothed = smooth.get() && curve.get() != Curve.RATE;
        if (smoothed) {
            series.add(PlotSeries.faint(Messages.text("training.curve.raw"), steps, values));
            series.add(PlotSeries.line(name, steps, smoothed(values)));
        } else {
            series.add(PlotSeries.line(name, steps, values));
        }
        if (curve.get() == Curve.LOSS) {
            addHeldOut(series, log.heldOut());
            series.add(
                    PlotSeries.reference(
                            Messages.text("training.curve.uniform"),
                            now.run().baselines().uniform()));
            series.add(
                    PlotSeries.reference(
                            Messages.text("training.curve.unigram"),
                            now.run().baselines().unigram()));
        }
        PlotAxis up =
                PlotAxis.of(Messages.text("training.curve." + curve.get() + ".axis"))
                        .logarithmic(logarithmic.get());
        return new PlotData(
                PlotAxis.of(Messages.text("training.curve.steps")).ofCounts(),
                logarithmic.get() ? up : up.fromZero(),
                values.length == 0 ? List.of() : series);
    }

    private static void addHeldOut(List<PlotSeries> series, List<HeldOutPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        series.add(
                PlotSeries.line(
                        Messages.text("training.curve.heldOut"),
                        points.stream().mapToDouble(HeldOutPoint::step).toArray(),
                        points.stream().mapToDouble(p -> p.evaluation().natsPerToken()).toArray()));
    }

    /// A running mean that forgets, without a bias towards its beginning.
    static double[] smoothed(double[] values) {
        double keep = 1 - 1 / Math.max(LEAST_BACK, SHARE * values.length);
        double[] smooth = new double[values.length];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                sum = keep * sum + (1 - keep) * values[i];
                weight = keep * weight + (1 - keep);
            }
            smooth[i] = weight == 0 ? Double.NaN : sum / weight;
        }
        return smooth;
    }

    /// What an exported plot says of itself.
    Caption caption() {
        String title = Messages.text("training.curve." + curve.get());
        TrainingMoment now = moment;
        return now == null ? Caption.of(title) : RunTextViewModel.caption(title, now);
    }

    /// Everything measured, step by step.
    Optional<NumbersTable> numbers() {
        TrainingMoment now = moment;
        if (now == null || now.log().size() == 0) {
            return Optional.empty();
        }
        LogSeries log = now.log();
        return Optional.of(
                new NumbersTable(
                        caption(),
                        log.size(),
                        List.of(
                                Column.whole(
                                        Messages.text("training.column.step"),
                                        i -> log.from() + i + 1L),
                                Column.float64(
                                        Messages.text("training.column.loss"),
                                        "nats",
                                        i -> log.losses()[i]),
                                Column.float64(
                                        Messages.text("training.column.rate"),
                                        "",
                                        i -> log.rates()[i]),
                                Column.float64(
                                        Messages.text("training.column.gradient"),
                                        "",
                                        i -> log.gradientNorms()[i]),
                                Column.float64(
                                        Messages.text("training.column.speed"),
                                        "tokens/s",
                                        i -> log.tokensPerSecond()[i]))));
    }
}
