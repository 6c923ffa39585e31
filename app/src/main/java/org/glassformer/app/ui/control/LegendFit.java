package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Puts the entries of a legend in lines. Where there is little room, what matters least goes first: values, air, words that
/// names share, lines of reference, the ends of names, and at last entries.
///
/// @param lines of labels, from the left
/// @param close whether samples of curves and gaps are short
record LegendFit(List<List<Label>> lines, boolean close) {

    /// An entry and what is written of it.
    record Label(PlotLegend.Entry entry, String text) {}

    /// What there is room for, in pixels.
    ///
    /// @param first width of the first line
    /// @param others width of the others
    /// @param lines at most
    /// @param line height of a line
    record Room(double first, double others, int lines, double line) {}

    /// The sample of a curve with the gap to its name, and the gap to the next entry, in heights of a line.
    private static final double SWATCH = 1.7;

    private static final double CLOSE_SWATCH = 1.45;
    private static final double GAP = 1;
    private static final double CLOSE_GAP = 0.4;

    /// The widths between which names are shortened, in heights of a line.
    private static final double LONGEST = 9;

    private static final double SHORTEST = 2.5;
    private static final double SHORTER = 0.85;

    /// How it is tried.
    private record Way(boolean values, boolean close, boolean brief, boolean references) {}

    static LegendFit of(List<PlotLegend.Entry> entries, boolean reading, Room room, TextFit texts) {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way(true, false, false, true));
        if (!reading) {
            ways.add(new Way(false, false, false, true));
        }
        ways.add(new Way(reading, true, false, true));
        ways.add(new Way(reading, true, true, true));
        Way last = new Way(reading, true, true, false);
        ways.add(last);
        for (Way way : ways) {
            LegendFit fit = packed(entries, way, Double.MAX_VALUE, room, texts);
            if (fit.lines().size() <= room.lines()) {
                return fit;
            }
        }
        LegendFit fit = packed(entries, last, LONGEST * room.line(), room, texts);
        for (double limit = LONGEST; fit.lines().size() > room.lines(); limit *= SHORTER) {
            if (limit < SHORTEST) {
                return new LegendFit(fit.lines().subList(0, room.lines()), true);
            }
            fit = packed(entries, last, limit * room.line(), room, texts);
        }
        return fit;
    }

    /// Measures and shortens texts.
    interface TextFit {
        /// Pixels that a text takes.
        double width(String text);

        /// The beginning of a text that takes so many pixels at most.
        String fit(String text, double limit);
    }

    /// The width of the sample of a curve and the gap to its name.
    double swatch(double line) {
        return swatch(close) * line;
    }

    private static double swatch(boolean close) {
        return close ? CLOSE_SWATCH : SWATCH;
    }

    /// The gap to the next entry.
    double gap(double line) {
        return gap(close) * line;
    }

    private static double gap(boolean close) {
        return close ? CLOSE_GAP : GAP;
    }

    private static LegendFit packed(
            List<PlotLegend.Entry> entries, Way way, double longest, Room room, TextFit texts) {
        List<String> names = entries.stream().map(PlotLegend.Entry::name).toList();
        ToDoubleFunction<String> width =
                text -> texts.width(text) + (swatch(way.close()) + gap(way.close())) * room.line();
        List<List<Label>> lines = new ArrayList<>();
        List<Label> line = new ArrayList<>();
        double left = room.first();
        for (PlotLegend.Entry entry : entries) {
            if (entry.reference() && !way.references()) {
                continue;
            }
            String name = way.brief() ? brief(entry.name(), names) : entry.name();
            if (longest < Double.MAX_VALUE) {
                name = texts.fit(name, longest);
            }
            Label label = new Label(entry, text(name, entry.value(), way.values()));
            double taken = width.applyAsDouble(label.text());
            if (taken > left && !(line.isEmpty() && !lines.isEmpty())) {
                lines.add(line);
                line = new ArrayList<>();
                left = room.others();
            }
            line.add(label);
            left -= taken;
        }
        lines.add(line);
        return new LegendFit(lines, way.close());
    }

    /// The name and the value; the value alone for a curve without a name.
    private static String text(String name, String value, boolean withValue) {
        if (name.isEmpty()) {
            return value;
        }
        return withValue ? name + " " + value : name;
    }

    /// A name without the words with which others begin, too.
    private static String brief(String name, List<String> names) {
        String[] words = name.split(" ", -1);
        int shared = 0;
        for (String other : names) {
            if (!other.equals(name)) {
                String[] its = other.split(" ", -1);
                int same = 0;
                while (same < Math.min(words.length, its.length) - 1
                        && words[same].equals(its[same])) {
                    same++;
                }
                shared = Math.max(shared, same);
            }
        }
        return String.join(" ", List.of(words).subList(shared, words.length));
    }
}
