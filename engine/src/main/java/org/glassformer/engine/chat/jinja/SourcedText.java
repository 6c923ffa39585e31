package org.glassformer.engine.chat.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text that knows of every character whether it came from a marked text, and from which.
///
/// Two texts are equal when their characters are, wherever these came from.
public final class SourcedText implements Value {
    /// The source of characters that come from no marked text.
    public static final int NO_SOURCE = -1;

    static final SourcedText EMPTY = new SourcedText("", new int[0]);

    /// Characters from one source.
    ///
    /// @param start the first, a UTF-16 index
    /// @param end one past the last
    /// @param source the number of the marked text
    public record Run(int start, int end, int source) {}

    private final String text;
    private final int[] runs; // start, end and source in turn, ascending

    private SourcedText(String text, int[] runs) {
        this.text = text;
        this.runs = runs;
    }

    /// A text from no source.
    public static SourcedText of(String text) {
        return text.isEmpty() ? EMPTY : new SourcedText(text, new int[0]);
    }

    /// A text from one source.
    ///
    /// @param source its number, from 0
    public static SourcedText of(String text, int source) {
        return text.isEmpty() || source == NO_SOURCE
                ? of(text)
                : new SourcedText(text, new int[] {0, text.length(), source});
    }

    /// The characters.
    public String text() {
        return text;
    }

    /// The parts that come from a source, in order; what lies between comes from none.
    public List<Run> runs() {
        List<Run> list = new ArrayList<>(runs.length / 3);
        for (int i = 0; i < runs.length; i += 3) {
            list.add(new Run(runs[i], runs[i + 1], runs[i + 2]));
        }
        return list;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean isPlain() {
        return runs.length == 0;
    }

    /// What it costs to keep.
    long weight() {
        return (long) text.length() + runs.length;
    }

    /// The characters `from` to `to`.
    SourcedText part(int from, int to) {
        if (from >= to) {
            return EMPTY;
        }
        if (from == 0 && to == text.length()) {
            return this;
        }
        return isPlain() ? of(text.substring(from, to)) : new Builder().add(this, from, to).build();
    }

    /// The source of the character at `index`, or [#NO_SOURCE].
    int sourceAt(int index) {
        int at = firstRun(index);
        return at < runs.length && runs[at] <= index ? runs[at + 2] : NO_SOURCE;
    }

    /// The first run that ends after `index`.
    private int firstRun(int index) {
        int low = 0;
        int high = runs.length / 3;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs[3 * middle + 1] <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 3 * low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourcedText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /// Puts texts together.
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] runs = new int[12];
        private int used;

        Builder add(String piece, int source) {
            int start = text.length();
            text.append(piece);
            mark(start, text.length(), source);
            return this;
        }

        Builder add(String piece) {
            text.append(piece);
            return this;
        }

        Builder add(SourcedText piece) {
            return add(piece, 0, piece.length());
        }

        Builder add(SourcedText piece, int from, int to) {
            int shift = text.length() - from;
            text.append(piece.text, from, to);
            for (int i = piece.firstRun(from);
                    i < piece.runs.length && piece.runs[i] < to;
                    i += 3) {
                mark(
                        Math.max(from, piece.runs[i]) + shift,
                        Math.min(to, piece.runs[i + 1]) + shift,
                        piece.runs[i + 2]);
            }
            return this;
        }

        int length() {
            return text.length();
        }

        private void mark(int start, int end, int source) {
            if (start >= end || source == NO_SOURCE) {
                return;
            }
            if (used > 0 && runs[used - 2] == start && runs[used - 1] == source) {
                runs[used - 2] = end;
                return;
            }
            if (used == runs.length) {
                runs = Arrays.copyOf(runs, used * 2);
            }
            runs[used] = start;
            runs[used + 1] = end;
            runs[used + 2] = source;
            used += 3;
        }

        SourcedText build() {
            return text.isEmpty()
                    ? EMPTY
                    : new SourcedText(text.toString(), Arrays.copyOf(runs, used));
        }
    }
}
