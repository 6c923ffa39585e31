package org.glassformer.app.ui.control;

import java.util.List;

/// What an axis of a [LinePlot] measures and how. Immutable; the methods return changed copies.
///
/// @param title with the unit, as people read it; may be empty
/// @param logarithmic whether equal ratios have equal lengths; values that are not positive are left out
/// @param counting whether values are whole numbers, so that there are no ticks between
/// @param withZero whether a linear axis begins or ends at zero at the least
/// @param low where the axis begins; not a number for as the data say
/// @param high where it ends; not a number for as the data say
/// @param names what stands at 0, 1, 2 ..., such as the tokens of a text; empty for none
public record PlotAxis(
        String title,
        boolean logarithmic,
        boolean counting,
        boolean withZero,
        double low,
        double high,
        List<String> names) {

    /// Keeps a copy of the names.
    public PlotAxis {
        names = List.copyOf(names);
    }

    /// A linear axis as long as the data say.
    ///
    /// @param title with the unit
    public static PlotAxis of(String title) {
        return new PlotAxis(title, false, false, false, Double.NaN, Double.NaN, List.of());
    }

    /// The same axis with equal lengths for equal ratios, or for equal differences.
    public PlotAxis logarithmic(boolean value) {
        return new PlotAxis(title, value, counting, withZero, low, high, names);
    }

    /// The same axis for whole numbers.
    public PlotAxis ofCounts() {
        return new PlotAxis(title, logarithmic, true, withZero, low, high, names);
    }

    /// The same axis with zero on it, unless it is logarithmic.
    public PlotAxis fromZero() {
        return new PlotAxis(title, logarithmic, counting, true, low, high, names);
    }

    /// The same axis with ends that do not depend on the data.
    ///
    /// @param from less than `to`; not a number for as the data say
    /// @param to not a number for as the data say
    public PlotAxis between(double from, double to) {
        return new PlotAxis(title, logarithmic, counting, withZero, from, to, names);
    }

    /// The same axis with names for what stands at 0, 1, 2 ..., which are said where a value is read off.
    public PlotAxis named(List<String> values) {
        return new PlotAxis(title, logarithmic, counting, withZero, low, high, values);
    }
}
