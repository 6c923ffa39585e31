package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// The two axes of a plot at one size: where values lie, and the lines and labels of their ticks.
final class PlotAxes {

    private static final int MOST_ACROSS = 12;

    private final CanvasPalette palette;
    private final TextRuler figures;
    private final double line;
    private final double outside;
    private final double left;
    private final double right;
    private final double bottom;
    private final PlotScale across;
    private final PlotScale up;
    private final List<PlotScale.Tick> upTicks;

    /// The room of a plot.
    ///
    /// @param x where labels of the axis upwards may begin
    /// @param right where the axis across ends
    /// @param top where the axis upwards ends
    /// @param bottom where the axis across lies
    record Room(double x, double right, double top, double bottom) {}

    /// An axis of a plot.
    ///
    /// @param extent of what it shows
    /// @param air share of the length to leave at ends that are not fixed
    record Side(PlotExtent extent, double air) {}

    /// Fits axes into a room.
    ///
    /// @param palette colours and fonts
    /// @param room that they have
    /// @param x the axis across
    /// @param y the axis upwards
    /// @param lines of text for each tick of the axis upwards
    PlotAxes(CanvasPalette palette, Room room, Side x, Side y, double lines) {
        this.palette = palette;
        figures = new TextRuler(palette.font());
        line = new TextRuler(palette.captionFont()).lineHeight();
        outside = room.x();
        bottom = room.bottom();
        up = y.extent().scale(y.air(), bottom, room.top());
        upTicks = up.ticks(Math.max(2, (int) ((bottom - room.top()) / (lines * line))));
        double widest = 0;
        for (PlotScale.Tick tick : upTicks) {
            widest = Math.max(widest, figures.width(tick.label()));
        }
        left = Math.rint(outside + widest + 0.6 * line);
        right = Math.rint(Math.max(left + line, room.right()));
        across = x.extent().scale(x.air(), left, right);
    }

    /// Where the axis across begins.
    double left() {
        return left;
    }

    /// Where the axis across ends.
    double right() {
        return right;
    }

    /// Where values across lie.
    PlotScale across() {
        return across;
    }

    /// Where values upwards lie.
    PlotScale up() {
        return up;
    }

    /// A line with its label for each tick of the axis upwards.
    void grid(Brush brush) {
        for (PlotScale.Tick tick : upTicks) {
            double y = Math.rint(up.pixel(tick.value())) + 0.5;
            brush.setStroke(palette.ink(Ink.PLOT_GRID));
            brush.setLineWidth(tick.label().isEmpty() ? 0.5 : 1);
            brush.strokeLine(left, y, right, y);
            text(brush, figures, tick.label(), left - 0.4 * line, y, TextAlignment.RIGHT);
        }
    }

    /// The axis across with its ticks, and as many labels as have room.
    ///
    /// @param end of the labels
    void foot(Brush brush, double end) {
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeLine(left, bottom + 0.5, right, bottom + 0.5);
        double gap = figures.width("0") * 2.5;
        double taken = -Double.MAX_VALUE;
        for (PlotScale.Tick tick : across.ticks(ticksAcross(gap))) {
            double x = Math.rint(across.pixel(tick.value())) + 0.5;
            brush.strokeLine(x, bottom, x, bottom + (tick.label().isEmpty() ? 2 : 4));
            double half = figures.width(tick.label()) / 2;
            double middle = Math.clamp(x, outside + half, Math.max(x, right - half));
            middle = Math.min(middle, right + 0.5 * line - half);
            if (half > 0 && middle - half >= taken && middle + half <= end + 0.5 * line) {
                double y = bottom + line * 0.85;
                text(brush, figures, tick.label(), middle, y, TextAlignment.CENTER);
                taken = middle + half + gap / 2;
            }
        }
    }

    private int ticksAcross(double gap) {
        int most = MOST_ACROSS;
        while (most > 2) {
            double widest = 0;
            int named = 0;
            for (PlotScale.Tick tick : across.ticks(most)) {
                widest = Math.max(widest, figures.width(tick.label()));
                named += tick.label().isEmpty() ? 0 : 1;
            }
            if (named * (widest + gap) <= right - left + widest) {
                break;
            }
            most--;
        }
        return most;
    }

    /// Text in the colour of what is said beside the data.
    ///
    /// @param x of its left end, middle or right end
    /// @param y of its middle
    void text(
            Brush brush,
            TextRuler ruler,
            String text,
            double x,
            double y,
            TextAlignment alignment) {
        brush.setFont(ruler.font());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(alignment);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(text, x, y);
    }
}
