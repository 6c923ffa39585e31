package org.glassformer.app.ui.control;

import org.jspecify.annotations.Nullable;

/// Where the parts of a [LensTable] stand, in pixels.
///
/// @param x left edge of the cells in sight
/// @param y their top edge
/// @param viewWidth of the cells in sight
/// @param viewHeight of the cells in sight
/// @param cellWidth of one cell
/// @param cellHeight of one cell
/// @param rows number of rows
/// @param columns number of columns
/// @param left left edge of everything
/// @param top top edge of everything
/// @param titled whether there is room for the title of the columns
/// @param legendY middle of the legend; not a number where there is no room for it
record LensGeometry(
        double x,
        double y,
        double viewWidth,
        double viewHeight,
        double cellWidth,
        double cellHeight,
        int rows,
        int columns,
        double left,
        double top,
        boolean titled,
        double legendY) {

    private static final double LEAST_CHARACTERS = 7.5;
    private static final double MOST_CHARACTERS = 12;
    private static final double LEAST_LINES = 1.22;
    private static final double MOST_LINES = 2.1;

    /// Heights in lines of text from which there is room for the title of the columns, and for the legend.
    private static final double TITLE_FROM = 13;

    private static final double LEGEND_FROM = 7.5;

    /// Fits a table into a space; cells are as large as there is room, within bounds.
    static LensGeometry fit(
            LensTableData data,
            boolean rowTitle,
            boolean columnTitle,
            double left,
            double top,
            double width,
            double height,
            double barThickness,
            TextRuler ruler,
            TextRuler caption) {
        double line = caption.lineHeight();
        double widest = 0;
        for (String label : data.rows()) {
            widest = Math.max(widest, ruler.width(label));
        }
        double x = left + (rowTitle ? line + 4 : 0) + Math.min(widest, width * 0.3) + 8;
        boolean titled = columnTitle && height >= TITLE_FROM * line;
        boolean explained = height >= LEGEND_FROM * line;
        double y = top + (titled ? line + 3 : 0) + line + ruler.lineHeight() + 6;
        double legend = explained ? line * 1.2 + 9 : 0;
        int rows = data.rows().size();
        int columns = data.columns().size();
        double viewWidth = Math.max(20, left + width - x);
        double viewHeight = Math.max(20, top + height - legend - y);
        double cellWidth =
                cell(viewWidth, columns, LEAST_CHARACTERS, MOST_CHARACTERS, ruler.advance());
        boolean across = cellWidth * columns > viewWidth + 0.5;
        viewHeight -= across ? barThickness : 0;
        double cellHeight = cell(viewHeight, rows, LEAST_LINES, MOST_LINES, ruler.lineHeight());
        if (cellHeight * rows > viewHeight + 0.5) {
            viewWidth -= barThickness;
            cellWidth =
                    cell(viewWidth, columns, LEAST_CHARACTERS, MOST_CHARACTERS, ruler.advance());
        }
        viewWidth = Math.min(viewWidth, cellWidth * columns);
        viewHeight = Math.min(viewHeight, cellHeight * rows);
        double below = y + viewHeight + (across ? barThickness : 0);
        double legendMiddle =
                explained
                        ? Math.min(below + legend - line * 0.6 - 2, top + height - line * 0.6)
                        : Double.NaN;
        return new LensGeometry(
                Math.rint(x),
                Math.rint(y),
                viewWidth,
                viewHeight,
                cellWidth,
                cellHeight,
                rows,
                columns,
                left,
                top,
                titled,
                legendMiddle);
    }

    private static double cell(double room, int count, double least, double most, double unit) {
        double share = Math.floor(room / Math.max(1, count));
        return Math.clamp(share, Math.ceil(least * unit), Math.ceil(most * unit));
    }

    /// How far the cells can be scrolled across.
    double mostAcross() {
        return Math.max(0, cellWidth * columns - viewWidth);
    }

    /// How far the cells can be scrolled down.
    double mostDown() {
        return Math.max(0, cellHeight * rows - viewHeight);
    }

    int firstColumn(double across) {
        return Math.clamp((int) (across / cellWidth), 0, Math.max(0, columns - 1));
    }

    int endColumn(double across) {
        return Math.min(columns, (int) Math.ceil((across + viewWidth) / cellWidth));
    }

    int firstRow(double down) {
        return Math.clamp((int) (down / cellHeight), 0, Math.max(0, rows - 1));
    }

    int endRow(double down) {
        return Math.min(rows, (int) Math.ceil((down + viewHeight) / cellHeight));
    }

    double cellX(int column, double across) {
        return x + column * cellWidth - across;
    }

    double cellY(int row, double down) {
        return y + row * cellHeight - down;
    }

    /// The cell at a point, or null outside.
    @Nullable Cell at(double px, double py, double across, double down) {
        if (px < x || py < y || px >= x + viewWidth || py >= y + viewHeight) {
            return null;
        }
        int column = (int) ((px - x + across) / cellWidth);
        int row = (int) ((py - y + down) / cellHeight);
        return column < columns && row < rows ? new Cell(row, column) : null;
    }
}
