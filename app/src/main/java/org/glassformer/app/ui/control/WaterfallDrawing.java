package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;

/// Draws a running sum: an axis upwards, a bar for each step from the sum before it to the sum after it, and the sum.
final class WaterfallDrawing {

    private static final double NEGATIVE = 0.16;
    private static final double POSITIVE = 0.84;

    private final Waterfall waterfall;
    private final WaterfallData data;
    private final CanvasPalette palette;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final double line;
    private final double top;
    private final double bottom;
    private final double centreX;
    private final double left;
    private final double right;
    private final PlotScale scale;
    private final List<PlotScale.Tick> ticks;
    private final double[] sums; // one more than steps
    private final double pitch;
    private final boolean named;

    WaterfallDrawing(
            Waterfall waterfall,
            CanvasPalette palette,
            double x,
            double y,
            double width,
            double height) {
        this.waterfall = waterfall;
        this.palette = palette;
        data = waterfall.dataProperty().get();
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        line = caption.lineHeight();
        int n = data.steps().size();
        sums = new double[n + 1];
        double low = 0;
        double high = 0;
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + data.steps().get(i).value();
            low = Math.min(low, sums[i + 1]);
            high = Math.max(high, sums[i + 1]);
        }
        double widestName = 0;
        for (WaterfallData.Step step : data.steps()) {
            widestName = Math.max(widestName, caption.width(step.name()));
        }
        named = widestName <= (width - 3 * line) / (n + 1.6) - 2;
        top = Math.rint(y + ruler.lineHeight() * 1.1);
        bottom = Math.rint(Math.max(top + line, y + height - (named ? 2.2 : 1.3) * line));
        scale = PlotScale.fit(PlotAxis.of(data.unit()).fromZero(), low, high, 0.02, bottom, top);
        ticks = scale.ticks(Math.max(2, (int) ((bottom - top) / (2.2 * line))));
        double widest = 0;
        for (PlotScale.Tick tick : ticks) {
            widest = Math.max(widest, ruler.width(tick.label()));
        }
        left = Math.rint(x + widest + 0.6 * line);
        right = x + width;
        centreX = x + width / 2;
        pitch = (right - left) / (n + 1.6);
    }

    /// Left end of a step; the last one is the sum's.
    private double x(int step) {
        return left + pitch * (step + (step == data.steps().size() ? 0.6 : 0.3));
    }

    int at(double x) {
        int n = data.steps().size();
        if (n == 0 || x < left || x > right) {
            return Waterfall.NONE;
        }
        return Math.clamp((int) Math.floor((x - x(0)) / pitch), 0, n);
    }

    void draw(Brush brush) {
        brush.setTextBaseline(VPos.CENTER);
        int n = data.steps().size();
        if (n == 0) {
            String none = waterfall.placeholderProperty().get();
            text(brush, none, centreX, (top + bottom) / 2, TextAlignment.CENTER, Ink.MUTED);
            return;
        }
        for (PlotScale.Tick tick : ticks) {
            double y = Math.rint(scale.pixel(tick.value())) + 0.5;
            brush.setStroke(palette.ink(tick.value() == 0 ? Ink.MUTED : Ink.PLOT_GRID));
            brush.setLineWidth(1);
            brush.strokeLine(left, y, right, y);
            brush.setFont(palette.font());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(tick.label(), left - 0.4 * line, y);
        }
        int hovered = waterfall.hoveredStepProperty().get();
        double wide = Math.max(1, Math.min(pitch * 0.78, pitch - 1));
        for (int i = 0; i <= n; i++) {
            double from = i == n ? 0 : sums[i];
            double to = i == n ? sums[n] : sums[i + 1];
            double x = x(i) + (pitch - wide) / 2;
            if (i == hovered) {
                brush.setFill(palette.ink(Ink.ROW_HOVER));
                brush.fillRect(x(i), top, pitch, bottom - top);
            }
            bar(brush, x, wide, from, to, i == n ? palette.ink(Ink.BAR) : color(to < from));
            if (i < n) {
                double y = Math.rint(scale.pixel(to)) + 0.5;
                brush.setStroke(palette.ink(Ink.MUTED));
                brush.setLineWidth(0.75);
                brush.strokeLine(x + wide, y, x(i + 1) + (pitch - wide) / 2, y);
            }
        }
        figures(brush);
        names(brush);
    }

    private void bar(Brush brush, double x, double wide, double from, double to, Color color) {
        double a = scale.pixel(from);
        double b = scale.pixel(to);
        brush.setFill(color);
        brush.fillRect(x, Math.min(a, b), wide, Math.max(1, Math.abs(a - b)));
    }

    /// The values above the bars, where every bar has room for its own.
    private void figures(Brush brush) {
        int n = data.steps().size();
        double widest = 0;
        for (int i = 0; i <= n; i++) {
            widest = Math.max(widest, ruler.width(figure(i)));
        }
        for (int i = 0; i <= n; i++) {
            boolean sum = i == n;
            if (sum || widest <= pitch - 2) {
                double high = sum ? Math.max(0, sums[n]) : Math.max(sums[i], sums[i + 1]);
                brush.setFont(palette.font());
                brush.setFill(palette.ink(Ink.TEXT));
                brush.setTextAlign(
                        sum && widest > pitch ? TextAlignment.RIGHT : TextAlignment.CENTER);
                double x = sum && widest > pitch ? right : x(i) + pitch / 2;
                brush.fillText(figure(i), x, scale.pixel(high) - ruler.lineHeight() * 0.55);
            }
        }
    }

    private String figure(int step) {
        return Figures.fixed(
                step == data.steps().size() ? sums[step] : data.steps().get(step).value(), 2);
    }

    /// Names of steps and, below them, of their groups; those that have no room are left out.
    private void names(Brush brush) {
        int n = data.steps().size();
        double nameY = bottom + line * 0.65;
        double groupY = named ? nameY + line : nameY;
        int hovered = waterfall.hoveredStepProperty().get();
        double free = left;
        for (int i = 0; i < n; ) {
            int end = i + 1;
            while (end < n && data.steps().get(end).group().equals(data.steps().get(i).group())) {
                end++;
            }
            String group = data.steps().get(i).group();
            double middle = (x(i) + x(end - 1) + pitch) / 2;
            double half = caption.width(group) / 2;
            boolean hot = hovered >= i && hovered < end;
            if (middle - half >= free && !group.isEmpty()) {
                Ink ink = hot ? Ink.TEXT : Ink.MUTED;
                text(brush, group, middle, groupY, TextAlignment.CENTER, ink);
                free = middle + half + 4;
            }
            i = end;
        }
        if (named) {
            for (int i = 0; i < n; i++) {
                Ink ink = i == hovered ? Ink.TEXT : Ink.MUTED;
                String name = data.steps().get(i).name();
                text(brush, name, x(i) + pitch / 2, nameY, TextAlignment.CENTER, ink);
            }
        }
        double room = Math.max(x(n) + pitch / 2 + caption.width(data.total()) / 2, free);
        if (room <= right) {
            text(brush, data.total(), x(n) + pitch / 2, nameY, TextAlignment.CENTER, Ink.TEXT);
        } else if (right - caption.width(data.total()) >= free) {
            text(brush, data.total(), right, nameY, TextAlignment.RIGHT, Ink.TEXT);
        }
    }

    private Color color(boolean negative) {
        int argb = palette.divergingMap().argb(negative ? NEGATIVE : POSITIVE);
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }

    private void text(Brush brush, String text, double x, double cy, TextAlignment align, Ink ink) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(align);
        brush.fillText(text, x, cy);
    }
}
