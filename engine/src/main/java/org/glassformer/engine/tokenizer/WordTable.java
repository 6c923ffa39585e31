package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// The distinct words of a text in the order in which they first occur, with how often and where:
/// UTF-8 in one array, found by an open-addressing hash.
///
/// No object for each word: ten megabytes of random letters hold two million different ones.
final class WordTable {
    /// Arrays end a little below the largest index.
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    private byte[] bytes = new byte[1 << 14];
    private int used;
    private int[] starts = new int[1 << 10]; // (words + 1), places in `bytes`
    private long[] counts = new long[1 << 10];
    private int[] documents = new int[1 << 10];
    private int[] places = new int[1 << 10]; // UTF-16 index into the document
    private int[] slots = new int[1 << 11]; // word + 1, or 0
    private int size;
    private long totalBytes;

    /// Counts the word `text[from, to)` of document number `document` once more.
    ///
    /// @throws TrainingMemoryException if the distinct words are more than fit
    void add(String text, int from, int to, int document) {
        reserve(text, from, to);
        int end = used;
        int hash = 0x811C9DC5;
        for (int i = from; i < to; ) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[end++] = (byte) c;
                i++;
            } else {
                int codePoint = Utf8.codePoint(text, i, to);
                end = write(codePoint, end);
                i += Character.charCount(codePoint);
            }
        }
        for (int i = used; i < end; i++) {
            hash = Integer.rotateLeft((hash ^ bytes[i]) * 0x9E3779B1, 7);
        }
        totalBytes += end - used;
        int mask = slots.length - 1;
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (slots[slot] != 0) {
            int word = slots[slot] - 1;
            if (Arrays.equals(bytes, starts[word], starts[word + 1], bytes, used, end)) {
                counts[word]++;
                return;
            }
            slot = (slot + 1) & mask;
        }
        append(slot, end, document, from);
    }

    private void append(int slot, int end, int document, int place) {
        slots[slot] = size + 1;
        if (size + 2 > starts.length) {
            int capacity = size * 2;
            starts = Arrays.copyOf(starts, capacity);
            counts = Arrays.copyOf(counts, capacity);
            documents = Arrays.copyOf(documents, capacity);
            places = Arrays.copyOf(places, capacity);
        }
        counts[size] = 1;
        documents[size] = document;
        places[size] = place;
        size++;
        starts[size] = end;
        used = end;
        if (size * 2 > slots.length) {
            rehash();
        }
    }

    /// The number of distinct words.
    int size() {
        return size;
    }

    /// The bytes of all distinct words together.
    int distinctBytes() {
        return used;
    }

    /// The bytes of all words together, each as often as it occurs.
    long totalBytes() {
        return totalBytes;
    }

    /// How often a word occurs.
    long count(int word) {
        return counts[word];
    }

    /// Where a word begins among the bytes of all distinct words; for `word == size()` their end.
    int start(int word) {
        return starts[word];
    }

    /// A byte of the distinct words, 0 to 255.
    int unsignedByte(int index) {
        return bytes[index] & 0xFF;
    }

    /// Where in the document of [#document(int)] the character stands that byte `offset` of the word
    /// belongs to where it first occurs, a UTF-16 index.
    int character(int word, int offset) {
        return places[word] + characters(word, offset) - width(word, offset);
    }

    /// Where that character ends.
    int characterEnd(int word, int offset) {
        return places[word] + characters(word, offset);
    }

    /// The UTF-16 length of the characters of a word that begin at byte `offset` or before it.
    private int characters(int word, int offset) {
        int chars = 0;
        for (int i = starts[word]; i <= starts[word] + offset; i++) {
            chars += utf16(bytes[i] & 0xFF);
        }
        return chars;
    }

    private int width(int word, int offset) {
        int i = starts[word] + offset;
        while (utf16(bytes[i] & 0xFF) == 0) {
            i--;
        }
        return utf16(bytes[i] & 0xFF);
    }

    /// The UTF-16 length of the character that a byte begins, 0 if it continues one.
    private static int utf16(int unsignedByte) {
        if ((unsignedByte & 0xC0) == 0x80) {
            return 0;
        }
        return unsignedByte < 0xF0 ? 1 : 2;
    }

    /// The number of the document in which a word first occurs.
    int document(int word) {
        return documents[word];
    }

    private int write(int codePoint, int at) {
        int i = at;
        if (codePoint < 0x800) {
            bytes[i++] = (byte) (0xC0 | (codePoint >> 6));
        } else {
            if (codePoint < 0x10000) {
                bytes[i++] = (byte) (0xE0 | (codePoint >> 12));
            } else {
                bytes[i++] = (byte) (0xF0 | (codePoint >> 18));
                bytes[i++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            }
            bytes[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        }
        bytes[i++] = (byte) (0x80 | (codePoint & 0x3F));
        return i;
    }

    private void reserve(String text, int from, int to) {
        long most = used + 3L * (to - from);
        if (most <= bytes.length) {
            return;
        }
        long needed = used + (long) Utf8.length(text, from, to);
        if (needed > MOST_BYTES) {
            throw new TrainingMemoryException(needed, MOST_BYTES);
        }
        if (needed > bytes.length) {
            long larger = Math.min(Math.max(needed, bytes.length * 2L), MOST_BYTES);
            TrainingMemoryException.check(larger + bytes.length);
            bytes = Arrays.copyOf(bytes, (int) larger);
        }
    }

    private void rehash() {
        TrainingMemoryException.check(8L * slots.length + 20L * size);
        int[] words = new int[slots.length * 2];
        int mask = words.length - 1;
        for (int word = 0; word < size; word++) {
            int hash = 0x811C9DC5;
            for (int i = starts[word]; i < starts[word + 1]; i++) {
                hash = Integer.rotateLeft((hash ^ bytes[i]) * 0x9E3779B1, 7);
            }
            int slot = (hash ^ (hash >>> 16)) & mask;
            while (words[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            words[slot] = word + 1;
        }
        slots = words;
    }
}
