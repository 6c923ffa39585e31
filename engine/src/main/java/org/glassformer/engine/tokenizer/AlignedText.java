package org.glassformer.engine.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text on its way through normalisers, and for each of its characters the range of characters of
/// the original it came from. A character that was put in has an empty range.
final class AlignedText {
    private final String text;
    private final int base;
    private final int @Nullable [] starts; // null: character i came from character base + i
    private final int[] ends;

    private AlignedText(String text, int base, int @Nullable [] starts, int[] ends) {
        this.text = text;
        this.base = base;
        this.starts = starts;
        this.ends = ends;
    }

    /// The characters of `original` from `from` to `to` as they are.
    static AlignedText of(String original, int from, int to) {
        return new AlignedText(original.substring(from, to), from, null, new int[0]);
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// Whether no character was changed, so that character `i` is the original's `start(0) + i`.
    boolean isOriginal() {
        return starts == null;
    }

    /// The first original character of character `index`.
    int start(int index) {
        return starts == null ? base + index : starts[index];
    }

    /// One past the last original character of character `index`.
    int end(int index) {
        return starts == null ? base + index + 1 : ends[index];
    }

    AlignedText slice(int from, int to) {
        if (from == 0 && to == text.length()) {
            return this;
        }
        String part = text.substring(from, to);
        return starts == null
                ? new AlignedText(part, base + from, null, ends)
                : new AlignedText(
                        part,
                        0,
                        Arrays.copyOfRange(starts, from, to),
                        Arrays.copyOfRange(ends, from, to));
    }

    /// Collects a changed text.
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] starts;
        private int[] ends;

        Builder(int expected) {
            starts = new int[Math.max(16, expected)];
            ends = new int[starts.length];
        }

        /// Adds `added`, all of which came from the original's `start` to `end`.
        Builder add(String added, int start, int end) {
            ensure(added.length());
            for (int i = 0; i < added.length(); i++) {
                put(added.charAt(i), start, end);
            }
            return this;
        }

        /// Adds `added` in place of a slice of `source`; character by character if the lengths agree.
        Builder replace(AlignedText source, int from, int to, String added) {
            if (added.length() == to - from) {
                ensure(added.length());
                for (int i = 0; i < added.length(); i++) {
                    put(added.charAt(i), source.start(from + i), source.end(from + i));
                }
                return this;
            }
            int start = from < to ? source.start(from) : end();
            int end = from < to ? source.end(to - 1) : start;
            return add(added, start, end);
        }

        /// Adds a slice of `source` unchanged.
        Builder copy(AlignedText source, int from, int to) {
            ensure(to - from);
            for (int i = from; i < to; i++) {
                put(source.text.charAt(i), source.start(i), source.end(i));
            }
            return this;
        }

        AlignedText build() {
            int length = text.length();
            return new AlignedText(
                    text.toString(), 0, Arrays.copyOf(starts, length), Arrays.copyOf(ends, length));
        }

        private int end() {
            return text.isEmpty() ? 0 : ends[text.length() - 1];
        }

        private void put(char character, int start, int end) {
            starts[text.length()] = start;
            ends[text.length()] = end;
            text.append(character);
        }

        private void ensure(int more) {
            int needed = text.length() + more;
            if (needed > starts.length) {
                int capacity = Math.max(needed, starts.length + (starts.length >> 1));
                starts = Arrays.copyOf(starts, capacity);
                ends = Arrays.copyOf(ends, capacity);
            }
        }
    }
}
