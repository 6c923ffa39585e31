package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// Draws the cells in sight of a [LensTable], its labels and its legend.
final class LensDrawing {

    private static final int GRADIENT_STEPS = 24;

    private final LensTable table;
    private final LensTableData data;
    private final CanvasPalette palette;
    private final LensGeometry g;
    private final double across;
    private final double down;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final CellColors colors;

    LensDrawing(
            LensTable table,
            CanvasPalette palette,
            LensGeometry geometry,
            double across,
            double down,
            TextRuler ruler,
            TextRuler caption) {
        this.table = table;
        this.data = table.dataProperty().get();
        this.palette = palette;
        this.g = geometry;
        this.across = across;
        this.down = down;
        this.ruler = ruler;
        this.caption = caption;
        this.colors = new CellColors(palette);
    }

    /// Cells, labels, titles and legend.
    void all(Brush brush) {
        cells(brush);
        labels(brush);
        titles(brush);
        legend(brush);
    }

    private void cells(Brush brush) {
        LensCells cells = data.cells();
        brush.save();
        brush.clipRect(g.x(), g.y(), g.viewWidth(), g.viewHeight());
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        double w = g.cellWidth() - 1;
        double h = g.cellHeight() - 1;
        for (int row = g.firstRow(down); row < g.endRow(down); row++) {
            double y = g.cellY(row, down);
            for (int column = g.firstColumn(across); column < g.endColumn(across); column++) {
                double x = g.cellX(column, across);
                List<LensCells.Part> parts = cells.parts(row, column);
                if (!parts.isEmpty()) {
                    parts(brush, parts, x, y, w, h);
                    continue;
                }
                double shade = cells.shade(row, column);
                if (Double.isNaN(shade)) {
                    brush.setFill(palette.ink(Ink.MASKED));
                    brush.fillRect(x, y, w, h);
                    brush.setFill(palette.ink(Ink.TEXT));
                    brush.fillText(cells.text(row, column), x + w / 2, y + h / 2);
                    continue;
                }
                brush.setFill(colors.fill(shade));
                brush.fillRect(x, y, w, h);
                Color text = colors.text(shade);
                brush.setFill(text);
                String shown = ruler.fit(cells.text(row, column), w - 6);
                brush.fillText(shown, x + w / 2, y + h / 2);
                if (cells.marked(row, column)) {
                    brush.setStroke(text);
                    brush.setLineWidth(palette.lineWidth() + 0.5);
                    double half = Math.min(w - 6, ruler.width(shown)) / 2;
                    double under = Math.rint(y + h / 2 + ruler.lineHeight() * 0.52);
                    brush.strokeLine(x + w / 2 - half, under, x + w / 2 + half, under);
                }
            }
        }
        brush.restore();
    }

    /// Parts side by side, as wide as their shares but wide enough for their texts where that is possible.
    private void parts(
            Brush brush, List<LensCells.Part> parts, double x, double y, double w, double h) {
        double[] least = new double[parts.size()];
        double sum = 0;
        for (int i = 0; i < least.length; i++) {
            least[i] = ruler.width(parts.get(i).text()) + 2;
            sum += least[i];
        }
        double spare = w - sum;
        double from = x;
        for (int i = 0; i < least.length; i++) {
            LensCells.Part part = parts.get(i);
            double wide = spare > 0 ? least[i] + spare * part.share() : w / least.length;
            double to = i == least.length - 1 ? x + w : Math.rint(from + wide);
            brush.setFill(palette.ink(Ink.token(part.hue())));
            brush.fillRect(from, y, Math.max(0.5, to - from), h);
            if (i > 0) { // hues repeat: neighbours may have the same
                brush.setFill(palette.ink(Ink.TOKEN_ID));
                brush.fillRect(from, y, 1, h);
            }
            if (to - from >= least[i] - 1.5) {
                brush.setFill(palette.ink(Ink.TOKEN_TEXT));
                brush.fillText(part.text(), (from + to) / 2, y + h / 2);
            }
            from = to;
        }
    }

    private void labels(Brush brush) {
        Cell focus = focus();
        brush.setFont(palette.font());
        brush.setTextBaseline(VPos.CENTER);
        brush.save();
        brush.clipRect(g.left(), g.y(), g.x() - g.left(), g.viewHeight());
        brush.setTextAlign(TextAlignment.RIGHT);
        for (int row = g.firstRow(down); row < g.endRow(down); row++) {
            boolean meant = focus != null && focus.row() == row;
            brush.setFill(palette.ink(meant ? Ink.ACCENT : Ink.TEXT));
            double cy = g.cellY(row, down) + g.cellHeight() / 2;
            brush.fillText(data.rows().get(row), g.x() - 7, cy);
        }
        brush.restore();
        brush.save();
        brush.clipRect(g.x(), g.top(), g.viewWidth(), g.y() - g.top());
        brush.setTextAlign(TextAlignment.CENTER);
        double tokenY = g.y() - ruler.lineHeight() / 2 - 3;
        double numberY = tokenY - ruler.lineHeight() / 2 - caption.lineHeight() / 2 + 1;
        for (int column = g.firstColumn(across); column < g.endColumn(across); column++) {
            double cx = g.cellX(column, across) + g.cellWidth() / 2;
            boolean meant = focus != null && focus.column() == column;
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(meant ? Ink.ACCENT : Ink.MUTED));
            brush.fillText(Integer.toString(column), cx, numberY);
            brush.setFont(palette.font());
            brush.setFill(palette.ink(meant ? Ink.ACCENT : Ink.TEXT));
            brush.fillText(ruler.fit(data.columns().get(column), g.cellWidth() - 6), cx, tokenY);
        }
        brush.restore();
    }

    private @Nullable Cell focus() {
        Cell hovered = table.hoveredCellProperty().get();
        Cell cell = hovered != null ? hovered : table.selectedCellProperty().get();
        return cell != null && data.contains(cell) ? cell : null;
    }

    private void titles(Brush brush) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextBaseline(VPos.CENTER);
        double line = caption.lineHeight();
        String columns = table.columnTitleProperty().get();
        if (g.titled()) {
            brush.setTextAlign(TextAlignment.LEFT);
            double room = table.getWidth() - g.x();
            brush.fillText(caption.fit(columns, room), g.x(), g.top() + line / 2);
        }
        String rows = table.rowTitleProperty().get();
        if (!rows.isEmpty()) {
            brush.save();
            brush.setTextAlign(TextAlignment.CENTER);
            brush.translate(g.left() + line / 2, g.y() + g.viewHeight() / 2);
            brush.rotate(-90);
            brush.fillText(caption.fit(rows, g.viewHeight() + line * 2), 0, 0);
            brush.restore();
        }
    }

    private void legend(Brush brush) {
        if (Double.isNaN(g.legendY())) {
            return;
        }
        LensTableData.Legend legend = data.legend();
        double line = caption.lineHeight();
        double end = table.getWidth() - 4;
        double bar = Math.clamp(table.getWidth() * 0.16, 60, 160);
        double barHeight = Math.rint(line * 0.62);
        double x = g.x();
        double cy = g.legendY();
        brush.setFont(palette.captionFont());
        brush.setTextBaseline(VPos.CENTER);
        brush.setTextAlign(TextAlignment.LEFT);
        if (legend.low().isEmpty() && legend.high().isEmpty()) {
            note(brush, caption.fit(legend.title(), end - x), x, cy);
            return;
        }
        x = note(brush, legend.title(), x, cy) + 10;
        x = note(brush, legend.low(), x, cy) + 6;
        brush.setFill(gradient(palette.colorMap()));
        brush.fillRect(Math.rint(x), Math.rint(cy - barHeight / 2), bar, barHeight);
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(
                Math.rint(x) - 0.5,
                Math.rint(cy - barHeight / 2) - 0.5,
                Math.rint(bar) + 1,
                barHeight + 1);
        x = note(brush, legend.high(), Math.rint(x) + bar + 6, cy) + 18;
        if (!legend.marked().isEmpty() && end - x > 6 * line) {
            note(brush, caption.fit(legend.marked(), end - x), x, cy);
        }
    }

    private double note(Brush brush, String text, double x, double cy) {
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(text, x, cy);
        return x + caption.width(text);
    }

    private static LinearGradient gradient(ColorMap map) {
        Stop[] stops = new Stop[GRADIENT_STEPS + 1];
        for (int i = 0; i <= GRADIENT_STEPS; i++) {
            double at = (double) i / GRADIENT_STEPS;
            stops[i] = new Stop(at, CellColors.color(map.argb(at)));
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    }

    /// Frames of the hovered and of the locked cell, and the card of the hovered one.
    void overlay(Brush brush) {
        Cell locked = table.selectedCellProperty().get();
        Cell hovered = table.hoveredCellProperty().get();
        brush.save();
        brush.clipRect(g.x() - 2, g.y() - 2, g.viewWidth() + 4, g.viewHeight() + 4);
        if (locked != null && data.contains(locked)) {
            frame(brush, locked, palette.ink(Ink.LOCK), palette.lineWidth() + 1);
        }
        if (hovered != null && data.contains(hovered)) {
            frame(brush, hovered, palette.ink(Ink.TEXT), palette.lineWidth());
        }
        brush.restore();
        if (hovered != null && data.contains(hovered)) {
            double x = g.cellX(hovered.column(), across);
            double y = g.cellY(hovered.row(), down);
            new LensCard(data, hovered, palette, ruler, caption)
                    .draw(
                            brush,
                            x,
                            y,
                            g.cellWidth(),
                            g.cellHeight(),
                            table.getWidth(),
                            table.getHeight());
        }
    }

    private void frame(Brush brush, Cell cell, Color color, double line) {
        brush.setStroke(color);
        brush.setLineWidth(line);
        brush.strokeRect(
                Math.rint(g.cellX(cell.column(), across)) - 0.5,
                Math.rint(g.cellY(cell.row(), down)) - 0.5,
                g.cellWidth(),
                g.cellHeight());
    }
}
