package org.glassformer.app.ui.control;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A text broken into rows of a width, as far as was asked for.
///
/// A row's end depends on its beginning alone, so that after an edit only rows from there to the next old beginning are
/// broken again, and a single line of a hundred thousand characters costs no more than a thousand short ones.
final class EditorRows {

    private static final int LONGEST_WORD = 80;
    private static final int REACH = LONGEST_WORD + 64; // how far beyond its end a row looks
    private static final int MOST_WIDTHS = 30_000;

    private final EditorText text;
    private final Map<String, Double> widths = new HashMap<>();
    private TextRuler ruler;
    private double space;
    private double width;
    private boolean signs;
    private int[] starts = new int[64];
    private int count = 1;
    private int known; // where the row after the last known one begins
    private boolean complete;

    EditorRows(EditorText text, TextRuler ruler) {
        this.text = text;
        this.ruler = ruler;
    }

    /// Forgets all rows and breaks for another width or typeface.
    void reset(TextRuler newRuler, double newWidth, boolean withSigns) {
        if (!newRuler.font().equals(ruler.font()) || withSigns != signs) {
            widths.clear();
        }
        ruler = newRuler;
        space = newRuler.width(" ");
        width = newWidth;
        signs = withSigns;
        count = 0;
        known = 0;
        complete = false;
        extend(0, 0, Long.MAX_VALUE);
    }

    /// The number of rows that are known.
    int count() {
        return count;
    }

    /// Whether all rows are known.
    boolean isComplete() {
        return complete;
    }

    /// The number of rows there will be, as far as one can tell.
    int estimate() {
        return complete || known == 0
                ? count
                : (int) Math.min(Integer.MAX_VALUE, (long) count * text.length() / known + 1);
    }

    int start(int row) {
        return starts[row];
    }

    /// One past the last character of a row, its line end included.
    int end(int row) {
        return row + 1 < count ? starts[row + 1] : known;
    }

    /// The known row that a place is in.
    int rowOf(int at) {
        int found = Arrays.binarySearch(starts, 0, count, at);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /// Breaks on until enough rows are known.
    ///
    /// @param row that is wanted
    /// @param at place whose row is wanted
    /// @param deadline in nanoseconds of [System#nanoTime()], after which it stops in any case
    void extend(int row, int at, long deadline) {
        int broken = 0;
        while (!complete && (count <= row || known <= at)) {
            if ((++broken & 15) == 0 && System.nanoTime() > deadline) {
                return;
            }
            add(known);
            step();
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    /// Finds the end of the row that begins at `known`, and moves there.
    private void step() {
        int next = next(known);
        complete = next < 0;
        known = complete ? text.length() : next;
    }

    /// Breaks again what an edit changed.
    void edited(EditorText.Change change) {
        int delta = change.added().length() - change.removed().length();
        int newEnd = change.at() + change.added().length();
        if (known < change.at() && !complete) {
            return;
        }
        int first = rowOf(Math.max(0, change.at() - REACH));
        int[] old = Arrays.copyOf(starts, count);
        int oldKnown = known;
        boolean wasComplete = complete;
        known = starts[first];
        count = first;
        complete = false;
        while (!complete) {
            if (known >= newEnd && count > first) {
                int same = Arrays.binarySearch(old, known - delta);
                if (same > 0) {
                    keep(old, same, delta);
                    known = wasComplete ? text.length() : oldKnown + delta;
                    complete = wasComplete;
                    return;
                }
                if (!wasComplete && known - delta >= oldKnown) {
                    return;
                }
            }
            add(known);
            step();
        }
    }

    private void keep(int[] old, int from, int delta) {
        int n = old.length - from;
        if (count + n > starts.length) {
            starts = Arrays.copyOf(starts, Math.max(2 * starts.length, count + n));
        }
        for (int i = 0; i < n; i++) {
            starts[count + i] = old[from + i] + delta;
        }
        count += n;
    }

    /// The beginning of the row after the one that begins at `from`; -1 if that one is the last.
    private int next(int from) {
        int n = text.length();
        double x = 0;
        int at = from;
        while (at < n) {
            char c = text.charAt(at);
            if (c == '\n') {
                return at + 1;
            }
            if (c == ' ') {
                x += space;
                at++;
                if (x > width + space) {
                    return at < n ? at : -1;
                }
                continue;
            }
            int end = segment(at);
            double wide = widthOf(at, end);
            if (x + wide <= width) {
                x += wide;
                at = end;
            } else if (wide <= width && x > 0) {
                return at;
            } else {
                int fits = fitting(at, end, width - x);
                return fits > from ? fits : Clusters.next(text, from);
            }
        }
        return -1;
    }

    /// The end of what is kept together: a word, or one character where a script has no spaces between words.
    private int segment(int at) {
        int n = Math.min(text.length(), at + LONGEST_WORD);
        int i = at;
        while (i < n) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n') {
                break;
            }
            if (c == '\t') {
                return i == at ? i + 1 : i;
            }
            if (c > 0x7F && breaksAnywhere(Character.codePointAt(text, i))) {
                return i == at ? Clusters.next(text, at) : i;
            }
            i++;
        }
        return i < text.length() ? Math.max(at + 1, Clusters.floor(text, i)) : i;
    }

    private static boolean breaksAnywhere(int c) {
        if (c < 0x0E00) {
            return false;
        }
        if (c >= 0x1F000) {
            return true;
        }
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            default -> false;
        };
    }

    private double widthOf(int from, int to) {
        RowText row = RowText.of(text, from, to, signs);
        if (row.isPlain() && ruler.isFixed()) {
            return row.shown().length() * ruler.advance();
        }
        Double known1 = widths.get(row.shown());
        if (known1 != null) {
            return known1;
        }
        if (widths.size() > MOST_WIDTHS) {
            widths.clear();
        }
        double measured = ruler.width(row.shown());
        widths.put(row.shown(), measured);
        return measured;
    }

    /// How far of a segment fits into a width, at a place between characters.
    private int fitting(int from, int to, double room) {
        int at = from;
        double x = 0;
        while (at < to) {
            int end = Math.min(to, Clusters.next(text, at));
            x += widthOf(at, end);
            if (x > room) {
                break;
            }
            at = end;
        }
        return at;
    }
}
