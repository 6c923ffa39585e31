package org.glassformer.app.ui.control;

import java.util.BitSet;

/// The numbers of a heat map, row by row, and which cells are masked. Immutable as long as the caller leaves the array
/// alone.
public final class HeatmapData {

    /// No rows and no columns.
    public static final HeatmapData EMPTY = of(0, 0, new float[0]);

    /// Chooses cells.
    @FunctionalInterface
    public interface CellPredicate {

        /// Whether the cell is one of them.
        boolean test(int row, int column);
    }

    private final int rows;
    private final int columns;
    private final float[] values; // (rows, columns)
    private final BitSet masked;

    private HeatmapData(int rows, int columns, float[] values, BitSet masked) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " cells, but " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.masked = masked;
    }

    /// Numbers without a mask.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param values (rows, columns), taken over: do not change it afterwards. NaN counts as masked.
    public static HeatmapData of(int rows, int columns, float[] values) {
        return new HeatmapData(rows, columns, values, new BitSet());
    }

    /// Numbers of which some are masked.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param values (rows, columns), taken over: do not change it afterwards
    /// @param mask true for the cells that have no value
    public static HeatmapData masked(int rows, int columns, float[] values, CellPredicate mask) {
        BitSet bits = new BitSet(rows * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (mask.test(r, c)) {
                    bits.set(r * columns + c);
                }
            }
        }
        return new HeatmapData(rows, columns, values, bits);
    }

    /// An attention pattern: a query sees no later key. With fewer queries than keys, the last query sees every key.
    ///
    /// @param queries number of rows
    /// @param keys number of columns
    /// @param values (queries, keys), taken over: do not change it afterwards
    public static HeatmapData causal(int queries, int keys, float[] values) {
        BitSet bits = new BitSet(queries * keys);
        for (int r = 0; r < queries; r++) {
            int firstHidden = Math.clamp(r + keys - queries + 1, 0, keys);
            bits.set(r * keys + firstHidden, (r + 1) * keys);
        }
        return new HeatmapData(queries, keys, values, bits);
    }

    /// Number of rows.
    public int rows() {
        return rows;
    }

    /// Number of columns.
    public int columns() {
        return columns;
    }

    /// Whether there is nothing to show.
    public boolean isEmpty() {
        return values.length == 0;
    }

    /// The number in a cell.
    public float value(int row, int column) {
        return values[row * columns + column];
    }

    /// Whether a cell has no value: masked, or not a number.
    public boolean isMasked(int row, int column) {
        int i = row * columns + column;
        return masked.get(i) || Float.isNaN(values[i]);
    }

    /// Whether any cell is masked on purpose.
    public boolean hasMask() {
        return !masked.isEmpty();
    }

    /// Whether a cell exists.
    public boolean contains(Cell cell) {
        return cell.row() >= 0
                && cell.row() < rows
                && cell.column() >= 0
                && cell.column() < columns;
    }
}
