package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Tokens laid out in lines of one width: where each stands.
final class TextLines {

    /// Room at each side of a token, in pixels.
    static final double PAD = 3;

    private final double[] lefts;
    private final double[] widths;
    private final int[] lines;

    private TextLines(int tokens) {
        lefts = new double[tokens];
        widths = new double[tokens];
        lines = new int[tokens];
    }

    /// Puts tokens into lines; a token that ends a line begins another.
    ///
    /// @param labels the tokens as they are shown
    /// @param ruler gives the width of a label
    /// @param width of the lines, in pixels
    static TextLines of(List<String> labels, ToDoubleFunction<String> ruler, double width) {
        TextLines made = new TextLines(labels.size());
        double at = 0;
        int line = 0;
        for (int t = 0; t < labels.size(); t++) {
            String label = labels.get(t);
            double w = Math.min(width, ruler.applyAsDouble(label) + 2 * PAD);
            if (at > 0 && at + w > width) {
                at = 0;
                line++;
            }
            made.lefts[t] = at;
            made.widths[t] = w;
            made.lines[t] = line;
            at += w + 1;
            if (label.endsWith("↵")) {
                at = 0;
                line++;
            }
        }
        return made;
    }

    int tokens() {
        return lines.length;
    }

    /// The number of lines.
    int count() {
        return lines.length == 0 ? 0 : lines[lines.length - 1] + 1;
    }

    double left(int token) {
        return lefts[token];
    }

    double width(int token) {
        return widths[token];
    }

    int line(int token) {
        return lines[token];
    }

    /// Where the rightmost token ends.
    double widest() {
        double widest = 0;
        for (int t = 0; t < lines.length; t++) {
            widest = Math.max(widest, lefts[t] + widths[t]);
        }
        return widest;
    }

    /// The first token of a line, or the number of tokens behind the last line.
    int first(int line) {
        int at = Arrays.binarySearch(lines, line);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && lines[at - 1] == lines[at]) {
            at--;
        }
        return at;
    }

    /// The token at a place, or -1.
    int at(double x, int line) {
        for (int t = Math.max(0, first(line)); t < lines.length && lines[t] == line; t++) {
            if (x >= lefts[t] && x < lefts[t] + widths[t]) {
                return t;
            }
        }
        return -1;
    }

    /// The token of the line above (-1) or below (1) that is closest to a token, or the token itself at the end.
    int beside(int token, int by) {
        double middle = lefts[token] + widths[token] / 2;
        int wanted = lines[token] + by;
        int best = token;
        double least = Double.MAX_VALUE;
        for (int t = first(wanted); t < lines.length && lines[t] == wanted; t++) {
            double away = Math.abs(lefts[t] + widths[t] / 2 - middle);
            if (away < least) {
                least = away;
                best = t;
            }
        }
        return best;
    }
}
