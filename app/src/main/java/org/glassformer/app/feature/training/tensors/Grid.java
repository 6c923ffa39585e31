package org.glassformer.app.feature.training.tensors;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.ui.control.HeatmapData;
import org.jspecify.annotations.Nullable;

/// A tensor, or a part of it, laid out as cells. Immutable as its numbers are.
///
/// The longer axis lies across. A vector is folded into lines. What has more rows or columns than can be seen is cut into
/// blocks of which each is one cell.
final class Grid {

    /// No tensor.
    static final Grid EMPTY =
            new Grid(new Layout(1, 0, 0, false), Reduction.FARTHEST, null, new float[0]);

    /// The largest numbers of cells down and across.
    static final int MOST_DOWN = 160;

    static final int MOST_ACROSS = 320;
    private static final int ONE_LINE = 48;
    private static final double FLAT = 3;

    /// How the numbers are a matrix: a tensor's own rows and columns, or the lines of a folded vector.
    ///
    /// @param rows of the matrix
    /// @param columns of the matrix
    /// @param length how many numbers there are; the last line of a vector may be shorter
    /// @param vector whether it is a folded vector
    record Layout(int rows, int columns, int length, boolean vector) {

        static Layout of(int rows, int columns, boolean vector) {
            if (!vector) {
                return new Layout(rows, columns, rows * columns, false);
            }
            int line = columns <= ONE_LINE ? columns : line(columns);
            return new Layout(Math.ceilDiv(columns, line), line, columns, true);
        }

        /// So long that the lines make a flat rectangle without a rest, or nearly.
        private static int line(int length) {
            int wanted = (int) Math.ceil(Math.sqrt(FLAT * length));
            for (int line = wanted; line < 2 * wanted; line++) {
                if (length % line == 0) {
                    return line;
                }
            }
            return wanted;
        }

        boolean turned() {
            return !vector && rows > columns;
        }

        int mostRows() {
            return turned() ? MOST_ACROSS : MOST_DOWN;
        }

        int mostColumns() {
            return turned() ? MOST_DOWN : MOST_ACROSS;
        }

        /// Whether not every number has a cell of its own.
        boolean isReduced() {
            return rows > mostRows() || columns > mostColumns();
        }
    }

    /// A part of the matrix.
    ///
    /// @param top its first row
    /// @param left its first column
    record Corner(int top, int left) {}

    private final Layout layout;
    private final Reduction reduction;
    private final float[] values;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final int blockRows;
    private final int blockColumns;
    private final boolean whole;
    private final HeatmapData data;

    /// @param part the corner of the part in which every number has a cell; null for all of it
    /// @param values in the order of the layout, left as they are from now on
    Grid(Layout layout, Reduction reduction, @Nullable Corner part, float[] values) {
        this.layout = layout;
        this.reduction = reduction;
        this.values = values;
        whole = part == null || !layout.isReduced();
        height = whole ? layout.rows() : Math.min(layout.rows(), layout.mostRows());
        width = whole ? layout.columns() : Math.min(layout.columns(), layout.mostColumns());
        top = whole || part == null ? 0 : Math.clamp(part.top(), 0, layout.rows() - height);
        left = whole || part == null ? 0 : Math.clamp(part.left(), 0, layout.columns() - width);
        blockRows = whole ? Math.max(1, Math.ceilDiv(height, layout.mostRows())) : 1;
        blockColumns = whole ? Math.max(1, Math.ceilDiv(width, layout.mostColumns())) : 1;
        data = cells();
    }

    private HeatmapData cells() {
        int down = Math.ceilDiv(height, blockRows);
        int across = Math.ceilDiv(width, blockColumns);
        float[] cells = new float[down * across];
        for (int r = 0; r < down; r++) {
            for (int c = 0; c < across; c++) {
                cells[layout.turned() ? c * down + r : r * across + c] = reduced(r, c);
            }
        }
        return layout.turned()
                ? HeatmapData.of(across, down, cells)
                : HeatmapData.of(down, across, cells);
    }

    private float reduced(int r, int c) {
        int firstRow = top + r * blockRows;
        int firstColumn = left + c * blockColumns;
        if (blockRows == 1 && blockColumns == 1) {
            int place = firstRow * layout.columns() + firstColumn;
            return place < layout.length() ? values[place] : Float.NaN;
        }
        int lastRow = Math.min(firstRow + blockRows, top + height);
        int lastColumn = Math.min(firstColumn + blockColumns, left + width);
        double sum = 0;
        int count = 0;
        float farthest = Float.NaN;
        for (int row = firstRow; row < lastRow; row++) {
            for (int column = firstColumn; column < lastColumn; column++) {
                int place = row * layout.columns() + column;
                float value = place < layout.length() ? values[place] : Float.NaN;
                if (!Float.isNaN(value)) {
                    sum += value;
                    count++;
                    boolean farther = !(Math.abs(value) <= Math.abs(farthest));
                    farthest = farther ? value : farthest;
                }
            }
        }
        return reduction == Reduction.FARTHEST || count == 0 ? farthest : (float) (sum / count);
    }

    /// The cells as a heat map shows them.
    HeatmapData data() {
        return data;
    }

    /// Whether not every number has a cell of its own.
    boolean isReduced() {
        return blockRows > 1 || blockColumns > 1;
    }

    /// Whether there are more numbers than cells, even if a part of them is shown one by one.
    boolean isLarge() {
        return layout.isReduced();
    }

    /// Whether all of the tensor is in view.
    boolean isWhole() {
        return whole;
    }

    /// Rows of the tensor that share a cell.
    int blockRows() {
        return blockRows;
    }

    /// Columns of the tensor that share a cell.
    int blockColumns() {
        return blockColumns;
    }

    /// Whether the rows of the tensor lie across.
    boolean turned() {
        return layout.turned();
    }

    /// Whether a vector lies here in lines.
    boolean vector() {
        return layout.vector();
    }

    /// The corner of a part around a cell.
    Corner around(int cellRow, int cellColumn) {
        int row = firstRow(cellRow, cellColumn) + blockRows / 2;
        int column = firstColumn(cellRow, cellColumn) + blockColumns / 2;
        int down = Math.min(layout.rows(), layout.mostRows());
        int across = Math.min(layout.columns(), layout.mostColumns());
        return new Corner(
                Math.clamp(row - down / 2, 0, layout.rows() - down),
                Math.clamp(column - across / 2, 0, layout.columns() - across));
    }

    /// The corner of the part that is so many halves further down and to the right on the screen.
    Corner moved(int down, int right) {
        int rows = layout.turned() ? right : down;
        int columns = layout.turned() ? down : right;
        return new Corner(
                Math.clamp(top + (long) rows * height / 2, 0, layout.rows() - height),
                Math.clamp(left + (long) columns * width / 2, 0, layout.columns() - width));
    }

    private int firstRow(int cellRow, int cellColumn) {
        return top + (layout.turned() ? cellColumn : cellRow) * blockRows;
    }

    private int firstColumn(int cellRow, int cellColumn) {
        return left + (layout.turned() ? cellRow : cellColumn) * blockColumns;
    }

    /// The index of a cell: `12, 5`, or `8–15, 5` for a block.
    String index(int cellRow, int cellColumn) {
        int row = firstRow(cellRow, cellColumn);
        int column = firstColumn(cellRow, cellColumn);
        if (layout.vector()) {
            int from = row * layout.columns() + column;
            return range(from, from + Math.min(blockColumns, left + width - column));
        }
        return range(row, Math.min(row + blockRows, top + height))
                + ", "
                + range(column, Math.min(column + blockColumns, left + width));
    }

    private static String range(int from, int to) {
        return to - from == 1 ? Integer.toString(from) : from + "–" + (to - 1);
    }

    /// The index of the number that a block's cell shows where that is the one farthest from 0.
    String farthestIndex(int cellRow, int cellColumn) {
        int firstRow = firstRow(cellRow, cellColumn);
        int firstColumn = firstColumn(cellRow, cellColumn);
        float wanted = data.value(cellRow, cellColumn);
        for (int row = firstRow; row < Math.min(firstRow + blockRows, top + height); row++) {
            int end = Math.min(firstColumn + blockColumns, left + width);
            for (int column = firstColumn; column < end; column++) {
                if (values[row * layout.columns() + column] == wanted) {
                    return row + ", " + column;
                }
            }
        }
        return index(cellRow, cellColumn);
    }

    /// Labels of the cells down: the first index of each.
    List<String> rowLabels() {
        List<String> labels = new ArrayList<>(data.rows());
        for (int i = 0; i < data.rows(); i++) {
            int first = layout.turned() ? firstColumn(i, 0) : firstRow(i, 0);
            labels.add(Integer.toString(layout.vector() ? first * layout.columns() : first));
        }
        return labels;
    }

    /// Labels of the cells across: the first index of each.
    List<String> columnLabels() {
        List<String> labels = new ArrayList<>(data.columns());
        for (int i = 0; i < data.columns(); i++) {
            int first = layout.turned() ? firstRow(0, i) : firstColumn(0, i);
            labels.add((layout.vector() && layout.rows() > 1 ? "+" : "") + first);
        }
        return labels;
    }
}
