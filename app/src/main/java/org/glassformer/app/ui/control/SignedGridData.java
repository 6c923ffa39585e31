package org.glassformer.app.ui.control;

import java.util.List;

/// A table of signed numbers with named rows and columns. Immutable.
public final class SignedGridData {

    /// No numbers.
    public static final SignedGridData EMPTY =
            new SignedGridData(List.of(), List.of(), 0, new double[0]);

    private final List<String> rows;
    private final List<String> columns;
    private final int apart;
    private final double[] values; // (rows, columns)
    private final double largest;

    /// A table.
    ///
    /// @param rows names from the top
    /// @param columns names from the left
    /// @param apart how many of the last columns are of another kind and stand apart
    /// @param values row after row, copied; NaN where there is no number
    /// @throws IllegalArgumentException if there are too many or too few values
    public SignedGridData(List<String> rows, List<String> columns, int apart, double[] values) {
        if (values.length != rows.size() * columns.size() || apart > columns.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + rows.size() + " x " + columns.size());
        }
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        this.apart = apart;
        this.values = values.clone();
        double most = 0;
        for (double value : values) {
            most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
        }
        this.largest = most;
    }

    /// Names of the rows, from the top.
    public List<String> rows() {
        return rows;
    }

    /// Names of the columns, from the left.
    public List<String> columns() {
        return columns;
    }

    /// How many of the last columns stand apart.
    public int apart() {
        return apart;
    }

    /// Whether there is nothing to show.
    public boolean isEmpty() {
        return values.length == 0;
    }

    /// The number in a cell; NaN where there is none.
    public double value(int row, int column) {
        return values[row * columns.size() + column];
    }

    /// The largest size of all numbers, whatever their sign.
    public double largest() {
        return largest;
    }
}
