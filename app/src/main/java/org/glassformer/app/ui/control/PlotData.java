package org.glassformer.app.ui.control;

import java.util.List;

/// What a [LinePlot] shows. Immutable.
///
/// @param xAxis the axis across
/// @param yAxis the axis upwards
/// @param series the curves, in the order of the legend; later ones are drawn above
public record PlotData(PlotAxis xAxis, PlotAxis yAxis, List<PlotSeries> series) {

    /// Nothing.
    public static final PlotData EMPTY = new PlotData(PlotAxis.of(""), PlotAxis.of(""), List.of());

    /// Copies the list.
    public PlotData {
        series = List.copyOf(series);
    }

    /// Whether no curve has a point.
    public boolean isEmpty() {
        return series.stream().allMatch(curve -> curve.size() == 0);
    }

    /// The point of any curve closest to a place, or not a number if there is none.
    double nearestX(double place) {
        double nearest = Double.NaN;
        for (PlotSeries curve : series) {
            int i = curve.nearest(place);
            if (i >= 0 && !(Math.abs(curve.x(i) - place) >= Math.abs(nearest - place))) {
                nearest = curve.x(i);
            }
        }
        return nearest;
    }

    /// The next point to the left (-1) or right (+1) of a place, or the place itself at the end.
    double step(double place, int direction) {
        double next = Double.NaN;
        for (PlotSeries curve : series) {
            for (int i = curve.nearest(place); i >= 0 && i < curve.size(); i += direction) {
                double x = curve.x(i);
                if ((x - place) * direction > 0) {
                    if (!((x - next) * direction >= 0)) {
                        next = x;
                    }
                    break;
                }
            }
        }
        return Double.isNaN(next) ? place : next;
    }

    /// The leftmost point, not a number if there is none.
    double firstX() {
        return series.stream()
                .filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.x(0))
                .min()
                .orElse(Double.NaN);
    }

    /// The rightmost point, not a number if there is none.
    double lastX() {
        return series.stream()
                .filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.x(curve.size() - 1))
                .max()
                .orElse(Double.NaN);
    }
}
