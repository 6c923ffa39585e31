package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// What two neighbouring tokens merge into: an open-addressing hash from a pair of ids to rank and id.
final class PairTable {
    /// No merge.
    static final long NONE = -1;

    private static final long EMPTY = -1;

    private long[] keys;
    private long[] values;
    private int size;

    PairTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected)) * 4;
        keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        values = new long[capacity];
    }

    static int rank(long merge) {
        return (int) (merge >>> 32);
    }

    static int token(long merge) {
        return (int) merge;
    }

    /// Sets what `left` and `right` become; a pair given twice keeps the later one.
    void put(int left, int right, int rank, int token) {
        if (size * 2 >= keys.length) {
            grow();
        }
        long key = key(left, right);
        int slot = slot(key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            size++;
        }
        values[slot] = ((long) rank << 32) | token;
    }

    /// Rank (upper half) and token (lower half) of the merge, or [#NONE]; neither is negative.
    long get(int left, int right) {
        long key = key(left, right);
        long[] table = keys;
        int mask = table.length - 1;
        int slot = hash(key) & mask;
        while (true) {
            long found = table[slot];
            if (found == key) {
                return values[slot];
            }
            if (found == EMPTY) {
                return NONE;
            }
            slot = (slot + 1) & mask;
        }
    }

    int size() {
        return size;
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) ^ (mixed >>> 13));
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = hash(key) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        Arrays.fill(keys, EMPTY);
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
