package org.glassformer.engine.analysis;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// A tensor as cells, few enough to be seen: each number has one, or each block of numbers, which shows the one that is
/// farthest from 0. A vector is folded into lines. Immutable.
public final class WeightMap {
    private static final int ONE_LINE = 64;
    private static final double FLAT = 2;

    private final boolean vector;
    private final int rows;
    private final int columns;
    private final long elements;
    private final int blockRows;
    private final int blockColumns;
    private final int across;
    private final float[] cells;
    private final int[] places;

    private WeightMap(Shape shape, int most) {
        vector = shape.rank() < 2;
        elements = shape.elements();
        columns = vector ? line(Math.toIntExact(elements)) : shape.dim(-1);
        rows =
                vector
                        ? Math.ceilDiv(Math.toIntExact(elements), Math.max(1, columns))
                        : shape.rows();
        blockRows = Math.max(1, Math.ceilDiv(rows, most));
        blockColumns = Math.max(1, Math.ceilDiv(columns, most));
        across = Math.ceilDiv(columns, blockColumns);
        cells = new float[Math.ceilDiv(rows, blockRows) * across];
        places = new int[cells.length];
        Arrays.fill(cells, Float.NaN);
    }

    /// So long that the lines make a flat rectangle without a rest, or nearly.
    private static int line(int length) {
        if (length <= ONE_LINE) {
            return length;
        }
        int wanted = (int) Math.ceil(Math.sqrt(FLAT * length));
        for (int line = wanted; line < 2 * wanted; line++) {
            if (length % line == 0) {
                return line;
            }
        }
        return wanted;
    }

    /// The map of a tensor of any type.
    ///
    /// @param backend on which it lies
    /// @param tensor not changed
    /// @param most cells down and across
    /// @param beside gets all numbers too, strip by strip, with how many there are
    /// @param breath taken now and then, may throw to give up
    public static WeightMap of(
            Backend backend,
            Tensor tensor,
            int most,
            ObjIntConsumer<float[]> beside,
            Runnable breath) {
        WeightMap map = new WeightMap(tensor.shape(), most);
        WeightRows.read(
                backend,
                tensor,
                breath,
                (start, values, count) -> {
                    map.add(start, values, count);
                    beside.accept(values, count);
                });
        return map;
    }

    private void add(long start, float[] values, int count) {
        int row = Math.toIntExact(start / columns);
        int column = Math.toIntExact(start % columns);
        for (int i = 0; i < count; i++) {
            int cell = row / blockRows * across + column / blockColumns;
            float value = values[i];
            if (!Float.isNaN(value) && !(Math.abs(value) <= Math.abs(cells[cell]))) {
                cells[cell] = value;
                places[cell] = row % blockRows * blockColumns + column % blockColumns;
            }
            column++;
            if (column == columns) {
                column = 0;
                row++;
            }
        }
    }

    /// Cells down.
    public int down() {
        return cells.length / Math.max(1, across);
    }

    /// Cells across.
    public int across() {
        return across;
    }

    /// Rows of the tensor that share a cell.
    public int blockRows() {
        return blockRows;
    }

    /// Columns of the tensor that share a cell.
    public int blockColumns() {
        return blockColumns;
    }

    /// Whether a cell may stand for several numbers.
    public boolean isReduced() {
        return blockRows > 1 || blockColumns > 1;
    }

    /// Whether it is a vector in lines.
    public boolean isVector() {
        return vector;
    }

    /// A copy of the cells, row by row; not a number where there is none.
    public float[] cells() {
        return cells.clone();
    }

    /// The number that a cell shows.
    public float value(int down, int right) {
        return cells[down * across + right];
    }

    /// Row of the tensor in which the number of a cell stands; the line of a vector.
    public int row(int down, int right) {
        return down * blockRows + places[down * across + right] / blockColumns;
    }

    /// Column of the tensor in which the number of a cell stands; the place in its line for a vector.
    public int column(int down, int right) {
        return right * blockColumns + places[down * across + right] % blockColumns;
    }

    /// Index of the number of a cell from the tensor's beginning.
    public long index(int down, int right) {
        return (long) row(down, right) * columns + column(down, right);
    }

    /// How many numbers the tensor has.
    public long elements() {
        return elements;
    }
}
