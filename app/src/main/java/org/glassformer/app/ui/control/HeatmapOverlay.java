package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.jspecify.annotations.Nullable;

/// Draws what stands above and around the cells of a heat map: grid, labels, hover, lock, legend.
final class HeatmapOverlay {

    private static final double GRID_FROM = 6;

    private final Heatmap heatmap;
    private final CanvasPalette palette;
    private final GraphicsContext gc;
    private final double width;
    private final double height;
    private final HeatmapData data;
    private final TextRuler ruler;
    private final TextRuler caption;

    HeatmapOverlay(Heatmap heatmap, CanvasPalette palette, Canvas canvas) {
        this.heatmap = heatmap;
        this.palette = palette;
        this.gc = canvas.getGraphicsContext2D();
        this.width = canvas.getWidth();
        this.height = canvas.getHeight();
        this.data = heatmap.dataProperty().get();
        this.ruler = new TextRuler(palette.font());
        this.caption = new TextRuler(palette.captionFont());
    }

    void clear() {
        gc.clearRect(0, 0, width, height);
    }

    void empty(String message) {
        gc.setFont(palette.captionFont());
        gc.setFill(palette.ink(Ink.MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(message, width / 2, height / 2);
    }

    void draw(HeatmapGeometry g, ColorMap map) {
        if (g.cell() >= GRID_FROM) {
            grid(g);
        }
        Cell focus = focus();
        if (focus != null) {
            dimAround(g, focus);
        }
        rowLabels(g, focus);
        columnLabels(g, focus);
        titles(g);
        if (focus != null) {
            frame(g, focus, palette.ink(Ink.TEXT), 1);
        }
        Cell locked = heatmap.selectedCellProperty().get();
        if (locked != null && data.contains(locked)) {
            frame(g, locked, palette.ink(Ink.LOCK), palette.lineWidth() + 1);
        }
    }

    /// The cell whose row and column stand out: the hovered one, else the locked one.
    private @Nullable Cell focus() {
        Cell hovered = heatmap.hoveredCellProperty().get();
        Cell cell = hovered != null ? hovered : heatmap.selectedCellProperty().get();
        return cell != null && data.contains(cell) ? cell : null;
    }

    private void grid(HeatmapGeometry g) {
        gc.setFill(palette.ink(Ink.GRID));
        for (int c = 1; c < g.columns(); c++) {
            gc.fillRect(g.x() + c * g.cell() - 1, g.y(), 1, g.height());
        }
        for (int r = 1; r < g.rows(); r++) {
            gc.fillRect(g.x(), g.y() + r * g.cell() - 1, g.width(), 1);
        }
    }

    private void dimAround(HeatmapGeometry g, Cell focus) {
        double band = Math.max(1, g.cell());
        double left = g.x() + focus.column() * g.cell();
        double top = g.y() + focus.row() * g.cell();
        double right = Math.max(0, g.x() + g.width() - left - band);
        double below = Math.max(0, g.y() + g.height() - top - band);
        gc.setFill(palette.ink(Ink.DIM));
        gc.fillRect(g.x(), g.y(), left - g.x(), top - g.y());
        gc.fillRect(left + band, g.y(), right, top - g.y());
        gc.fillRect(g.x(), top + band, left - g.x(), below);
        gc.fillRect(left + band, top + band, right, below);
    }

    private void rowLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.rowLabelsProperty().get();
        gc.setFont(palette.font());
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setTextBaseline(VPos.CENTER);
        double limit = g.x() - g.labelLeft() - 4;
        double focusY = focus == null ? 0 : g.y() + (focus.row() + 0.5) * g.cell();
        for (int r = 0; r < Math.min(g.rows(), labels.size()); r += g.rowStride()) {
            double cy = g.y() + (r + 0.5) * g.cell();
            boolean covered =
                    focus != null
                            && r != focus.row()
                            && Math.abs(cy - focusY) < ruler.lineHeight() * 0.9;
            if (!covered && (focus == null || r != focus.row())) {
                gc.setFill(palette.ink(focus == null ? Ink.TEXT : Ink.MUTED));
                gc.fillText(ruler.fit(labels.get(r), limit), g.x() - 6, cy);
            }
        }
        if (focus != null && focus.row() < labels.size()) {
            gc.setFill(palette.ink(Ink.ACCENT));
            gc.fillText(ruler.fit(labels.get(focus.row()), limit), g.x() - 6, focusY);
        }
    }

    private void columnLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.columnLabelsProperty().get();
        gc.setFont(palette.font());
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setTextBaseline(VPos.CENTER);
        double apart = ruler.lineHeight() * 0.95 * Math.sqrt(2);
        for (int c = 0; c < Math.min(g.columns(), labels.size()); c += g.columnStride()) {
            boolean covered =
                    focus != null
                            && Math.abs(c - focus.column()) * g.cell() < apart
                            && g.columnStride() > 1;
            if (!covered && (focus == null || c != focus.column())) {
                gc.setFill(palette.ink(focus == null ? Ink.TEXT : Ink.MUTED));
                columnLabel(g, c, labels.get(c));
            }
        }
        if (focus != null && focus.column() < labels.size()) {
            gc.setFill(palette.ink(Ink.ACCENT));
            columnLabel(g, focus.column(), labels.get(focus.column()));
        }
    }

    private void columnLabel(HeatmapGeometry g, int column, String label) {
        gc.save();
        gc.translate(g.x() + (column + 0.5) * g.cell() + 1, g.y() - 2 - ruler.lineHeight() * 0.35);
        gc.rotate(-45);
        gc.fillText(ruler.fit(label, g.labelLimit()), 0, 0);
        gc.restore();
    }

    private void titles(HeatmapGeometry g) {
        gc.setFont(palette.captionFont());
        gc.setFill(palette.ink(Ink.MUTED));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.CENTER);
        double line = caption.lineHeight();
        String columns = heatmap.columnTitleProperty().get();
        if (!columns.isEmpty()) {
            double above =
                    g.labelLimit() > 0
                            ? g.labelLimit() * Math.sqrt(0.5) + ruler.lineHeight() * 0.75
                            : 0;
            double half = caption.width(columns) / 2;
            double cx = Math.clamp(g.x() + g.width() / 2, half, Math.max(half, width - half));
            gc.fillText(columns, cx, Math.max(line / 2, g.y() - above - line / 2 - 3));
        }
        String rows = heatmap.rowTitleProperty().get();
        if (!rows.isEmpty()) {
            gc.save();
            double room =
                    height
                            - (heatmap.legendVisibleProperty().get()
                                    ? HeatmapSkin.legendHeight(caption)
                                    : 0);
            String title = caption.fit(rows, room);
            double half = caption.width(title) / 2;
            double cy = Math.clamp(g.y() + g.height() / 2, half, Math.max(half, room - half));
            gc.translate(Math.max(line / 2, g.labelLeft() - line / 2 - 4), cy);
            gc.rotate(-90);
            gc.fillText(title, 0, 0);
            gc.restore();
        }
    }

    private void frame(HeatmapGeometry g, Cell cell, Color color, double line) {
        double side = Math.max(g.cell(), 5);
        double cx = g.x() + (cell.column() + 0.5) * g.cell();
        double cy = g.y() + (cell.row() + 0.5) * g.cell();
        gc.setStroke(color);
        gc.setLineWidth(line);
        gc.strokeRect(cx - side / 2 - 0.5, cy - side / 2 - 0.5, side, side);
    }

    /// What the cell in focus says, as text; empty without one.
    String reading() {
        Cell cell = focus();
        if (cell == null) {
            return "";
        }
        String value =
                data.isMasked(cell.row(), cell.column())
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

    void legend(ColorMap map, @Nullable HeatmapPicture shown) {
        ColorScale scale = heatmap.scaleProperty().get();
        double line = caption.lineHeight();
        double cy = height - line / 2 - 4;
        double x = 4;
        gc.setFont(palette.captionFont());
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        x = note(Figures.value(scale.min()), x, cy) + 6;
        double bar = Math.clamp(width * 0.22, 60, 160);
        double barHeight = Math.rint(line * 0.62);
        double barTop = Math.rint(cy - barHeight / 2);
        for (int i = 0; i < bar; i++) {
            int argb = map.argb(i / (bar - 1));
            gc.setFill(Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff));
            gc.fillRect(Math.rint(x) + i, barTop, 1, barHeight);
        }
        gc.setStroke(palette.ink(Ink.BORDER));
        gc.setLineWidth(1);
        gc.strokeRect(Math.rint(x) - 0.5, barTop - 0.5, Math.ceil(bar) + 1, barHeight + 1);
        x = note(Figures.value(scale.max()), Math.rint(x) + bar + 7, cy) + 16;
        if (shown != null && !Float.isInfinite(shown.largest())) {
            if (scale.min() < 0) {
                x =
                        note(
                                        Messages.text(
                                                "heatmap.smallest",
                                                Figures.value(shown.smallest())),
                                        x,
                                        cy)
                                + 14;
            }
            x = note(Messages.text("heatmap.largest", Figures.value(shown.largest())), x, cy) + 16;
        }
        if (data.hasMask()) {
            swatch(x, barTop, barHeight);
            x = note(Messages.text("heatmap.masked"), x + barHeight + 7, cy) + 16;
        }
        String reading = reading();
        double readingWidth = reading.isEmpty() ? 0 : ruler.width(reading) + 16;
        if (shown != null && shown.width() < data.columns()) {
            double cells = (double) data.columns() / shown.width();
            String pooled = Messages.text("heatmap.pooled", Figures.value(cells));
            if (x + caption.width(pooled) + readingWidth < width) {
                x = note(pooled, x, cy) + 16;
            }
        }
        if (heatmap.readingVisibleProperty().get() && !reading.isEmpty() && width - x > 40) {
            gc.setFont(palette.font());
            gc.setFill(palette.ink(Ink.TEXT));
            gc.setTextAlign(TextAlignment.RIGHT);
            gc.fillText(ruler.fit(reading, width - x - 4), width - 4, cy);
        }
    }

    private double note(String text, double x, double cy) {
        gc.setFill(palette.ink(Ink.MUTED));
        gc.fillText(text, x, cy);
        return x + caption.width(text);
    }

    private void swatch(double x, double top, double side) {
        double left = Math.rint(x);
        gc.setFill(palette.ink(Ink.MASKED));
        gc.fillRect(left, top, side, side);
        gc.save();
        gc.beginPath();
        gc.rect(left, top, side, side);
        gc.clip();
        gc.setStroke(palette.ink(Ink.MASKED_HATCH));
        gc.setLineWidth(1);
        for (double d = -side; d < side; d += 4) {
            gc.strokeLine(left + d, top + side, left + d + side, top);
        }
        gc.restore();
    }
}
