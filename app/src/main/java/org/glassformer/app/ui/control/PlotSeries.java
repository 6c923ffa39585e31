package org.glassformer.app.ui.control;

import java.util.Arrays;

/// A curve of a [LinePlot]. Immutable.
///
/// Each curve of a plot has a hue and a pattern of dashes of its own, by its place among the curves; a faint one has
/// those of the curve after it, such as raw values behind the smoothed.
public final class PlotSeries {

    /// How a curve is drawn.
    public enum Kind {
        /// As a line that matters.
        LINE,
        /// Thin and pale, in the hue of the next curve.
        FAINT,
        /// As a thin dashed line without a hue, for a value to compare with.
        REFERENCE
    }

    private final String name;
    private final Kind kind;
    private final double[] x;
    private final double[] y;

    private PlotSeries(String name, Kind kind, double[] x, double[] y) {
        this.name = name;
        this.kind = kind;
        this.x = x;
        this.y = y;
    }

    /// A curve that matters.
    ///
    /// @param name for the legend
    /// @param x in ascending order; copied
    /// @param y as many; what is not finite leaves a gap; copied
    /// @throws IllegalArgumentException if the lengths differ or `x` is not in order
    public static PlotSeries line(String name, double[] x, double[] y) {
        return of(name, Kind.LINE, x, y);
    }

    /// A thin, pale curve in the hue of the next one, left out of the legend.
    ///
    /// @param name for the read-out
    /// @param x in ascending order; copied
    /// @param y as many; copied
    /// @throws IllegalArgumentException if the lengths differ or `x` is not in order
    public static PlotSeries faint(String name, double[] x, double[] y) {
        return of(name, Kind.FAINT, x, y);
    }

    /// A level to compare with, from end to end.
    ///
    /// @param name for the legend
    /// @param level its value
    public static PlotSeries reference(String name, double level) {
        return new PlotSeries(name, Kind.REFERENCE, new double[0], new double[] {level});
    }

    private static PlotSeries of(String name, Kind kind, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places, " + y.length + " values");
        }
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i]) || (i > 0 && x[i] < x[i - 1])) {
                throw new IllegalArgumentException("place " + i + " is out of order: " + x[i]);
            }
        }
        return new PlotSeries(name, kind, x.clone(), y.clone());
    }

    /// What the curve is called.
    public String name() {
        return name;
    }

    /// How it is drawn.
    public Kind kind() {
        return kind;
    }

    /// The number of points; 0 for a level.
    public int size() {
        return x.length;
    }

    /// The place of a point along the axis across.
    public double x(int i) {
        return x[i];
    }

    /// The value of a point.
    public double y(int i) {
        return y[i];
    }

    /// The level of a reference.
    public double level() {
        return y[0];
    }

    /// The index of the point closest to a place, or -1 if there is none.
    ///
    /// @param place along the axis across
    public int nearest(double place) {
        if (x.length == 0 || Double.isNaN(place)) {
            return -1;
        }
        int at = Arrays.binarySearch(x, place);
        if (at >= 0) {
            return at;
        }
        int after = Math.min(-at - 1, x.length - 1);
        int before = Math.max(after - 1, 0);
        return place - x[before] <= x[after] - place ? before : after;
    }
}
