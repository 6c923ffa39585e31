package org.glassformer.app.ui.control;

/// The smallest and the largest value that an axis can show; not numbers before there is one.
final class PlotExtent {

    private final PlotAxis axis;
    private double low = Double.NaN;
    private double high = Double.NaN;

    PlotExtent(PlotAxis axis) {
        this.axis = axis;
    }

    /// Takes a value in, unless the axis has no place for it.
    void add(double value) {
        if (Double.isFinite(value) && (!axis.logarithmic() || value > 0)) {
            low = value >= low ? low : value;
            high = value <= high ? high : value;
        }
    }

    /// Where its values lie.
    ///
    /// @param air share of the length to leave at ends that are not fixed
    /// @param from pixel of the low end
    /// @param to pixel of the high end
    PlotScale scale(double air, double from, double to) {
        return PlotScale.fit(axis, low, high, air, from, to);
    }
}
