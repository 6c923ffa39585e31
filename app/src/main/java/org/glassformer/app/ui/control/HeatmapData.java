package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    private final Set<Cell> crossed;
    private volatile @Nullable Range range;

    /// The smallest and the largest unmasked number; infinities the wrong way around when there is none.
    record Range(float smallest, float largest) {}

    private HeatmapData(int rows, int columns, float[] values, BitSet masked, Set<Cell> crossed) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    rows + " x " + columns + " cells, but " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.masked = masked;
        this.crossed = crossed;
    }

    /// Numbers without a mask.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param values (rows, columns), taken over: do not change it afterwards. NaN counts as masked.
    public static HeatmapData of(int rows, int columns, float[] values) {
        return new HeatmapData(rows, columns, values, new BitSet(), Set.of());
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
        return new HeatmapData(rows, columns, values, bits, Set.of());
    }

    /// An attention pattern: a query sees no later key. With fewer queries than keys, the last query sees every key.
    ///
    /// @param queries number of rows
    /// @param keys number of columns
    /// @param values (queries, keys), taken over: do not change it afterwards
    public static HeatmapData causal(int queries, int keys, float[] values) {
        return causal(queries, keys, values, query -> 0);
    }

    /// An attention pattern of which the first keys are masked too, as by a window.
    ///
    /// @param queries number of rows
    /// @param keys number of columns
    /// @param values (queries, keys), taken over: do not change it afterwards
    /// @param firstKey the first key that a query sees
    public static HeatmapData causal(
            int queries, int keys, float[] values, IntUnaryOperator firstKey) {
        BitSet bits = new BitSet(queries * keys);
        for (int r = 0; r < queries; r++) {
            bits.set(r * keys, r * keys + Math.clamp(firstKey.applyAsInt(r), 0, keys));
            int firstHidden = Math.clamp(r + keys - queries + 1, 0, keys);
            bits.set(r * keys + firstHidden, (r + 1) * keys);
        }
        return new HeatmapData(queries, keys, values, bits, Set.of());
    }

    /// The same numbers, some of them crossed out: they are marked, whatever their colour.
    ///
    /// @param cells those that were taken out; what is not in the map is left out
    public HeatmapData crossing(Collection<Cell> cells) {
        Set<Cell> inside =
                cells.stream().filter(this::contains).collect(Collectors.toUnmodifiableSet());
        return new HeatmapData(rows, columns, values, masked, inside);
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

    /// Copies a part of a row, NaN for masked cells.
    ///
    /// @return how many cells there are up to the last one that is not masked
    int copyRow(int row, int fromColumn, float[] into) {
        int begin = row * columns + fromColumn;
        int end = begin + into.length;
        System.arraycopy(values, begin, into, 0, into.length);
        int hidden = masked.nextSetBit(begin);
        while (hidden >= 0 && hidden < end) {
            int shown = Math.min(masked.nextClearBit(hidden), end);
            Arrays.fill(into, hidden - begin, shown - begin, Float.NaN);
            hidden = masked.nextSetBit(shown);
        }
        return Math.max(0, masked.previousClearBit(end - 1) + 1 - begin);
    }

    /// Whether any cell is masked on purpose.
    public boolean hasMask() {
        return !masked.isEmpty();
    }

    /// Whether a cell is crossed out.
    public boolean isCrossed(int row, int column) {
        return !crossed.isEmpty() && crossed.contains(new Cell(row, column));
    }

    /// The cells that are crossed out.
    public Set<Cell> crossed() {
        return crossed;
    }

    /// The smallest and the largest unmasked number, found once.
    Range range() {
        Range known = range;
        if (known == null) {
            known = findRange();
            range = known;
        }
        return known;
    }

    private Range findRange() {
        float smallest = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        int begin = masked.nextClearBit(0);
        while (begin < values.length) {
            int next = masked.nextSetBit(begin);
            int end = next < 0 ? values.length : next;
            for (int i = begin; i < end; i++) {
                float value = values[i];
                smallest = value < smallest ? value : smallest;
                largest = value > largest ? value : largest;
            }
            begin = masked.nextClearBit(end);
        }
        return new Range(smallest, largest);
    }

    /// Whether a cell exists, or a row alone (column -1), or a column alone (row -1).
    boolean holds(Cell cell) {
        boolean row = cell.row() >= -1 && cell.row() < rows;
        boolean column = cell.column() >= -1 && cell.column() < columns;
        return row && column && (cell.row() >= 0 || cell.column() >= 0);
    }

    /// Whether a cell exists.
    public boolean contains(Cell cell) {
        return cell.row() >= 0
                && cell.row() < rows
                && cell.column() >= 0
                && cell.column() < columns;
    }
}
