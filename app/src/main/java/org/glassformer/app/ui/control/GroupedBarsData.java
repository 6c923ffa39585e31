package org.glassformer.app.ui.control;

import java.util.List;

/// What [GroupedBars] shows: rows with one value for each series. Immutable.
///
/// @param series names of the series, at most [#MOST_SERIES]
/// @param rows in the order shown
/// @param reference the values that count as one when ratios are printed, one for each series; empty for no ratios
public record GroupedBarsData(List<String> series, List<Row> rows, List<Integer> reference) {

    /// As many series can be told apart.
    public static final int MOST_SERIES = 4;

    /// The value that is not known yet.
    public static final int UNKNOWN = -1;

    /// Nothing to show.
    public static final GroupedBarsData EMPTY =
            new GroupedBarsData(List.of(), List.of(), List.of());

    /// A row.
    ///
    /// @param name what the row is
    /// @param note a second name, shown where there is room; may be empty
    /// @param marked whether a dot stands before the name
    /// @param values one for each series, 0 or more, or [#UNKNOWN]
    public record Row(String name, String note, boolean marked, List<Integer> values) {

        /// Copies the list.
        public Row {
            values = List.copyOf(values);
        }
    }

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there are too many series, or a row has another number of values
    public GroupedBarsData {
        series = List.copyOf(series);
        rows = List.copyOf(rows);
        reference = List.copyOf(reference);
        int n = series.size();
        if (n > MOST_SERIES
                || (!reference.isEmpty() && reference.size() != n)
                || rows.stream().anyMatch(row -> row.values().size() != n)) {
            throw new IllegalArgumentException("values for another number of series than " + n);
        }
    }

    /// A row's value in a series, or [#UNKNOWN].
    public int value(int row, int index) {
        return rows.get(row).values().get(index);
    }

    /// A row's value as a multiple of the reference; NaN where either is unknown or the reference is 0.
    public double ratio(int row, int index) {
        int value = value(row, index);
        int one = reference.isEmpty() ? UNKNOWN : reference.get(index);
        return value == UNKNOWN || one <= 0 ? Double.NaN : (double) value / one;
    }

    /// The largest value of all; 0 when there is none.
    public int largest() {
        return rows.stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .stream()
                .map(most -> Math.max(0, most))
                .sum();
    }
}
