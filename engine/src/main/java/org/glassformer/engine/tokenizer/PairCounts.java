package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// For every pair of neighbouring ids, how often it occurs and in which words: an open-addressing
/// hash that grows, from pair to a number of its own.
final class PairCounts {
    private static final long EMPTY = -1;

    private long[] keys = new long[1 << 12];
    private int[] numbers = new int[1 << 12];
    private int size;

    private long[] pairs = new long[1 << 10];
    private long[] counts = new long[1 << 10];
    private int[][] words = new int[1 << 10][];
    private int[] wordCounts = new int[1 << 10];

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
            words = Arrays.copyOf(words, capacity);
            wordCounts = Arrays.copyOf(wordCounts, capacity);
        }
        pairs[size] = pair;
        words[size] = new int[2];
        int number = size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return number;
    }

    long pairOf(int number) {
        return pairs[number];
    }

    long count(int number) {
        return counts[number];
    }

    void add(int number, long occurrences) {
        counts[number] += occurrences;
    }

    /// Notes that a word holds the pair; a word noted twice in a row is noted once.
    void note(int number, int word) {
        int count = wordCounts[number];
        int[] list = words[number];
        if (count > 0 && list[count - 1] == word) {
            return;
        }
        if (count == list.length) {
            list = Arrays.copyOf(list, count * 2);
            words[number] = list;
        }
        list[count] = word;
        wordCounts[number] = count + 1;
    }

    /// The words noted for a pair, some perhaps twice, some perhaps without it by now; forgets them.
    int[] takeWords(int number) {
        int[] noted = Arrays.copyOf(words[number], wordCounts[number]);
        words[number] = new int[2];
        wordCounts[number] = 0;
        return noted;
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
