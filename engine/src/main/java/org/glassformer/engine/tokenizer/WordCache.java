package org.glassformer.engine.tokenizer;

import org.jspecify.annotations.Nullable;

/// Words already merged, by hash slot; a newer word takes an older one's slot.
///
/// Several threads may use it without locks: entries never change, so that a race costs at most a
/// word merged again.
final class WordCache {
    /// Longer words are rare and cost memory.
    static final int MAX_LENGTH = 24;

    private static final int SLOT_BITS = 15;

    private static final class Entry {
        final String word;
        final int[] parts;

        Entry(String word, int[] parts) {
            this.word = word;
            this.parts = parts;
        }
    }

    private final @Nullable Entry[] entries = new @Nullable Entry[1 << SLOT_BITS];

    /// The parts of `text` from `from` to `to`, or null.
    int @Nullable [] get(String text, int from, int to) {
        Entry entry = entries[slot(text, from, to)];
        return entry != null
                        && entry.word.length() == to - from
                        && text.startsWith(entry.word, from)
                ? entry.parts
                : null;
    }

    void put(String text, int from, int to, int[] parts) {
        entries[slot(text, from, to)] = new Entry(text.substring(from, to), parts);
    }

    private static int slot(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash *= 0x9E3779B9;
        return hash >>> (32 - SLOT_BITS);
    }
}
