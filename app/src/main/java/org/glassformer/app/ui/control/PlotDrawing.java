package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
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
    private final double line;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final double titleY;
    private final double xTitleY;
    private final PlotScale xScale;
    private final PlotScale yScale;
    private final PlotAxes axes;
    private final PlotLegend legend;
    private final int legendLines;

    PlotDrawing(
            LinePlot plot, CanvasPalette palette, double x, double y, double width, double height) {
        this.plot = plot;
        this.palette = palette;
        data = plot.dataProperty().get();
        caption = new TextRuler(palette.captionFont());
        line = caption.lineHeight();
        titleY = y + line / 2;
        boolean low = height < LOW * line;
        legend = new PlotLegend(plot, palette, caption, x, x + width - 0.5 * line);
        int most = Math.max(1, (int) (LEGEND * height / (PlotLegend.LINE * line)));
        legendLines = legend.lines(data.yAxis().title(), most);
        top = Math.rint(y + line * (1.6 + (legendLines - 1) * PlotLegend.LINE));
        bottom = Math.rint(Math.max(top + line, y + height - line * (low ? 1.45 : 2.75)));
        xTitleY = low ? bottom + line * 0.85 : bottom + line * 2.1;
        axes =
                new PlotAxes(
                        palette,
                        new PlotAxes.Room(x, legend.right(), top, bottom),
                        new PlotAxes.Side(extent(true), 0),
                        new PlotAxes.Side(extent(false), AIR),
                        1.8);
        left = axes.left();
        right = axes.right();
        xScale = axes.across();
        yScale = axes.up();
    }

    /// What an axis is to show.
    private PlotExtent extent(boolean across) {
        PlotExtent extent = new PlotExtent(across ? data.xAxis() : data.yAxis());
        for (PlotSeries curve : data.series()) {
            for (int i = 0; i < curve.size(); i++) {
                extent.add(across ? curve.x(i) : curve.y(i));
            }
            if (!across && curve.kind() == PlotSeries.Kind.REFERENCE) {
                extent.add(curve.level());
            }
        }
        return extent;
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
        axes.text(gc, caption, data.yAxis().title(), legend.left(), titleY, TextAlignment.LEFT);
        if (data.isEmpty()) {
            String none = plot.placeholderProperty().get();
            double limit = right - legend.left();
            axes.text(
                    gc,
                    caption,
                    caption.fit(none, limit),
                    (legend.left() + right) / 2,
                    (top + bottom) / 2,
                    TextAlignment.CENTER);
            return;
        }
        axes.grid(gc);
        foot(gc);
        gc.save();
        gc.clipRect(left - DOT, top - DOT, right - left + 2 * DOT, bottom - top + 2 * DOT);
        for (int i = 0; i < data.series().size(); i++) {
            curve(gc, i);
        }
        gc.restore();
    }

    private void foot(Brush gc) {
        boolean beside = xTitleY < bottom + line;
        String title = data.xAxis().title();
        double end = right;
        if (beside) {
            end = right - caption.width(title) - line;
            axes.text(gc, caption, title, right, xTitleY, TextAlignment.RIGHT);
        } else {
            axes.text(gc, caption, title, (left + right) / 2, xTitleY, TextAlignment.CENTER);
        }
        axes.foot(gc, end);
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
}
