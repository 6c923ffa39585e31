package org.glassformer.app.ui.control;

import org.jspecify.annotations.Nullable;

/// Where the cells of a [SignedGrid] stand, in pixels.
///
/// @param left edge of the first column
/// @param top edge of the first row
/// @param width of a cell
/// @param height of a cell
/// @param gap before the columns that stand apart
/// @param rows how many
/// @param columns how many
/// @param apart how many of the last columns stand apart
record SignedGridLayout(
        double left,
        double top,
        double width,
        double height,
        double gap,
        int rows,
        int columns,
        int apart) {

    private static final double LEAST = 4;

    static SignedGridLayout fit(
            SignedGridData data,
            double left,
            double top,
            double width,
            double height,
            double highest) {
        int rows = data.rows().size();
        int columns = data.columns().size();
        double gap = data.apart() > 0 && data.apart() < columns ? 6 : 0;
        double cellWidth = Math.max(LEAST, Math.floor((width - gap) / columns));
        double cellHeight = Math.clamp(Math.floor(height / rows), LEAST, highest);
        return new SignedGridLayout(
                left, top, cellWidth, cellHeight, gap, rows, columns, data.apart());
    }

    /// Left edge of a column.
    double x(int column) {
        return left + column * width + (column >= columns - apart ? gap : 0);
    }

    /// Top edge of a row.
    double y(int row) {
        return top + row * height;
    }

    double bottom() {
        return y(rows);
    }

    double right() {
        return x(columns - 1) + width;
    }

    /// The cell at a place; null between and beside the cells.
    @Nullable Cell at(double x, double y) {
        int row = (int) Math.floor((y - top) / height);
        if (row < 0 || row >= rows) {
            return null;
        }
        for (int column = 0; column < columns; column++) {
            if (x >= x(column) && x < x(column) + width) {
                return new Cell(row, column);
            }
        }
        return null;
    }
}
