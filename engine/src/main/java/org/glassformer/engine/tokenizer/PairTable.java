package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// What two neighbouring tokens merge into: an open-addressing hash from a pair of ids to rank and id.
///
/// Key and value of a slot lie side by side: the table is larger than the inner caches, and most of a
/// look-up is the wait for one line of it.
final class PairTable {
    /// No merge.
    static final long NONE = -1;

    private static final long EMPTY = -1;

    private long[] slots; // key and value in turn
    private int size;

    PairTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected)) * 4;
        slots = new long[2 * capacity];
        Arrays.fill(slots, EMPTY);
    }

    static int rank(long merge) {
        return (int) (merge >>> 32);
    }

    static int token(long merge) {
        return (int) merge;
    }

    /// Sets what `left` and `right` become; a pair given twice keeps the later one.
    void put(int left, int right, int rank, int token) {
        if (size * 4 >= slots.length) {
            grow();
        }
        set(key(left, right), ((long) rank << 32) | token);
    }

    /// Rank (upper half) and token (lower half) of the merge, or [#NONE]; neither is negative.
    long get(int left, int right) {
        long key = key(left, right);
        long[] table = slots;
        int mask = table.length - 2;
        int slot = hash(key) & mask;
        while (true) {
            long found = table[slot];
            if (found == key) {
                return table[slot + 1];
            }
            if (found == EMPTY) {
                return NONE;
            }
            slot = (slot + 2) & mask;
        }
    }

    int size() {
        return size;
    }

    private void set(long key, long value) {
        int mask = slots.length - 2;
        int slot = hash(key) & mask;
        while (slots[slot] != EMPTY && slots[slot] != key) {
            slot = (slot + 2) & mask;
        }
        if (slots[slot] == EMPTY) {
            slots[slot] = key;
            size++;
        }
        slots[slot + 1] = value;
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) ^ (mixed >>> 13)) << 1;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        Arrays.fill(slots, EMPTY);
        size = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != EMPTY) {
                set(old[i], old[i + 1]);
            }
        }
    }
}
