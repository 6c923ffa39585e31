package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Learns merges one at a time from counted words: always the most frequent pair of neighbours; of
/// equally frequent ones that with the smaller left id, then the smaller right id.
///
/// Counts are kept up to date by each merge, at the places of the pair only (Sennrich et al. 2016).
/// The queue may hold outdated counts; they are put right when they come to the top.
///
/// All words lie in one array with a cell for each byte. A token's id stands in its first and its last
/// cell, so that its length leads to the neighbours on both sides; cells between hold -1. A merge
/// costs the places it changes, also where the whole text is one word of ten megabytes, and the words
/// take four bytes a byte.
final class MergeLearner {
    /// What a merge did.
    ///
    /// @param replaced how many tokens became fewer in the whole text
    /// @param word the word in which it happened first
    /// @param offset the first byte of the result there
    record Merged(long replaced, int word, int offset) {}

    private record Queued(int number, long pair, long count) {}

    /// Four for the cell, four for the place of its pair, twice that while lists grow.
    private static final long BYTES_PER_CELL = 16;

    /// Key, number, count, mark, a short list of places and an entry in the queue.
    private static final long BYTES_PER_PAIR = 128;

    private static final int INSIDE = -1;
    private static final int BETWEEN_WORDS = -2;

    private static final Comparator<Queued> FREQUENT_FIRST =
            Comparator.comparingLong(Queued::count).reversed().thenComparingLong(Queued::pair);

    private final WordTable words;
    private final int[] cells;
    private int[] lengths; // of tokens, in cells
    private final PairCounts pairs = new PairCounts();
    private final PriorityQueue<Queued> queue = new PriorityQueue<>(FREQUENT_FIRST);
    private int merges;
    private int[] grown = new int[64]; // pairs that the merge at work made or added to
    private int grownCount;

    /// Counts the pairs of bytes.
    ///
    /// @param words read, not kept up to date
    /// @param byteIds the id of each byte
    /// @param cancelled asked now and then; when true, the counting ends early and the learner is of
    ///     no use
    /// @throws TrainingMemoryException if the words are more than fit
    MergeLearner(WordTable words, int[] byteIds, BooleanSupplier cancelled) {
        this.words = words;
        long size = (long) words.distinctBytes() + words.size() + 1;
        TrainingMemoryException.check(BYTES_PER_CELL * size);
        cells = new int[Math.toIntExact(size)];
        lengths = new int[Arrays.stream(byteIds).max().orElse(0) + 1];
        for (int id : byteIds) {
            lengths[id] = 1;
        }
        cells[0] = BETWEEN_WORDS;
        int cell = 1;
        for (int word = 0; word < words.size(); word++) {
            if ((word & 0xFFF) == 0 && cancelled.getAsBoolean()) {
                return;
            }
            for (int i = words.start(word); i < words.start(word + 1); i++) {
                cells[cell++] = byteIds[words.unsignedByte(i)];
            }
            cells[cell++] = BETWEEN_WORDS;
        }
        countPairs(cancelled);
    }

    private void countPairs(BooleanSupplier cancelled) {
        for (int word = 0; word < words.size(); word++) {
            long count = words.count(word);
            for (int i = firstCell(word); i < firstCell(word + 1) - 2; i++) {
                if ((i & 0xFFFF) == 0 && cancelled.getAsBoolean()) {
                    return;
                }
                more(cells[i], cells[i + 1], count, i);
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            queue.add(new Queued(i, pairs.pairOf(i), pairs.count(i)));
        }
    }

    private int firstCell(int word) {
        return words.start(word) + word + 1;
    }

    /// The word that a cell belongs to.
    private int wordAt(int cell) {
        int low = 0;
        int high = words.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstCell(middle) <= cell) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The pair that merges next, or null if none is left.
    @Nullable PairCount best() {
        while (true) {
            Queued top = queue.peek();
            if (top == null) {
                return null;
            }
            int number = top.number();
            long count = pairs.count(number);
            if (count == top.count()) {
                return new PairCount(pairs.leftOf(number), pairs.rightOf(number), count);
            }
            queue.poll();
            if (count > 0) {
                queue.add(new Queued(number, top.pair(), count));
            }
        }
    }

    /// The `limit` most frequent pairs, in the order in which they would win.
    List<PairCount> ranking(int limit) {
        PriorityQueue<Queued> best = new PriorityQueue<>(FREQUENT_FIRST.reversed());
        long least = 1;
        for (int i = 0; i < pairs.size() && limit > 0; i++) {
            long count = pairs.count(i);
            if (count >= least) {
                best.add(new Queued(i, pairs.pairOf(i), count));
                if (best.size() > limit) {
                    best.poll();
                    least = best.element().count();
                }
            }
        }
        List<PairCount> ranked = new ArrayList<>();
        best.stream()
                .sorted(FREQUENT_FIRST)
                .forEach(q ->
                        ranked.add(
                                new PairCount(
                                        pairs.leftOf(q.number()),
                                        pairs.rightOf(q.number()),
                                        q.count())));
        return ranked;
    }

    /// Merges a pair into `token` in every word.
    ///
    /// @throws TrainingMemoryException before anything is changed, if the pairs have become more than
    ///     fit
    Merged merge(int left, int right, int token) {
        if ((merges & 0x3F) == 0) {
            TrainingMemoryException.check(
                    BYTES_PER_CELL * cells.length + BYTES_PER_PAIR * pairs.size());
        }
        merges++;
        grownCount = 0;
        int leftLength = lengths[left];
        int rightLength = lengths[right];
        if (token >= lengths.length) {
            lengths = Arrays.copyOf(lengths, Math.max(token + 1, lengths.length * 2));
        }
        lengths[token] = leftLength + rightLength;
        int first = -1;
        long replaced = 0;
        for (int at : pairs.takePlaces(pairs.number(PairCounts.pair(left, right)))) {
            if (cells[at] == left && cells[at + leftLength] == right) {
                long count = words.count(wordAt(at));
                replaced += count;
                first = first < 0 ? at : first;
                mergeAt(at, left, right, token, count);
            }
        }
        for (int i = 0; i < grownCount; i++) {
            int number = grown[i];
            queue.add(new Queued(number, pairs.pairOf(number), pairs.count(number)));
        }
        int word = first < 0 ? 0 : wordAt(first);
        return new Merged(replaced, word, first < 0 ? 0 : first - firstCell(word));
    }

    private void mergeAt(int at, int left, int right, int token, long count) {
        int middle = at + lengths[left];
        int end = middle + lengths[right];
        int before = cells[at - 1];
        int after = cells[end];
        less(left, right, count);
        cells[middle - 1] = INSIDE;
        cells[middle] = INSIDE;
        cells[at] = token;
        cells[end - 1] = token;
        if (before >= 0) {
            less(before, left, count);
            noteGrown(more(before, token, count, at - lengths[before]));
        }
        if (after >= 0) {
            less(right, after, count);
            noteGrown(more(token, after, count, at));
        }
    }

    private void noteGrown(int number) {
        if (pairs.mark(number, merges)) {
            if (grownCount == grown.length) {
                grown = Arrays.copyOf(grown, grownCount * 2);
            }
            grown[grownCount++] = number;
        }
    }

    private void less(int left, int right, long count) {
        pairs.add(pairs.number(PairCounts.pair(left, right)), -count);
    }

    private int more(int left, int right, long count, int place) {
        int number = pairs.number(PairCounts.pair(left, right));
        pairs.add(number, count);
        pairs.note(number, place);
        return number;
    }
}
