package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// For every pair of neighbouring ids, how often it occurs and where: an open-addressing hash that
/// grows, from pair to a number of its own.
final class PairCounts {
    private static final long EMPTY = -1;
    private static final int[] NOWHERE = {};

    private long[] keys = new long[1 << 12];
    private int[] numbers = new int[1 << 12];
    private int size;

    private long[] pairs = new long[1 << 10];
    private long[] counts = new long[1 << 10];
    private int[][] places = new int[1 << 10][];
    private int[] placeCounts = new int[1 << 10];
    private int[] marks = new int[1 << 10];

    PairCounts() {
        Arrays.fill(keys, EMPTY);
    }

    static long pair(int left, int right) {
        return ((long) left << 32) | right;
    }

    /// The number of pairs ever seen.
    int size() {
        return size;
    }

    /// The number of a pair, a new one if it was never seen.
    int number(long pair) {
        int mask = keys.length - 1;
        int slot = hash(pair) & mask;
        while (keys[slot] != EMPTY) {
            if (keys[slot] == pair) {
                return numbers[slot];
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = pair;
        numbers[slot] = size;
        if (size == pairs.length) {
            int capacity = size * 2;
            pairs = Arrays.copyOf(pairs, capacity);
            counts = Arrays.copyOf(counts, capacity);
            places = Arrays.copyOf(places, capacity);
            placeCounts = Arrays.copyOf(placeCounts, capacity);
            marks = Arrays.copyOf(marks, capacity);
        }
        pairs[size] = pair;
        places[size] = NOWHERE;
        int number = size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return number;
    }

    long pairOf(int number) {
        return pairs[number];
    }

    int leftOf(int number) {
        return (int) (pairs[number] >>> 32);
    }

    int rightOf(int number) {
        return (int) pairs[number];
    }

    long count(int number) {
        return counts[number];
    }

    /// Counts occurrences that came or went; a pair that is nowhere any more forgets its places.
    void add(int number, long occurrences) {
        counts[number] += occurrences;
        if (counts[number] == 0) {
            places[number] = NOWHERE;
            placeCounts[number] = 0;
        }
    }

    /// Notes a place where the pair stands.
    void note(int number, int place) {
        int count = placeCounts[number];
        int[] list = places[number];
        if (count == list.length) {
            list = Arrays.copyOf(list, Math.max(2, count + (count >> 1) + 1));
            places[number] = list;
        }
        list[count] = place;
        placeCounts[number] = count + 1;
    }

    /// The places noted for a pair in ascending order, some perhaps without it by now; forgets them.
    int[] takePlaces(int number) {
        int count = placeCounts[number];
        int[] noted = places[number];
        places[number] = NOWHERE;
        placeCounts[number] = 0;
        int[] taken = noted.length == count ? noted : Arrays.copyOf(noted, count);
        for (int i = 1; i < count; i++) {
            if (taken[i] < taken[i - 1]) {
                Arrays.sort(taken);
                break;
            }
        }
        return taken;
    }

    /// Marks a pair; whether it did not have this mark before.
    boolean mark(int number, int mark) {
        boolean other = marks[number] != mark;
        marks[number] = mark;
        return other;
    }

    private static int hash(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) ^ (mixed >>> 13));
    }

    private void grow() {
        keys = new long[keys.length * 2];
        numbers = new int[keys.length];
        Arrays.fill(keys, EMPTY);
        int mask = keys.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hash(pairs[i]) & mask;
            while (keys[slot] != EMPTY) {
                slot = (slot + 1) & mask;
            }
            keys[slot] = pairs[i];
            numbers[slot] = i;
        }
    }
}
