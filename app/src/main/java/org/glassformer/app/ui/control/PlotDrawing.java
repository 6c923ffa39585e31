package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;

/// A [LinePlot] at one size: where its parts are, and drawing them.
final class PlotDrawing {

    /// Below so many lines of text the title of the axis across stands beside its ticks.
    private static final double LOW = 9;

    /// The largest share of the height that the legend takes.
    private static final double LEGEND = 0.34;

    private static final double AIR = 0.04;
    private static final double DOT = 3;

    private final LinePlot plot;
    private final CanvasPalette palette;
    private final PlotData data;
    private final TextRuler caption;
    private final TextRuler figures;
    private final double line;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final double titleY;
    private final double xTitleY;
    private final PlotScale xScale;
    private final PlotScale yScale;
    private final List<PlotScale.Tick> yTicks;
    private final PlotLegend legend;
    private final int legendLines;

    PlotDrawing(
            LinePlot plot, CanvasPalette palette, double x, double y, double width, double height) {
        this.plot = plot;
        this.palette = palette;
        data = plot.dataProperty().get();
        caption = new TextRuler(palette.captionFont());
        figures = new TextRuler(palette.font());
        line = caption.lineHeight();
        titleY = y + line / 2;
        boolean low = height < LOW * line;
        legend = new PlotLegend(plot, palette, caption, x, x + width - 0.5 * line);
        int most = Math.max(1, (int) (LEGEND * height / (PlotLegend.LINE * line)));
        legendLines = legend.lines(data.yAxis().title(), most);
        top = Math.rint(y + line * (1.6 + (legendLines - 1) * PlotLegend.LINE));
        bottom = Math.rint(Math.max(top + line, y + height - line * (low ? 1.45 : 2.75)));
        xTitleY = low ? bottom + line * 0.85 : bottom + line * 2.1;
        double[] yEnds = ends(false);
        yScale = PlotScale.fit(data.yAxis(), yEnds[0], yEnds[1], AIR, bottom, top);
        yTicks = yScale.ticks(Math.max(2, (int) ((bottom - top) / (1.8 * line))));
        double widest = 0;
        for (PlotScale.Tick tick : yTicks) {
            widest = Math.max(widest, figures.width(tick.label()));
        }
        left = Math.rint(x + widest + 0.6 * line);
        right = Math.rint(Math.max(left + line, legend.right()));
        double[] xEnds = ends(true);
        xScale = PlotScale.fit(data.xAxis(), xEnds[0], xEnds[1], 0, left, right);
    }

    /// The smallest and the largest value that an axis can show, not numbers if there is none.
    private double[] ends(boolean across) {
        boolean log = across ? data.xAxis().logarithmic() : data.yAxis().logarithmic();
        double[] ends = {Double.NaN, Double.NaN};
        for (PlotSeries curve : data.series()) {
            for (int i = 0; i < curve.size(); i++) {
                extend(ends, across ? curve.x(i) : curve.y(i), log);
            }
            if (!across && curve.kind() == PlotSeries.Kind.REFERENCE) {
                extend(ends, curve.level(), log);
            }
        }
        return ends;
    }

    private static void extend(double[] ends, double value, boolean log) {
        if (Double.isFinite(value) && (!log || value > 0)) {
            ends[0] = value >= ends[0] ? ends[0] : value;
            ends[1] = value <= ends[1] ? ends[1] : value;
        }
    }

    /// The place of the point closest to a pixel, not a number outside the axes.
    double xAt(double pixelX, double pixelY) {
        boolean inside =
                pixelX >= left - line
                        && pixelX <= right + line
                        && pixelY >= top - line
                        && pixelY <= bottom + line;
        return inside ? data.nearestX(xScale.value(Math.clamp(pixelX, left, right))) : Double.NaN;
    }

    /// Axes and curves.
    void curves(Brush gc) {
        text(gc, caption, data.yAxis().title(), legend.left(), titleY, TextAlignment.LEFT);
        if (data.isEmpty()) {
            String none = plot.placeholderProperty().get();
            double limit = right - legend.left();
            text(
                    gc,
                    caption,
                    caption.fit(none, limit),
                    (legend.left() + right) / 2,
                    (top + bottom) / 2,
                    TextAlignment.CENTER);
            return;
        }
        for (PlotScale.Tick tick : yTicks) {
            double y = Math.rint(yScale.pixel(tick.value())) + 0.5;
            gc.setStroke(palette.ink(Ink.PLOT_GRID));
            gc.setLineWidth(tick.label().isEmpty() ? 0.5 : 1);
            gc.strokeLine(left, y, right, y);
            text(gc, figures, tick.label(), left - 0.4 * line, y, TextAlignment.RIGHT);
        }
        xTicks(gc);
        gc.save();
        gc.clipRect(left - DOT, top - DOT, right - left + 2 * DOT, bottom - top + 2 * DOT);
        for (int i = 0; i < data.series().size(); i++) {
            curve(gc, i);
        }
        gc.restore();
    }

    private void xTicks(Brush gc) {
        boolean beside = xTitleY < bottom + line;
        String title = data.xAxis().title();
        double end = right;
        if (beside) {
            end = right - caption.width(title) - line;
            text(gc, caption, title, right, xTitleY, TextAlignment.RIGHT);
        } else {
            text(gc, caption, title, (left + right) / 2, xTitleY, TextAlignment.CENTER);
        }
        gc.setStroke(palette.ink(Ink.BORDER));
        gc.setLineWidth(1);
        gc.strokeLine(left, bottom + 0.5, right, bottom + 0.5);
        double gap = figures.width("0") * 2.5;
        double taken = -Double.MAX_VALUE;
        for (PlotScale.Tick tick : xScale.ticks(xTickCount(gap))) {
            double x = Math.rint(xScale.pixel(tick.value())) + 0.5;
            gc.strokeLine(x, bottom, x, bottom + (tick.label().isEmpty() ? 2 : 4));
            double half = figures.width(tick.label()) / 2;
            double middle = Math.clamp(x, legend.left() + half, Math.max(x, right - half));
            middle = Math.min(middle, right + 0.5 * line - half);
            if (half > 0 && middle - half >= taken && middle + half <= end + 0.5 * line) {
                text(gc, figures, tick.label(), middle, bottom + line * 0.85, TextAlignment.CENTER);
                taken = middle + half + gap / 2;
            }
        }
    }

    /// As many ticks as have room for their labels.
    private int xTickCount(double gap) {
        int most = 12;
        while (most > 2) {
            double widest = 0;
            int named = 0;
            for (PlotScale.Tick tick : xScale.ticks(most)) {
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

    private void curve(Brush gc, int index) {
        PlotSeries curve = data.series().get(index);
        legend.stroke(gc, index);
        if (curve.kind() == PlotSeries.Kind.REFERENCE) {
            double y = yScale.pixel(curve.level());
            gc.strokeLine(left, y, right, y);
        } else {
            PlotReduction points = PlotReduction.of(curve, xScale, yScale);
            for (int from = 0; from < points.size(); ) {
                int to = points.endOfRun(from);
                if (to - from == 1) {
                    gc.setFill(legend.color(index));
                    dot(gc, points.x(from), points.y(from), DOT);
                } else if (to > from) {
                    gc.strokePolyline(points.xs(from, to), points.ys(from, to));
                }
                from = Math.max(to, from + 1);
            }
        }
        gc.setLineDashes();
    }

    private static void dot(Brush gc, double x, double y, double radius) {
        gc.fillRoundRect(x - radius, y - radius, 2 * radius, 2 * radius, 2 * radius, 2 * radius);
    }

    /// The marked place, the values read off, and the legend.
    void overlay(Brush gc) {
        if (data.isEmpty()) {
            return;
        }
        double marked = plot.markedXProperty().get();
        double read = plot.readXProperty().get();
        if (!Double.isNaN(marked)) {
            upright(gc, marked, Ink.ACCENT, palette.lineWidth() + 0.5);
        }
        if (!Double.isNaN(read)) {
            upright(gc, read, Ink.MUTED, 1);
        }
        double beside = caption.width(data.yAxis().title()) + line;
        legend.draw(gc, read, titleY, beside, legendLines);
    }

    private void upright(Brush gc, double place, Ink ink, double width) {
        double x = Math.rint(xScale.pixel(place)) + 0.5;
        if (!(x >= left - 1 && x <= right + 1)) {
            return;
        }
        gc.setStroke(palette.ink(ink));
        gc.setLineWidth(width);
        gc.strokeLine(x, top, x, bottom);
        for (int i = 0; i < data.series().size(); i++) {
            PlotSeries curve = data.series().get(i);
            int at = curve.nearest(place);
            double y = at < 0 ? Double.NaN : yScale.pixel(curve.y(at));
            if (at >= 0 && curve.x(at) == place && y <= bottom + 1 && y >= top - 1) {
                gc.setFill(palette.ink(Ink.SURFACE));
                dot(gc, x, y, DOT + 1.5);
                gc.setFill(legend.color(i));
                dot(gc, x, y, DOT);
            }
        }
    }

    /// The values read off, or what the plot shows, as a sentence.
    String readOut() {
        if (data.isEmpty()) {
            return plot.placeholderProperty().get();
        }
        double read = plot.readXProperty().get();
        List<String> parts = new ArrayList<>();
        parts.add(
                Double.isNaN(read)
                        ? Messages.text(
                                "plot.accessible", data.yAxis().title(), data.xAxis().title())
                        : PlotLegend.place(data.xAxis(), read));
        for (PlotLegend.Entry entry : legend.entries(read)) {
            parts.add(entry.name() + " " + entry.value());
        }
        return String.join(", ", parts);
    }

    private void text(
            Brush gc, TextRuler ruler, String text, double x, double y, TextAlignment alignment) {
        gc.setFont(ruler.font());
        gc.setFill(palette.ink(Ink.MUTED));
        gc.setTextAlign(alignment);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(text, x, y);
    }
}
