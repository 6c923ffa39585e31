package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// Collects tokens with their places in the original text.
final class EncodingBuilder {
    private final String text;
    private final boolean keepLeftOut;
    private int[] ids;
    private int[] starts;
    private int[] ends;
    private int[] byteStarts;
    private int size;

    private int cursor; // a character of the original text
    private int cursorByte; // and its place among the bytes

    private final StringBuilder leftOut = new StringBuilder(0);
    private int leftOutTo; // one past the last character of these

    EncodingBuilder(String text) {
        this(text, false);
    }

    private EncodingBuilder(String text, boolean keepLeftOut) {
        this.text = text;
        this.keepLeftOut = keepLeftOut;
        int expected = Math.max(16, text.length() / 4); // most texts have fewer tokens
        ids = new int[expected];
        starts = new int[expected];
        ends = new int[expected];
        byteStarts = new int[expected + 1];
    }

    /// A builder that also keeps parts that are no token, with the id -1.
    static EncodingBuilder keepingLeftOut(String text) {
        return new EncodingBuilder(text, true);
    }

    /// A token that covers the original's characters `from` to `to`.
    void add(int id, int from, int to) {
        put(id, from, to, byteAt(from));
    }

    /// A token that covers `length` ASCII characters of the original from `from` on.
    void addAscii(int id, int from, int length) {
        int byteStart = byteAt(from);
        if (size == ids.length) {
            grow();
        }
        ids[size] = id;
        starts[size] = from;
        ends[size] = from + length;
        byteStarts[size++] = byteStart;
        cursor = from + length;
        cursorByte = byteStart + length;
    }

    /// The parts of the word that covers `length` characters of the original from `from` on.
    void addCells(int[] cells, int from, int length) {
        int byteStart = byteAt(from);
        int last = cells.length - 1;
        for (int i = 0; i < last; i += Cells.WIDTH) {
            if (cells[i] >= 0) {
                put(cells[i], from + cells[i + 1], from + cells[i + 2], byteStart + cells[i + 3]);
            } else {
                leaveOut(from + cells[i + 1], from + cells[i + 2]);
            }
        }
        cursor = from + length;
        cursorByte = byteStart + cells[last];
    }

    /// The parts of the word `source[from, to)`.
    void addWord(AlignedText source, int from, int to, WordParts parts) {
        String word = source.text();
        int at = from;
        int within = 0; // bytes of the character at `at` that are taken
        for (int i = 0; i < parts.size(); i++) {
            int first = at;
            int firstWithin = within;
            int last = at;
            int left = parts.length(i);
            while (left > 0) {
                int codePoint = Utf8.codePoint(word, at, to);
                int available = Utf8.length(codePoint) - within;
                last = at + Character.charCount(codePoint);
                if (left < available) {
                    within += left;
                    break;
                }
                left -= available;
                within = 0;
                at = last;
            }
            if (parts.id(i) >= 0 || keepLeftOut) {
                place(source, parts.id(i), first, firstWithin, last);
            }
            if (parts.id(i) < 0) {
                leaveOut(source.start(first), source.end(last - 1));
            }
        }
    }

    /// A character is named once, also when several of its bytes have no token.
    private void leaveOut(int start, int end) {
        int from = Math.max(start, leftOutTo);
        if (from < end) {
            leftOut.append(text, from, end);
            leftOutTo = end;
        }
    }

    private void place(AlignedText source, int id, int first, int firstWithin, int last) {
        int start = source.start(first);
        int end = Math.max(start, source.end(Math.max(first, last - 1)));
        int byteStart = byteAt(start);
        if (firstWithin > 0) {
            int next = first + Character.charCount(source.text().codePointAt(first));
            byteStart = Math.min(byteStart + firstWithin, byteAt(source.end(next - 1)));
        }
        put(id, start, end, byteStart);
    }

    /// All tokens. Text that no token covers, because it was normalised away, goes to the token
    /// before it, at the start of the text to the first one.
    Encoding build() {
        return build(0, text.length());
    }

    /// The same for the stretch from character `from` to character `to` alone.
    Encoding build(int from, int to) {
        int byteEnd = byteAt(to);
        if (size > 0) {
            starts[0] = from;
            byteStarts[0] = from == 0 ? 0 : byteAt(from);
        }
        for (int i = 1; i < size; i++) {
            byteStarts[i] = Math.max(byteStarts[i], byteStarts[i - 1]);
            ends[i - 1] = Math.max(ends[i - 1], starts[i]);
        }
        if (size > 0) {
            ends[size - 1] = to;
        }
        byteStarts[size] = size == 0 ? 0 : byteEnd;
        if (2L * size < ids.length) {
            resize(size);
        }
        return new Encoding(text, size, ids, starts, ends, byteStarts, leftOut.toString());
    }

    private void put(int id, int start, int end, int byteStart) {
        if (size == ids.length) {
            grow();
        }
        ids[size] = id;
        starts[size] = start;
        ends[size] = end;
        byteStarts[size++] = byteStart;
    }

    private void grow() {
        resize(size + Math.max(16, size >> 1));
    }

    private void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        byteStarts = Arrays.copyOf(byteStarts, capacity + 1);
    }

    private int byteAt(int character) {
        while (cursor > character) {
            int codePoint = text.codePointBefore(cursor);
            cursor -= Character.charCount(codePoint);
            cursorByte -= Utf8.length(Utf8.codePoint(text, cursor, text.length()));
        }
        while (cursor < character) {
            int codePoint = Utf8.codePoint(text, cursor, text.length());
            cursorByte += Utf8.length(codePoint);
            cursor += Character.charCount(codePoint);
        }
        return cursorByte;
    }
}
