package org.glassformer.app.ui.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the parts of a heat map stand inside its control, in pixels.
///
/// @param x left edge of the cells in view
/// @param y top edge of the cells in view
/// @param width of the cells in view
/// @param height of the cells in view
/// @param cell side of a cell; below 1 where there are more cells than pixels
/// @param zoom which cells are in view
/// @param rows number of rows
/// @param columns number of columns
/// @param rowStride every how many rows a label fits
/// @param columnStride every how many columns a label fits
/// @param labelLeft left end of the row labels
/// @param labelLimit widest column label, along its slope
record HeatmapGeometry(
        double x,
        double y,
        double width,
        double height,
        double cell,
        HeatmapZoom zoom,
        int rows,
        int columns,
        int rowStride,
        int columnStride,
        double labelLeft,
        double labelLimit) {

    private static final double SLOPE = Math.sqrt(0.5);
    private static final double LARGEST_CELL = 64;
    private static final double GAP = 6;

    /// Fits a map into a space.
    ///
    /// @param data the numbers
    /// @param rowLabels labels of the rows
    /// @param columnLabels labels of the columns
    /// @param titled whether the rows and the columns have titles
    /// @param width of the space, without legend
    /// @param height of the space, without legend
    /// @param ruler measures labels
    /// @param caption measures titles
    static HeatmapGeometry fit(
            HeatmapData data,
            List<String> rowLabels,
            List<String> columnLabels,
            boolean titled,
            double width,
            double height,
            TextRuler ruler,
            TextRuler caption) {
        int rows = data.rows();
        int columns = data.columns();
        double title = titled ? caption.lineHeight() + 4 : 0;
        double rowLabelWidth = Math.min(widest(rowLabels, rows, ruler), width * 0.28);
        double longest = Math.min(widest(columnLabels, columns, ruler), height * 0.3);
        double top = title + (longest > 0 ? longest * SLOPE + ruler.lineHeight() * SLOPE + 2 : 0);
        double left = title + (rowLabelWidth > 0 ? rowLabelWidth + GAP : 0);
        double cell = cellSize(width - left, height - top, rows, columns);
        double overhang = overhang(columnLabels, columns, cell, longest, ruler);
        cell = cellSize(width - left - overhang, height - top, rows, columns);
        double free = width - left - overhang - cell * columns;
        double x = Math.floor(left + Math.max(0, free / 2));
        double freeDown = Math.max(0, height - top - cell * rows);
        double y = Math.floor(top + freeDown * 0.3);
        return new HeatmapGeometry(
                x,
                y,
                cell * columns,
                cell * rows,
                cell,
                HeatmapZoom.NONE,
                rows,
                columns,
                rowStride(cell, ruler),
                columnStride(cell, ruler),
                x - (rowLabelWidth > 0 ? rowLabelWidth + GAP : 0),
                longest);
    }

    private static int rowStride(double cell, TextRuler ruler) {
        return stride(ruler.lineHeight() * 0.95, cell);
    }

    private static int columnStride(double cell, TextRuler ruler) {
        return stride(ruler.lineHeight() * 1.05 / SLOPE, cell);
    }

    private static double cellSize(double width, double height, int rows, int columns) {
        double cell =
                Math.min(
                        LARGEST_CELL,
                        Math.min(Math.max(8, width) / columns, Math.max(8, height) / rows));
        return cell >= 3 ? Math.floor(cell) : cell;
    }

    private static double overhang(
            List<String> labels, int columns, double cell, double limit, TextRuler ruler) {
        double most = 0;
        int count = Math.min(columns, labels.size());
        for (int c = Math.max(0, count - 200); c < count; c++) {
            double reach = Math.min(limit, ruler.width(labels.get(c))) * SLOPE + 4;
            most = Math.max(most, reach - (columns - c - 0.5) * cell);
        }
        return most;
    }

    private static int stride(double needed, double cell) {
        int exact = (int) Math.ceil(needed / cell);
        if (exact <= 2) {
            return Math.max(1, exact);
        }
        int decade = (int) Math.pow(10, Math.floor(Math.log10(exact)));
        for (int nice : new int[] {1, 2, 5, 10}) {
            if (nice * decade >= exact) {
                return nice * decade;
            }
        }
        return exact;
    }

    private static double widest(List<String> labels, int count, TextRuler ruler) {
        double most = 0;
        for (int i = 0; i < Math.min(count, labels.size()); i++) {
            most = Math.max(most, ruler.width(labels.get(i)));
        }
        return most;
    }

    /// The same, moved by the insets of the control.
    HeatmapGeometry shifted(double dx, double dy) {
        return new HeatmapGeometry(
                x + dx,
                y + dy,
                width,
                height,
                cell,
                zoom,
                rows,
                columns,
                rowStride,
                columnStride,
                labelLeft + dx,
                labelLimit);
    }

    /// The same place with another part in view; a larger part of the labels fits.
    HeatmapGeometry zoomed(HeatmapZoom to, TextRuler ruler) {
        double larger = cell / zoom.factor() * to.factor();
        return new HeatmapGeometry(
                x,
                y,
                width,
                height,
                larger,
                to,
                rows,
                columns,
                rowStride(larger, ruler),
                columnStride(larger, ruler),
                labelLeft,
                labelLimit);
    }

    /// Left edge of a column, in view or not.
    double columnX(int column) {
        return x + (column - zoom.column()) * cell;
    }

    /// Top edge of a row, in view or not.
    double rowY(int row) {
        return y + (row - zoom.row()) * cell;
    }

    /// The first row of which anything is in view.
    int firstRow() {
        return (int) zoom.row();
    }

    /// The last row of which anything is in view.
    int lastRow() {
        return Math.min(rows, (int) Math.ceil(zoom.row() + rows / zoom.factor() - 1e-6)) - 1;
    }

    /// The first column of which anything is in view.
    int firstColumn() {
        return (int) zoom.column();
    }

    /// The last column of which anything is in view.
    int lastColumn() {
        return Math.min(columns, (int) Math.ceil(zoom.column() + columns / zoom.factor() - 1e-6))
                - 1;
    }

    /// Whether a place is in view.
    boolean isInside(double px, double py) {
        return px >= x && px < x + width && py >= y && py < y + height;
    }

    /// The cell at a point, or null outside.
    @Nullable Cell at(double px, double py) {
        int column = (int) Math.floor((px - x) / cell + zoom.column());
        int row = (int) Math.floor((py - y) / cell + zoom.row());
        return isInside(px, py) && row < rows && column < columns ? new Cell(row, column) : null;
    }
}
