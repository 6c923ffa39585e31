package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.jspecify.annotations.Nullable;

/// Draws what stands above and around the cells of a heat map: grid, labels, hover, lock, legend.
final class HeatmapOverlay {

    private static final double GRID_FROM = 6;
    private static final int GRADIENT_STEPS = 24;

    private final Heatmap heatmap;
    private final CanvasPalette palette;
    private final Brush brush;
    private final double width;
    private final double height;
    private final HeatmapData data;
    private final TextRuler ruler;
    private final TextRuler caption;

    HeatmapOverlay(Heatmap heatmap, CanvasPalette palette, Brush brush) {
        this.heatmap = heatmap;
        this.palette = palette;
        this.brush = brush;
        this.width = heatmap.getWidth();
        this.height = heatmap.getHeight();
        this.data = heatmap.dataProperty().get();
        this.ruler = new TextRuler(palette.font());
        this.caption = new TextRuler(palette.captionFont());
    }

    void empty(String message) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(message, width / 2, height / 2);
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
        return focus(heatmap);
    }

    private static @Nullable Cell focus(Heatmap heatmap) {
        HeatmapData data = heatmap.dataProperty().get();
        Cell hovered = heatmap.hoveredCellProperty().get();
        Cell cell = hovered != null ? hovered : heatmap.selectedCellProperty().get();
        return cell != null && data.contains(cell) ? cell : null;
    }

    private void grid(HeatmapGeometry g) {
        brush.setFill(palette.ink(Ink.GRID));
        for (int c = 1; c < g.columns(); c++) {
            brush.fillRect(g.x() + c * g.cell() - 1, g.y(), 1, g.height());
        }
        for (int r = 1; r < g.rows(); r++) {
            brush.fillRect(g.x(), g.y() + r * g.cell() - 1, g.width(), 1);
        }
    }

    private void dimAround(HeatmapGeometry g, Cell focus) {
        double band = Math.max(1, g.cell());
        double left = g.x() + focus.column() * g.cell();
        double top = g.y() + focus.row() * g.cell();
        double right = Math.max(0, g.x() + g.width() - left - band);
        double below = Math.max(0, g.y() + g.height() - top - band);
        brush.setFill(palette.ink(Ink.DIM));
        brush.fillRect(g.x(), g.y(), left - g.x(), top - g.y());
        brush.fillRect(left + band, g.y(), right, top - g.y());
        brush.fillRect(g.x(), top + band, left - g.x(), below);
        brush.fillRect(left + band, top + band, right, below);
    }

    private void rowLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.rowLabelsProperty().get();
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.RIGHT);
        brush.setTextBaseline(VPos.CENTER);
        double limit = g.x() - g.labelLeft() - 4;
        double focusY = focus == null ? 0 : g.y() + (focus.row() + 0.5) * g.cell();
        for (int r = 0; r < Math.min(g.rows(), labels.size()); r += g.rowStride()) {
            double cy = g.y() + (r + 0.5) * g.cell();
            boolean covered =
                    focus != null
                            && r != focus.row()
                            && Math.abs(cy - focusY) < ruler.lineHeight() * 0.9;
            if (!covered && (focus == null || r != focus.row())) {
                brush.setFill(palette.ink(focus == null ? Ink.TEXT : Ink.MUTED));
                brush.fillText(ruler.fit(labels.get(r), limit), g.x() - 6, cy);
            }
        }
        if (focus != null && focus.row() < labels.size()) {
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillText(ruler.fit(labels.get(focus.row()), limit), g.x() - 6, focusY);
        }
    }

    private void columnLabels(HeatmapGeometry g, @Nullable Cell focus) {
        List<String> labels = heatmap.columnLabelsProperty().get();
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        double apart = ruler.lineHeight() * 0.95 * Math.sqrt(2);
        for (int c = 0; c < Math.min(g.columns(), labels.size()); c += g.columnStride()) {
            boolean covered =
                    focus != null
                            && Math.abs(c - focus.column()) * g.cell() < apart
                            && g.columnStride() > 1;
            if (!covered && (focus == null || c != focus.column())) {
                brush.setFill(palette.ink(focus == null ? Ink.TEXT : Ink.MUTED));
                columnLabel(g, c, labels.get(c));
            }
        }
        if (focus != null && focus.column() < labels.size()) {
            brush.setFill(palette.ink(Ink.ACCENT));
            columnLabel(g, focus.column(), labels.get(focus.column()));
        }
    }

    private void columnLabel(HeatmapGeometry g, int column, String label) {
        brush.save();
        brush.translate(
                g.x() + (column + 0.5) * g.cell() + 1, g.y() - 2 - ruler.lineHeight() * 0.35);
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
        double cx = g.x() + (cell.column() + 0.5) * g.cell();
        double cy = g.y() + (cell.row() + 0.5) * g.cell();
        brush.setStroke(color);
        brush.setLineWidth(line);
        brush.strokeRect(cx - side / 2 - 0.5, cy - side / 2 - 0.5, side, side);
    }

    private double legendBar() {
        return Math.clamp(width * 0.22, 60, 160);
    }

    /// Room for the scale and its notes; what comes after them takes what is left.
    private double legendWidth(ColorScale scale, @Nullable HeatmapPicture shown) {
        double figures =
                caption.width(Figures.value(scale.min()) + Figures.value(scale.max()))
                        + legendBar();
        double largest =
                shown == null || Float.isInfinite(shown.largest())
                        ? 0
                        : caption.width(
                                Messages.text("heatmap.largest", Figures.value(shown.largest())));
        double masked =
                data.hasMask()
                        ? caption.width(Messages.text("heatmap.masked")) + caption.lineHeight()
                        : 0;
        double reading = heatmap.readingVisibleProperty().get() ? width / 3 : 0;
        return figures + largest + masked + 56 + reading;
    }

    /// What the cell in focus says, as text; empty without one.
    static String reading(Heatmap heatmap) {
        HeatmapData data = heatmap.dataProperty().get();
        Cell cell = focus(heatmap);
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

    /// Directly below the cells, beginning with them where it fits.
    void legend(HeatmapGeometry g, ColorMap map, @Nullable HeatmapPicture shown) {
        ColorScale scale = heatmap.scaleProperty().get();
        double line = caption.lineHeight();
        double top = Math.min(g.y() + g.height(), height - HeatmapSkin.legendHeight(caption));
        double cy = top + HeatmapSkin.legendHeight(caption) - line / 2 - 4;
        double x = Math.clamp(g.x(), 4, Math.max(4, width - legendWidth(scale, shown) - 4));
        brush.setFont(palette.captionFont());
        brush.setTextBaseline(VPos.CENTER);
        brush.setTextAlign(TextAlignment.LEFT);
        x = note(Figures.value(scale.min()), x, cy) + 6;
        double bar = legendBar();
        double barHeight = Math.rint(line * 0.62);
        double barTop = Math.rint(cy - barHeight / 2);
        brush.setFill(gradient(map));
        brush.fillRect(Math.rint(x), barTop, Math.ceil(bar), barHeight);
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(Math.rint(x) - 0.5, barTop - 0.5, Math.ceil(bar) + 1, barHeight + 1);
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
        String reading = reading(heatmap);
        double readingWidth = reading.isEmpty() ? 0 : ruler.width(reading) + 16;
        if (shown != null && shown.width() < data.columns()) {
            double cells = (double) data.columns() / shown.width();
            String pooled = Messages.text("heatmap.pooled", Figures.value(cells));
            if (x + caption.width(pooled) + readingWidth < width) {
                x = note(pooled, x, cy) + 16;
            }
        }
        if (heatmap.readingVisibleProperty().get() && !reading.isEmpty() && width - x > 40) {
            brush.setFont(palette.font());
            brush.setFill(palette.ink(Ink.TEXT));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(ruler.fit(reading, width - x - 4), width - 4, cy);
        }
    }

    private static LinearGradient gradient(ColorMap map) {
        Stop[] stops = new Stop[GRADIENT_STEPS + 1];
        for (int i = 0; i <= GRADIENT_STEPS; i++) {
            double at = (double) i / GRADIENT_STEPS;
            int argb = map.argb(at);
            Color color = Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
            stops[i] = new Stop(at, color);
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    }

    private double note(String text, double x, double cy) {
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(text, x, cy);
        return x + caption.width(text);
    }

    private void swatch(double x, double top, double side) {
        double left = Math.rint(x);
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(left, top, side, side);
        brush.save();
        brush.clipRect(left, top, side, side);
        brush.setStroke(palette.ink(Ink.MASKED_HATCH));
        brush.setLineWidth(1);
        for (double d = -side; d < side; d += 4) {
            brush.strokeLine(left + d, top + side, left + d + side, top);
        }
        brush.restore();
    }
}
