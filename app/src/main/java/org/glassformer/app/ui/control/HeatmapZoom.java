package org.glassformer.app.ui.control;

/// Which part of a heat map is in view.
///
/// @param factor how much larger than the whole map in its place; 1 for the whole map
/// @param row the first row in view and how much of it is above, such as 2.5
/// @param column the first column in view and how much of it is at the left
record HeatmapZoom(double factor, double row, double column) {

    static final HeatmapZoom NONE = new HeatmapZoom(1, 0, 0);

    /// So few cells fill the place at the largest zoom.
    private static final double FEWEST = 6;

    boolean isNone() {
        return factor == 1;
    }

    /// Zooms about a point, which stays over its cell.
    ///
    /// @param by how much larger, below 1 for smaller
    /// @param across where the point is in the place, 0 at the left to 1 at the right
    /// @param down where the point is in the place, 0 at the top to 1 at the bottom
    HeatmapZoom by(double by, double across, double down, int rows, int columns) {
        double most = Math.max(1, Math.max(rows, columns) / FEWEST);
        double next = Math.clamp(factor * by, 1, most);
        if (next < 1.02) {
            return NONE;
        }
        double cellRow = row + down * rows / factor;
        double cellColumn = column + across * columns / factor;
        return at(
                next,
                cellRow - down * rows / next,
                cellColumn - across * columns / next,
                rows,
                columns);
    }

    /// Moves what is in view.
    HeatmapZoom moved(double downRows, double rightColumns, int rows, int columns) {
        return at(factor, row + downRows, column + rightColumns, rows, columns);
    }

    /// Moves as little as brings a cell into view; a negative row or column stays as it is.
    HeatmapZoom showing(Cell cell, int rows, int columns) {
        return at(
                factor,
                into(row, cell.row(), rows / factor),
                into(column, cell.column(), columns / factor),
                rows,
                columns);
    }

    private static double into(double first, int index, double span) {
        return index < 0 ? first : Math.clamp(first, Math.min(index, index + 1 - span), index);
    }

    /// The same part of other data, as far as there is one.
    HeatmapZoom within(int rows, int columns) {
        return isNone() ? this : at(factor, row, column, rows, columns);
    }

    private static HeatmapZoom at(double factor, double row, double column, int rows, int columns) {
        return new HeatmapZoom(
                factor,
                Math.clamp(row, 0, rows - rows / factor),
                Math.clamp(column, 0, columns - columns / factor));
    }
}
