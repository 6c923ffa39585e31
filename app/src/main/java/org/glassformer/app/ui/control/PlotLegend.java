package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;

/// The names, hues and dashes of a plot's curves, with their last values or those read off.
final class PlotLegend {

    /// A curve in the legend.
    ///
    /// @param reference whether it is a line of reference
    record Entry(int index, String name, String value, boolean reference) {}

    private static final Ink[] HUES = {
        Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3, Ink.SERIES_4, Ink.SERIES_5, Ink.SERIES_6
    };

    /// Of the curves in turn, in widths of a line; none for a whole line.
    private static final double[][] DASHES = {{}, {5, 3}, {1.2, 2.2}, {6, 2.5, 1.2, 2.5}};

    private static final double[] REFERENCE_DASHES = {3, 3};
    private static final double FAINT_ALPHA = 0.45;

    /// From line to line, in heights of a line.
    static final double LINE = 1.4;

    /// From the sample of a curve to its name, in heights of a line.
    private static final double SAMPLE_GAP = 0.4;

    private final PlotData data;
    private final CanvasPalette palette;
    private final TextRuler caption;
    private final double left;
    private final double right;

    PlotLegend(LinePlot plot, CanvasPalette palette, TextRuler caption, double left, double right) {
        data = plot.dataProperty().get();
        this.palette = palette;
        this.caption = caption;
        this.left = left;
        this.right = right;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    /// The place of a curve in the order of hues.
    private int hue(int index) {
        int hue = 0;
        for (int i = 0; i < index; i++) {
            hue += data.series().get(i).kind() == PlotSeries.Kind.LINE ? 1 : 0;
        }
        return hue;
    }

    Color color(int index) {
        return data.series().get(index).kind() == PlotSeries.Kind.REFERENCE
                ? palette.ink(Ink.MUTED)
                : palette.ink(HUES[hue(index) % HUES.length]);
    }

    /// Sets up a stroke as the curve is drawn.
    void stroke(Brush gc, int index) {
        gc.setStroke(color(index));
        double width = palette.lineWidth();
        switch (data.series().get(index).kind()) {
            case LINE -> {
                gc.setLineWidth(width + 0.8);
                double[] dashes = DASHES[hue(index) % DASHES.length].clone();
                for (int i = 0; i < dashes.length; i++) {
                    dashes[i] *= width + 0.8;
                }
                gc.setLineDashes(dashes);
            }
            case FAINT -> {
                gc.setLineWidth(width);
                gc.setLineDashes();
                gc.setStroke(color(index).deriveColor(0, 1, 1, FAINT_ALPHA));
            }
            case REFERENCE -> {
                gc.setLineWidth(width);
                gc.setLineDashes(REFERENCE_DASHES);
            }
        }
    }

    /// The curves with their values at a place, or their last values where there is none.
    List<Entry> entries(double read) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < data.series().size(); i++) {
            PlotSeries curve = data.series().get(i);
            if (curve.kind() == PlotSeries.Kind.REFERENCE) {
                entries.add(new Entry(i, curve.name(), figure(data.yAxis(), curve.level()), true));
            } else if (curve.kind() == PlotSeries.Kind.LINE || !Double.isNaN(read)) {
                int at = Double.isNaN(read) ? curve.size() - 1 : curve.nearest(read);
                entries.add(
                        new Entry(
                                i,
                                curve.name(),
                                at < 0 ? "–" : figure(data.yAxis(), curve.y(at)),
                                false));
            }
        }
        return entries;
    }

    /// A place on an axis: its title, the number and the name of what stands there.
    static String place(PlotAxis axis, double value) {
        long at = Math.round(value);
        String name = at >= 0 && at < axis.names().size() ? " " + axis.names().get((int) at) : "";
        return axis.title() + " " + figure(axis, value) + name;
    }

    static String figure(PlotAxis axis, double value) {
        return axis.counting() && Double.isFinite(value)
                ? Figures.count(Math.round(value))
                : Figures.value(value);
    }

    /// How many lines the legend takes, the first beside the title of an axis.
    ///
    /// @param most lines there may be
    int lines(String title, int most) {
        double beside = caption.width(title) + caption.lineHeight();
        return Math.max(1, fit(Double.NaN, beside, most).lines().size());
    }

    /// @param beside what is taken in the first line
    private LegendFit fit(double read, double beside, int most) {
        double width = right - left;
        return LegendFit.of(
                entries(read),
                !Double.isNaN(read),
                new LegendFit.Room(width - beside, width, most, caption.lineHeight()),
                new LegendFit.TextFit() {
                    @Override
                    public double width(String text) {
                        return caption.width(text);
                    }

                    @Override
                    public String fit(String text, double limit) {
                        return caption.fit(text, limit);
                    }
                });
    }

    /// Draws in lines from `y` downwards, each to the right end.
    ///
    /// @param beside what to leave free at the left of the first line
    /// @param most lines there may be
    void draw(Brush gc, double read, double y, double beside, int most) {
        boolean reading = !Double.isNaN(read);
        boolean named = entries(read).size() > 1;
        if (!named && !reading) {
            return;
        }
        double line = caption.lineHeight();
        String place = reading ? place(data.xAxis(), read) : "";
        LegendFit fit = fit(read, beside + (reading ? caption.width(place) + line : 0), most);
        gc.setFont(caption.font());
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < fit.lines().size(); i++) {
            double x = right;
            for (LegendFit.Label label : fit.lines().get(i).reversed()) {
                double at = x - caption.width(label.text());
                gc.setFill(palette.ink(Ink.TEXT));
                gc.fillText(label.text(), at, y + i * LINE * line);
                if (named) {
                    at -= fit.swatch(line);
                    stroke(gc, label.entry().index());
                    double end = at + fit.swatch(line) - SAMPLE_GAP * line;
                    gc.strokeLine(at, y + i * LINE * line, end, y + i * LINE * line);
                    gc.setLineDashes();
                }
                x = at - fit.gap(line);
            }
            if (i == 0 && reading) {
                gc.setFill(palette.ink(Ink.MUTED));
                gc.fillText(place, x - caption.width(place), y);
            }
        }
    }
}
