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
    /// How far the smoothed curve looks to either side: a share of the steps up to there, and values at least.
    private static final double SHARE = 0.015;

    private static final int LEAST = 3;

    private static final int NOWHERE = -1;

    private final RunsViewModel runs;
    private final ObjectProperty<Curve> curve =
            new SimpleObjectProperty<>(this, "curve", Curve.LOSS);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final BooleanProperty smooth = new SimpleBooleanProperty(this, "smooth", true);
    private final ReadOnlyObjectWrapper<PlotData> plot =
            new ReadOnlyObjectWrapper<>(this, "plot", PlotData.EMPTY);
    private @Nullable TrainingMoment moment;
    private @Nullable LogSeries drawn;
    private int marked = NOWHERE;

    /// @param runs those to compare with
    CurvesViewModel(RunsViewModel runs) {
        this.runs = runs;
        runs.overlaidProperty().subscribe((_, _) -> draw());
        runs.presentProperty().subscribe((_, _) -> draw());
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
        if (now == null || !now.log().equals(drawn) || here(now) != marked) {
            draw();
        }
    }

    private void draw() {
        TrainingMoment now = moment;
        drawn = now == null ? null : now.log();
        marked = now == null ? NOWHERE : here(now);
        plot.set(plot(now, runs.overlaidProperty().get()));
    }

    /// Where nothing is held apart, it is the text itself.
    private static String heldOutName(TrainingMoment now) {
        return Messages.text(
                now.run().unseen() ? "training.curve.heldOut" : "training.curve.itself");
    }

    /// The present step where one has gone back and later ones are known.
    private static int here(TrainingMoment now) {
        return now.step() < now.log().from() + now.log().size() ? now.step() : NOWHERE;
    }

    /// A point on the curve at the present step.
    private void addHere(List<PlotSeries> series, TrainingMoment now) {
        double[] values = values(now.log(), curve.get());
        double[] drawnValues = smoothes() ? smoothed(values) : values;
        int at = Math.max(0, here(now) - now.log().from() - 1);
        while (at > 0 && !Double.isFinite(drawnValues[at])) {
            at--;
        }
        series.add(
                PlotSeries.line(
                        Messages.text("training.curve.here"),
                        new double[] {here(now)},
                        new double[] {drawnValues[at]}));
    }

    private boolean smoothes() {
        return smooth.get() && curve.get() != Curve.RATE && curve.get() != Curve.HELD_OUT;
    }

    private PlotData plot(@Nullable TrainingMoment now, List<RunsViewModel.Overlaid> others) {
        String name = Messages.text("training.curve." + curve.get());
        List<PlotSeries> series = new ArrayList<>();
        if (now != null && runs.presentProperty().get()) {
            add(series, others.isEmpty() ? name : Messages.text("training.curve.this"), now.log());
            if (curve.get() == Curve.LOSS) {
                addHeldOut(series, heldOutName(now), now.log().heldOut());
            }
        }
        for (RunsViewModel.Overlaid other : others) {
            add(series, other.name(), other.log());
        }
        if (now != null && runs.presentProperty().get() && here(now) != NOWHERE) {
            addHere(series, now);
        }
        boolean any = series.stream().anyMatch(each -> each.size() > 0);
        boolean losses = curve.get() == Curve.LOSS || curve.get() == Curve.HELD_OUT;
        if (losses && now != null) {
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
                any ? series : List.of());
    }

    /// The curve of a run, with the raw values behind it where it is smoothed.
    private void add(List<PlotSeries> series, String name, LogSeries log) {
        if (curve.get() == Curve.HELD_OUT) {
            addHeldOut(series, name, log.heldOut());
            return;
        }
        double[] values = values(log, curve.get());
        double[] steps = new double[values.length];
        Arrays.setAll(steps, i -> log.from() + i + 1.0);
        if (smoothes()) {
            series.add(PlotSeries.faint(Messages.text("training.curve.raw"), steps, values));
            series.add(PlotSeries.line(name, steps, smoothed(values)));
        } else {
            series.add(PlotSeries.line(name, steps, values));
        }
    }

    private static double[] values(LogSeries log, Curve curve) {
        return switch (curve) {
            case LOSS -> log.losses();
            case RATE -> log.rates();
            case GRADIENT -> log.gradientNorms();
            case SPEED -> log.tokensPerSecond();
            case HELD_OUT -> heldOut(log);
        };
    }

    /// A value for each step; not a number for those that were not evaluated.
    private static double[] heldOut(LogSeries log) {
        double[] values = new double[log.size()];
        Arrays.fill(values, Double.NaN);
        for (HeldOutPoint point : log.heldOut()) {
            int at = point.step() - log.from() - 1;
            if (at >= 0 && at < values.length) {
                values[at] = point.evaluation().natsPerToken();
            }
        }
        return values;
    }

    private static void addHeldOut(
            List<PlotSeries> series, String name, List<HeldOutPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        series.add(
                PlotSeries.line(
                        name,
                        points.stream().mapToDouble(HeldOutPoint::step).toArray(),
                        points.stream().mapToDouble(p -> p.evaluation().natsPerToken()).toArray()));
    }

    /// The mean of the values around each one, so that the curve does not lag behind: as many before as after, over a
    /// share of the steps so far. It begins and ends with the values themselves.
    static double[] smoothed(double[] values) {
        double[] sums = new double[values.length + 1];
        int[] counts = new int[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            boolean known = Double.isFinite(values[i]);
            sums[i + 1] = sums[i] + (known ? values[i] : 0);
            counts[i + 1] = counts[i] + (known ? 1 : 0);
        }
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int reach = (int) Math.max(LEAST, SHARE * i);
            int side = Math.min(reach, Math.min(i, values.length - 1 - i));
            int count = counts[i + side + 1] - counts[i - side];
            smooth[i] = count == 0 ? Double.NaN : (sums[i + side + 1] - sums[i - side]) / count;
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
        List<Column> columns =
                new ArrayList<>(
                        List.of(
                                Column.whole(
                                        Messages.text("training.column.step"),
                                        i -> log.from() + i + 1L),
                                column("loss", "nats", log, Curve.LOSS),
                                column("heldOut", "nats", log, Curve.HELD_OUT),
                                column("rate", "", log, Curve.RATE),
                                column("gradient", "", log, Curve.GRADIENT),
                                column("speed", "tokens/s", log, Curve.SPEED)));
        int rows = log.size();
        for (RunsViewModel.Overlaid other : runs.overlaidProperty().get()) {
            double[] values = values(other.log(), curve.get());
            rows = Math.max(rows, values.length);
            String name =
                    Messages.text(
                            "training.column.other",
                            Messages.text("training.curve." + curve.get()),
                            other.name());
            columns.add(Column.float64(name, "", i -> at(values, i)));
        }
        return Optional.of(new NumbersTable(caption(), rows, columns));
    }

    private static Column column(String name, String unit, LogSeries log, Curve curve) {
        double[] values = values(log, curve);
        return Column.float64(Messages.text("training.column." + name), unit, i -> at(values, i));
    }

    private static double at(double[] values, int i) {
        return i < values.length ? values[i] : Double.NaN;
    }
}
