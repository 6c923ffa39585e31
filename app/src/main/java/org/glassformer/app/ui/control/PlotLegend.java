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

    private static final Ink[] HUES = {
        Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3, Ink.SERIES_4, Ink.SERIES_5, Ink.SERIES_6
    };

    /// Of the curves in turn, in widths of a line; none for a whole line.
    private static final double[][] DASHES = {{}, {5, 3}, {1.2, 2.2}, {6, 2.5, 1.2, 2.5}};

    private static final double[] REFERENCE_DASHES = {3, 3};
    private static final double FAINT_ALPHA = 0.45;

    /// Room for a curve's sample before its name, in heights of a line.
    private static final double SWATCH = 1.7;

    /// From line to line, in heights of a line.
    static final double LINE = 1.4;

    /// The width of a name from which on it is shortened where there is no room, in heights of a line.
    private static final double LONGEST = 9;

    private static final double SHORTER = 0.85;

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

    /// How many lines the legend takes, the first beside the title of an axis.
    ///
    /// @param most lines there may be
    int lines(String title, int most) {
        List<Entry> entries = entries(Double.NaN);
        double beside = caption.width(title) + caption.lineHeight();
        for (boolean withValues : new boolean[] {true, false}) {
            int lines = packed(entries, withValues, Double.MAX_VALUE, beside).size();
            if (lines <= most) {
                return Math.max(1, lines);
            }
        }
        return most;
    }

    private double width(Entry entry, boolean withValue, double longest) {
        double line = caption.lineHeight();
        return caption.width(label(entry, withValue, longest)) + SWATCH * line + line;
    }

    /// The entries in lines, as many in each as it has room for; one at least.
    ///
    /// @param longest width of a name
    /// @param beside what is taken in the first line
    private List<List<Entry>> packed(
            List<Entry> entries, boolean withValues, double longest, double beside) {
        List<List<Entry>> lines = new ArrayList<>();
        List<Entry> line = new ArrayList<>();
        double room = right - left - beside;
        for (Entry entry : entries) {
            double width = width(entry, withValues, longest);
            if (width > room && !(line.isEmpty() && !lines.isEmpty())) {
                lines.add(line);
                line = new ArrayList<>();
                room = right - left;
            }
            line.add(entry);
            room -= width;
        }
        lines.add(line);
        return lines;
    }

    /// Draws in lines from `y` downwards, each to the right end; where there is no room, values are left out unless they
    /// are read off, and names are shortened.
    ///
    /// @param beside what to leave free at the left of the first line
    /// @param most lines there may be
    void draw(Brush gc, double read, double y, double beside, int most) {
        List<Entry> entries = entries(read);
        boolean reading = !Double.isNaN(read);
        if (entries.size() < 2 && !reading) {
            return;
        }
        double line = caption.lineHeight();
        String place = reading ? place(data.xAxis(), read) : "";
        double taken = beside + (reading ? caption.width(place) + line : 0);
        boolean withValues = true;
        double longest = Double.MAX_VALUE;
        List<List<Entry>> lines = packed(entries, true, longest, taken);
        if (lines.size() > most && !reading) {
            withValues = false;
            lines = packed(entries, false, longest, taken);
        }
        for (double limit = LONGEST * line; lines.size() > most && limit > line; limit *= SHORTER) {
            longest = limit;
            lines = packed(entries, withValues, longest, taken);
        }
        gc.setFont(caption.font());
        gc.setTextBaseline(VPos.CENTER);
        gc.setTextAlign(TextAlignment.LEFT);
        boolean named = entries.size() > 1;
        for (int i = 0; i < lines.size(); i++) {
            double x = right;
            for (Entry entry : lines.get(i).reversed()) {
                x =
                        draw(
                                gc,
                                entry,
                                label(entry, withValues, longest),
                                x,
                                y + i * LINE * line,
                                named);
            }
            if (i == 0 && reading) {
                gc.setFill(palette.ink(Ink.MUTED));
                gc.fillText(place, x - caption.width(place), y);
            }
        }
    }

    /// Draws an entry that ends at `x`.
    ///
    /// @return where the one before it ends
    private double draw(Brush gc, Entry entry, String text, double x, double y, boolean named) {
        double line = caption.lineHeight();
        double at = x - caption.width(text);
        gc.setFill(palette.ink(Ink.TEXT));
        gc.fillText(text, at, y);
        if (named) {
            at -= SWATCH * line;
            stroke(gc, entry.index());
            gc.strokeLine(at, y, at + (SWATCH - 0.4) * line, y);
            gc.setLineDashes();
        }
        return at - line;
    }

    /// The name, shortened to a width, and the value; the value alone for a curve without a name.
    private String label(Entry entry, boolean withValue, double longest) {
        String name =
                longest < Double.MAX_VALUE ? caption.fit(entry.name(), longest) : entry.name();
        return label(new Entry(entry.index(), name, entry.value()), withValue);
    }

    /// The name and the value; the value alone for a curve without a name.
    private static String label(Entry entry, boolean withValue) {
        if (entry.name().isEmpty()) {
            return entry.value();
        }
        return withValue ? entry.name() + " " + entry.value() : entry.name();
    }
}
