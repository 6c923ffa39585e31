package org.glassformer.app.ui.control;

import java.util.Arrays;

/// The points of a curve in pixels, reduced where several fall into one column of pixels: to the first, the lowest, the
/// highest and the last, which draws the same picture (M4; Jugel et al. 2014).
///
/// A hundred thousand points become at most four a column, so that drawing costs the width and not the length.
final class PlotReduction {

    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private int size;

    /// Reduces a curve; a point that has no place leaves a gap.
    ///
    /// @param curve not a level
    /// @param xScale the axis across
    /// @param yScale the axis upwards
    static PlotReduction of(PlotSeries curve, PlotScale xScale, PlotScale yScale) {
        PlotReduction points = new PlotReduction();
        int from = 0;
        while (from < curve.size()) {
            double column = Math.floor(xScale.pixel(curve.x(from)));
            int to = from + 1;
            while (to < curve.size() && Math.floor(xScale.pixel(curve.x(to))) == column) {
                to++;
            }
            points.column(curve, from, to, xScale, yScale);
            from = to;
        }
        return points;
    }

    private void column(PlotSeries curve, int from, int to, PlotScale xScale, PlotScale yScale) {
        if (to - from <= 4) {
            for (int i = from; i < to; i++) {
                add(xScale.pixel(curve.x(i)), yScale.pixel(curve.y(i)));
            }
            return;
        }
        int first = -1;
        int last = -1;
        int lowest = -1;
        int highest = -1;
        for (int i = from; i < to; i++) {
            double y = curve.y(i);
            if (Double.isFinite(y) && (!yScale.logarithmic() || y > 0)) {
                first = first < 0 ? i : first;
                lowest = lowest < 0 || y < curve.y(lowest) ? i : lowest;
                highest = highest < 0 || y > curve.y(highest) ? i : highest;
                last = i;
            }
        }
        if (first < 0) {
            add(Double.NaN, Double.NaN);
            return;
        }
        int[] kept = {first, Math.min(lowest, highest), Math.max(lowest, highest), last};
        int before = -1;
        for (int i : kept) {
            if (i != before) {
                add(xScale.pixel(curve.x(i)), yScale.pixel(curve.y(i)));
            }
            before = i;
        }
    }

    private void add(double x, double y) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size++] = y;
    }

    int size() {
        return size;
    }

    double x(int i) {
        return xs[i];
    }

    double y(int i) {
        return ys[i];
    }

    /// Whether a point has a place.
    boolean isPoint(int i) {
        return Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
    }

    /// One past the last of the points that follow each other without a gap from `from` on; `from` itself at a gap.
    int endOfRun(int from) {
        int to = from;
        while (to < size && isPoint(to)) {
            to++;
        }
        return to;
    }

    double[] xs(int from, int to) {
        return Arrays.copyOfRange(xs, from, to);
    }

    double[] ys(int from, int to) {
        return Arrays.copyOfRange(ys, from, to);
    }
}
