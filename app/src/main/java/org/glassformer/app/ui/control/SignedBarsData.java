package org.glassformer.app.ui.control;

import java.util.List;

/// Named numbers with signs, as bars. Immutable.
///
/// @param rows from the top
/// @param end where the scale ends on the side that has values; 0 for the largest value
/// @param tokens whether the names are tokens, written as figures are
public record SignedBarsData(List<Row> rows, double end, boolean tokens) {

    /// No bars.
    public static final SignedBarsData EMPTY = new SignedBarsData(List.of(), 0, false);

    /// One bar.
    ///
    /// @param name as it is shown
    /// @param value of any sign
    /// @param printed the value as it is shown
    public record Row(String name, double value, String printed) {}

    /// Copies the list.
    public SignedBarsData {
        rows = List.copyOf(rows);
    }

    /// Largest value above zero, or the end of the scale; 0 if no value is above zero.
    double above() {
        double most = rows.stream().mapToDouble(Row::value).max().orElse(0);
        return most <= 0 ? 0 : Math.max(most, end);
    }

    /// Size of the largest value below zero, or the end of the scale; 0 if no value is below zero.
    double below() {
        double most = -rows.stream().mapToDouble(Row::value).min().orElse(0);
        return most <= 0 ? 0 : Math.max(most, end);
    }
}
