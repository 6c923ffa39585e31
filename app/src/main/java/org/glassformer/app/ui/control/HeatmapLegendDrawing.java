package org.glassformer.app.ui.control;

import java.util.ArrayList;
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

/// Draws what explains the colours of a heat map on one line: the scale, the largest value, what masked and crossed
/// cells look like.
final class HeatmapLegendDrawing {

    private static final int GRADIENT_STEPS = 24;
    private static final double AFTER = 16;

    private final HeatmapData data;
    private final ColorScale scale;
    private final @Nullable HeatmapPicture shown;
    private final CanvasPalette palette;
    private final TextRuler caption;

    /// @param shown the picture on screen, null before the first
    HeatmapLegendDrawing(
            Heatmap heatmap,
            @Nullable HeatmapPicture shown,
            CanvasPalette palette,
            TextRuler caption) {
        this.data = heatmap.dataProperty().get();
        this.scale = heatmap.scaleProperty().get();
        this.shown = shown;
        this.palette = palette;
        this.caption = caption;
    }

    private double lineHeight() {
        return caption.lineHeight();
    }

    private String largest() {
        return shown == null || Float.isInfinite(shown.largest())
                ? ""
                : Messages.text("heatmap.largest", Figures.value(shown.largest()));
    }

    private String smallest() {
        return scale.min() >= 0 || largest().isEmpty() || shown == null
                ? ""
                : Messages.text("heatmap.smallest", Figures.value(shown.smallest()));
    }

    /// Room for everything but what many cells in a pixel are.
    ///
    /// @param bar length of the scale
    double width(double bar) {
        double width =
                caption.width(Figures.value(scale.min()))
                        + 6
                        + bar
                        + 7
                        + caption.width(Figures.value(scale.max()));
        for (String note : new String[] {smallest(), largest()}) {
            width += note.isEmpty() ? 0 : AFTER + caption.width(note);
        }
        double swatch = Math.rint(lineHeight() * 0.62) + 7;
        if (data.hasMask()) {
            width += AFTER + swatch + caption.width(Messages.text("heatmap.masked"));
        }
        if (!data.crossed().isEmpty()) {
            width += AFTER + swatch + caption.width(Messages.text("heatmap.crossed"));
        }
        return width;
    }

    /// Draws the line.
    ///
    /// @param x left edge
    /// @param cy middle of the line
    /// @param bar length of the scale
    /// @param limit right edge of the room; of the values those stay that fit in whole, the largest first
    /// @return where it ends
    double draw(Brush brush, ColorMap map, double x, double cy, double bar, double limit) {
        brush.setFont(palette.captionFont());
        brush.setTextBaseline(VPos.CENTER);
        brush.setTextAlign(TextAlignment.LEFT);
        double at = note(brush, Figures.value(scale.min()), x, cy) + 6;
        double high = Math.rint(lineHeight() * 0.62);
        double top = Math.rint(cy - high / 2);
        brush.setFill(gradient(map));
        brush.fillRect(Math.rint(at), top, Math.ceil(bar), high);
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(Math.rint(at) - 0.5, top - 0.5, Math.ceil(bar) + 1, high + 1);
        at = note(brush, Figures.value(scale.max()), Math.rint(at) + bar + 7, cy);
        double over = x + width(bar) - limit;
        for (String note : fitting(over)) {
            at = note(brush, note, at + AFTER, cy);
        }
        if (data.hasMask()) {
            swatch(brush, at + AFTER, top, high, false);
            at = note(brush, Messages.text("heatmap.masked"), at + AFTER + high + 7, cy);
        }
        if (!data.crossed().isEmpty()) {
            swatch(brush, at + AFTER, top, high, true);
            at = note(brush, Messages.text("heatmap.crossed"), at + AFTER + high + 7, cy);
        }
        return at + AFTER;
    }

    /// The values to print.
    ///
    /// @param over how much wider than its room the line is with all of them
    private List<String> fitting(double over) {
        double rest = over;
        List<String> notes = new ArrayList<>(List.of(smallest(), largest()));
        notes.removeIf(String::isEmpty);
        while (rest > 0 && !notes.isEmpty()) {
            rest -= AFTER + caption.width(notes.removeFirst());
        }
        return notes;
    }

    /// Says what a pixel shows where it stands for several cells.
    ///
    /// @param limit right edge of the room for it
    /// @return where it ends, or `x` where there is nothing to say or no room
    double pooled(Brush brush, double x, double cy, double limit) {
        if (shown == null || shown.cellsPerPixel() <= 1) {
            return x;
        }
        String pooled = Messages.text("heatmap.pooled", Figures.value(shown.cellsPerPixel()));
        return x + caption.width(pooled) < limit ? note(brush, pooled, x, cy) + AFTER : x;
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
            int argb = map.argb(at);
            Color color = Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
            stops[i] = new Stop(at, color);
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    }

    private void swatch(Brush brush, double x, double top, double side, boolean cross) {
        double left = Math.rint(x);
        if (cross) {
            cross(brush, palette, left, top, side);
            return;
        }
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(left, top, side, side);
    }

    /// A crossed cell: grey as a masked one, with a cross from corner to corner where there is room for one.
    static void cross(Brush brush, CanvasPalette palette, double x, double y, double side) {
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(x, y, side, side);
        brush.setStroke(palette.ink(Ink.LOCK));
        brush.setLineWidth(palette.lineWidth() * (side > 14 ? 1.5 : 1));
        if (side < 5) {
            brush.strokeLine(x, y + side / 2, x + side, y + side / 2);
            return;
        }
        double in = Math.max(1, side * 0.16);
        brush.strokeLine(x + in, y + in, x + side - in, y + side - in);
        brush.strokeLine(x + in, y + side - in, x + side - in, y + in);
    }
}
