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
    record Entry(int index, String name, String value) {}

    private static final Ink[] HUES = {Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3, Ink.SERIES_4};

    /// Of the curves in turn, in widths of a line; none for a whole line.
    private static final double[][] DASHES = {{}, {5, 3}, {1.2, 2.2}, {6, 2.5, 1.2, 2.5}};

    private static final double[] REFERENCE_DASHES = {3, 3};
    private static final double FAINT_ALPHA = 0.45;

    /// Room for a curve's sample before its name, in heights of a line.
    private static final double SWATCH = 1.7;

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
        return hue % HUES.length;
    }

    Color color(int index) {
        return data.series().get(index).kind() == PlotSeries.Kind.REFERENCE
                ? palette.ink(Ink.MUTED)
                : palette.ink(HUES[hue(index)]);
    }

    /// Sets up a stroke as the curve is drawn.
    void stroke(Brush gc, int index) {
        gc.setStroke(color(index));
        double width = palette.lineWidth();
        switch (data.series().get(index).kind()) {
            case LINE -> {
                gc.setLineWidth(width + 0.8);
                double[] dashes = DASHES[hue(index)].clone();
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
                entries.add(new Entry(i, curve.name(), figure(data.yAxis(), curve.level())));
            } else if (curve.kind() == PlotSeries.Kind.LINE || !Double.isNaN(read)) {
                int at = Double.isNaN(read) ? curve.size() - 1 : curve.nearest(read);
                entries.add(
                        new Entry(
                                i, curve.name(), at < 0 ? "–" : figure(data.yAxis(), curve.y(at))));
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

    /// Whether the legend has room in one line with the title of an axis.
    boolean fitsBeside(String title) {
        List<Entry> entries = entries(Double.NaN);
        return entries.size() < 2
                || width(entries, true) + caption.width(title) + 2 * caption.lineHeight()
                        <= right - left;
    }

    private double width(List<Entry> entries, boolean withValues) {
        double line = caption.lineHeight();
        double width = 0;
        for (Entry entry : entries) {
            width += caption.width(label(entry, withValues)) + SWATCH * line + line;
        }
        return width;
    }

    /// Draws at the right end of the line at `y`, values left out or names shortened where there is no room.
    ///
    /// @param beside what to leave free at the left
    void draw(Brush gc, double read, double y, double beside) {
        List<Entry> entries = entries(read);
        boolean reading = !Double.isNaN(read);
        if (entries.size() < 2 && !reading) {
            return;
        }
        double line = caption.lineHeight();
        double swatch = entries.size() > 1 ? SWATCH * line : 0;
        String place = reading ? place(data.xAxis(), read) : "";
        double room = right - left - beside - (reading ? caption.width(place) + line : 0);
        boolean withValues = reading || width(entries, true) <= room;
        boolean whole = width(entries, withValues) <= room;
        double each = Math.max(line, room / entries.size() - swatch - line);
        gc.setFont(caption.font());
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        double x = right;
        for (Entry entry : entries.reversed()) {
            String label = label(entry, withValues);
            String text = whole ? label : caption.fit(label, each);
            x -= caption.width(text);
            gc.setFill(palette.ink(Ink.TEXT));
            gc.fillText(text, x, y);
            x -= swatch;
            if (swatch > 0) {
                stroke(gc, entry.index());
                gc.strokeLine(x, y, x + (SWATCH - 0.4) * line, y);
                gc.setLineDashes();
            }
            x -= line;
        }
        if (reading) {
            gc.setFill(palette.ink(Ink.MUTED));
            gc.fillText(place, x - caption.width(place), y);
        }
    }

    /// The name and the value; the value alone for a curve without a name.
    private static String label(Entry entry, boolean withValue) {
        if (entry.name().isEmpty()) {
            return entry.value();
        }
        return withValue ? entry.name() + " " + entry.value() : entry.name();
    }
}
