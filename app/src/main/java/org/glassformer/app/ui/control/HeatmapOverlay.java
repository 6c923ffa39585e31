package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// Draws what stands above and around the cells of a heat map: grid, labels, hover, lock, legend.
final class HeatmapOverlay {

    private static final double GRID_FROM = 6;

    private final Heatmap heatmap;
    private final CanvasPalette palette;
    private final Brush brush;
    private final double width;
    private final double height;
    private final HeatmapData data;
    private final TextRuler ruler;
    private final TextRuler caption;

    HeatmapOverlay(
            Heatmap heatmap,
            CanvasPalette palette,
            Brush brush,
            TextRuler ruler,
            TextRuler caption) {
        this.heatmap = heatmap;
        this.palette = palette;
        this.brush = brush;
        this.width = heatmap.getWidth();
        this.height = heatmap.getHeight();
        this.data = heatmap.dataProperty().get();
        this.ruler = ruler;
        this.caption = caption;
    }

    void empty(String message) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(message, width / 2, height / 2);
    }

    void draw(HeatmapGeometry g) {
        Cell focus = focus();
        brush.save();
        brush.clipRect(g.x() - 3, g.y() - 3, g.width() + 6, g.height() + 6);
        brush.save();
        brush.clipRect(g.x(), g.y(), g.width(), g.height());
        if (g.cell() >= GRID_FROM) {
            grid(g);
        }
        crosses(g);
        if (focus != null && isHovering(focus)) {
            dimAround(g, focus);
        }
        brush.restore();
        if (focus != null && isHovering(focus) && data.contains(focus)) {
            frame(g, focus, palette.ink(Ink.TEXT), 1);
        }
        Cell locked = heatmap.selectedCellProperty().get();
        if (locked != null && data.contains(locked)) {
            frame(g, locked, palette.ink(Ink.LOCK), palette.lineWidth() + 1);
        } else if (locked != null && data.holds(locked)) {
            band(g, locked, palette.ink(Ink.LOCK), palette.lineWidth());
        }
        brush.restore();
        rowLabels(g, focus);
        columnLabels(g, focus);
        titles(g);
    }

    /// The cell whose row and column stand out: the hovered one, else one previewed from elsewhere, else the locked one.
    private @Nullable Cell focus() {
        return focus(heatmap);
    }

    /// Whether the cell in focus is under the pointer here or elsewhere: only that dims the rest.
    private boolean isHovering(Cell focus) {
        return focus.equals(heatmap.hoveredCellProperty().get())
                || focus.equals(heatmap.previewProperty().get());
    }

    private static @Nullable Cell focus(Heatmap heatmap) {
        HeatmapData data = heatmap.dataProperty().get();
        for (Cell cell :
                Arrays.asList(
                        heatmap.hoveredCellProperty().get(),
                        heatmap.previewProperty().get(),
                        heatmap.selectedCellProperty().get())) {
            if (cell != null && data.holds(cell)) {
                return cell;
            }
        }
        return null;
    }

    private void grid(HeatmapGeometry g) {
        brush.setFill(palette.ink(Ink.GRID));
        for (int c = g.firstColumn() + 1; c <= g.lastColumn(); c++) {
            brush.fillRect(Math.ceil(g.columnX(c)) - 1, g.y(), 1, g.height());
        }
        for (int r = g.firstRow() + 1; r <= g.lastRow(); r++) {
            brush.fillRect(g.x(), Math.ceil(g.rowY(r)) - 1, g.width(), 1);
        }
    }

    private void crosses(HeatmapGeometry g) {
        double side = Math.max(1, g.cell() >= GRID_FROM ? g.cell() - 1 : g.cell());
        for (Cell cell : data.crossed()) {
            double x = g.columnX(cell.column());
            double y = g.rowY(cell.row());
            boolean seen =
                    x + side > g.x()
                            && x < g.x() + g.width()
                            && y + side > g.y()
                            && y < g.y() + g.height();
            if (seen) {
                HeatmapLegendDrawing.cross(brush, palette, x, y, side);
            }
        }
    }

    /// Everything but the row and the column in focus becomes pale.
    private void dimAround(HeatmapGeometry g, Cell focus) {
        double band = Math.max(1, g.cell());
        double right = g.x() + g.width();
        double bottom = g.y() + g.height();
        double x0 = focus.column() < 0 ? right : g.columnX(focus.column());
        double y0 = focus.row() < 0 ? bottom : g.rowY(focus.row());
        double fromX = Math.clamp(x0, g.x(), right);
        double toX = focus.column() < 0 ? right : Math.clamp(x0 + band, g.x(), right);
        double fromY = Math.clamp(y0, g.y(), bottom);
        double toY = focus.row() < 0 ? bottom : Math.clamp(y0 + band, g.y(), bottom);
        brush.setFill(palette.ink(Ink.DIM));
        brush.fillRect(g.x(), g.y(), fromX - g.x(), fromY - g.y());
        brush.fillRect(toX, g.y(), right - toX, fromY - g.y());
        brush.fillRect(g.x(), toY, fromX - g.x(), bottom - toY);
        brush.fillRect(toX, toY, right - toX, bottom - toY);
    }

    private void rowLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.rowLabelsProperty().get();
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.RIGHT);
        brush.setTextBaseline(VPos.CENTER);
        double limit = g.x() - g.labelLeft() - 4;
        int chosen = focus == null ? -1 : focus.row();
        double focusY = chosen < 0 ? Double.NEGATIVE_INFINITY : g.rowY(chosen) + g.cell() / 2;
        int last = Math.min(g.lastRow(), labels.size() - 1);
        for (int r = Math.ceilDiv(g.firstRow(), g.rowStride()) * g.rowStride();
                r <= last;
                r += g.rowStride()) {
            double cy = g.rowY(r) + g.cell() / 2;
            double above = wholeLabel(cy);
            boolean covered = Math.abs(above - wholeLabel(focusY)) < ruler.lineHeight() * 0.9;
            boolean seen = cy >= g.y() && cy <= g.y() + g.height();
            boolean apart = above + g.rowStride() * g.cell() - cy > ruler.lineHeight() * 0.8;
            if (!covered && seen && apart) {
                brush.setFill(palette.ink(chosen < 0 ? Ink.TEXT : Ink.MUTED));
                brush.fillText(ruler.fit(labels.get(r), limit), g.x() - 6, above);
            }
        }
        boolean seen = chosen >= g.firstRow() && chosen <= last;
        if (seen) {
            double cy = Math.clamp(focusY, g.y(), g.y() + g.height());
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillText(ruler.fit(labels.get(chosen), limit), g.x() - 6, wholeLabel(cy));
        }
    }

    /// The middle of a row's label: the row's own, or above it where the label would be cut off at the bottom.
    private double wholeLabel(double cy) {
        return Math.min(cy, height - ruler.lineHeight() / 2);
    }

    private void columnLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.columnLabelsProperty().get();
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        int chosen = focus == null ? -1 : focus.column();
        double apart = ruler.lineHeight() * 0.95 * Math.sqrt(2);
        int last = Math.min(g.lastColumn(), labels.size() - 1);
        for (int c = Math.ceilDiv(g.firstColumn(), g.columnStride()) * g.columnStride();
                c <= last;
                c += g.columnStride()) {
            boolean covered =
                    c == chosen
                            || (chosen >= 0
                                    && Math.abs(c - chosen) * g.cell() < apart
                                    && g.columnStride() > 1);
            double cx = g.columnX(c) + g.cell() / 2;
            boolean seen = cx >= g.x() && cx <= g.x() + g.width();
            if (!covered && seen) {
                brush.setFill(palette.ink(chosen < 0 ? Ink.TEXT : Ink.MUTED));
                columnLabel(g, cx, labels.get(c));
            }
        }
        if (chosen >= g.firstColumn() && chosen <= last) {
            double cx = Math.clamp(g.columnX(chosen) + g.cell() / 2, g.x(), g.x() + g.width());
            brush.setFill(palette.ink(Ink.ACCENT));
            columnLabel(g, cx, labels.get(chosen));
        }
    }

    private void columnLabel(HeatmapGeometry g, double cx, String label) {
        brush.save();
        brush.translate(cx + 1, g.y() - 2 - ruler.lineHeight() * 0.35);
        brush.rotate(-45);
        brush.fillText(ruler.fit(label, g.labelLimit()), 0, 0);
        brush.restore();
    }

    private void titles(HeatmapGeometry g) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        double line = caption.lineHeight();
        String columns = heatmap.columnTitleProperty().get();
        if (!columns.isEmpty()) {
            double above =
                    g.labelLimit() > 0
                            ? g.labelLimit() * Math.sqrt(0.5) + ruler.lineHeight() * 0.75
                            : 0;
            double half = caption.width(columns) / 2;
            double cx = Math.clamp(g.x() + g.width() / 2, half, Math.max(half, width - half));
            brush.fillText(columns, cx, Math.max(line / 2, g.y() - above - line / 2 - 3));
        }
        String rows = heatmap.rowTitleProperty().get();
        if (!rows.isEmpty()) {
            brush.save();
            double room =
                    height
                            - (heatmap.legendVisibleProperty().get()
                                    ? HeatmapSkin.legendHeight(caption)
                                    : 0);
            String title = caption.fit(rows, room);
            double half = caption.width(title) / 2;
            double cy = Math.clamp(g.y() + g.height() / 2, half, Math.max(half, room - half));
            brush.translate(Math.max(line / 2, g.labelLeft() - line / 2 - 4), cy);
            brush.rotate(-90);
            brush.fillText(title, 0, 0);
            brush.restore();
        }
    }

    private void frame(HeatmapGeometry g, Cell cell, Color color, double line) {
        double side = Math.max(g.cell(), 5);
        double cx = g.columnX(cell.column()) + g.cell() / 2;
        double cy = g.rowY(cell.row()) + g.cell() / 2;
        brush.setStroke(color);
        brush.setLineWidth(line);
        brush.strokeRect(cx - side / 2 - 0.5, cy - side / 2 - 0.5, side, side);
    }

    /// A frame around a whole row or column.
    private void band(HeatmapGeometry g, Cell cell, Color color, double line) {
        double side = Math.max(g.cell(), 3);
        brush.setStroke(color);
        brush.setLineWidth(line);
        if (cell.row() >= 0) {
            double cy = g.rowY(cell.row()) + g.cell() / 2;
            brush.strokeRect(g.x() - 0.5, cy - side / 2 - 0.5, g.width(), side);
        } else {
            double cx = g.columnX(cell.column()) + g.cell() / 2;
            brush.strokeRect(cx - side / 2 - 0.5, g.y() - 0.5, side, g.height());
        }
    }

    /// What the cell in focus says, as text; empty without one.
    static String reading(Heatmap heatmap) {
        HeatmapData data = heatmap.dataProperty().get();
        Cell cell = focus(heatmap);
        if (cell == null || !data.contains(cell)) {
            return "";
        }
        String value =
                data.isCrossed(cell.row(), cell.column())
                        ? Messages.text("heatmap.crossed")
                        : data.isMasked(cell.row(), cell.column())
                                ? Messages.text("heatmap.masked")
                                : Figures.value(data.value(cell.row(), cell.column()));
        return Messages.text(
                "heatmap.reading",
                label(heatmap.rowLabelsProperty().get(), cell.row()),
                label(heatmap.columnLabelsProperty().get(), cell.column()),
                value);
    }

    private static String label(List<String> labels, int i) {
        return i < labels.size() ? labels.get(i) : Integer.toString(i);
    }

    /// Directly below the cells, beginning with them where it fits.
    void legend(HeatmapGeometry g, ColorMap map, @Nullable HeatmapPicture shown) {
        HeatmapLegendDrawing line = new HeatmapLegendDrawing(heatmap, shown, palette, caption);
        boolean withReading = heatmap.readingVisibleProperty().get();
        double bar = Math.clamp(width * 0.22, 60, 160);
        bar = Math.clamp(width - 8 - line.width(0), Math.min(bar, 48), bar);
        double room = line.width(bar) + 16 + (withReading ? width / 3 : 0);
        double top = Math.min(g.y() + g.height(), height - HeatmapSkin.legendHeight(caption));
        double cy = top + HeatmapSkin.legendHeight(caption) - caption.lineHeight() / 2 - 4;
        double x = Math.clamp(g.x(), 4, Math.max(4, width - room - 4));
        x = line.draw(brush, map, x, cy, bar, width);
        String reading = reading(heatmap);
        double readingWidth = reading.isEmpty() ? 0 : ruler.width(reading) + 16;
        x = line.pooled(brush, x, cy, width - readingWidth);
        if (withReading && !reading.isEmpty() && width - x > 40) {
            brush.setFont(palette.font());
            brush.setFill(palette.ink(Ink.TEXT));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(ruler.fit(reading, width - x - 4), width - 4, cy);
        }
    }
}
