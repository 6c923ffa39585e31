package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Learns merges one at a time from counted words: always the most frequent pair of neighbours; of
/// equally frequent ones that with the smaller left id, then the smaller right id.
///
/// Counts are kept up to date by each merge, in the words that hold the pair only (Sennrich et al.
/// 2016). The queue may hold outdated counts; they are put right when they come to the top.
final class MergeLearner {
    /// A pair and how often it occurs.
    record Candidate(int left, int right, long count) {}

    private record Queued(int number, long pair, long count) {}

    private final List<int[]> words = new ArrayList<>(); // ids; the rest after `lengths` is unused
    private int[] lengths = new int[1024];
    private long[] frequencies = new long[1024];
    private final PairCounts pairs = new PairCounts();
    private final PriorityQueue<Queued> queue =
            new PriorityQueue<>(
                    Comparator.comparingLong(Queued::count)
                            .reversed()
                            .thenComparingLong(Queued::pair));
    private boolean started;

    /// Adds a word of at least two parts that occurs `frequency` times.
    void addWord(int[] ids, long frequency) {
        int word = words.size();
        if (word == lengths.length) {
            lengths = Arrays.copyOf(lengths, word * 2);
            frequencies = Arrays.copyOf(frequencies, word * 2);
        }
        words.add(ids);
        lengths[word] = ids.length;
        frequencies[word] = frequency;
        for (int i = 0; i + 1 < ids.length; i++) {
            count(ids[i], ids[i + 1], frequency, word);
        }
    }

    /// The pair that merges next, if any is left.
    Optional<Candidate> best() {
        start();
        while (true) {
            Queued top = queue.peek();
            if (top == null) {
                return Optional.empty();
            }
            long count = pairs.count(top.number());
            if (count == top.count()) {
                return Optional.of(
                        new Candidate((int) (top.pair() >>> 32), (int) top.pair(), count));
            }
            queue.poll();
            if (count > 0) {
                queue.add(new Queued(top.number(), top.pair(), count));
            }
        }
    }

    /// The `limit` most frequent pairs, in the order in which they would win; for showing a step.
    List<Candidate> ranking(int limit) {
        List<Queued> all = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.count(i) > 0) {
                all.add(new Queued(i, pairs.pairOf(i), pairs.count(i)));
            }
        }
        return all.stream()
                .sorted(queue.comparator())
                .limit(limit)
                .map(q -> new Candidate((int) (q.pair() >>> 32), (int) q.pair(), q.count()))
                .toList();
    }

    /// Merges a pair into `token` in every word.
    void merge(int left, int right, int token) {
        start();
        int number = pairs.number(PairCounts.pair(left, right));
        List<Integer> grown = new ArrayList<>();
        for (int word : pairs.takeWords(number)) {
            mergeIn(word, left, right, token, grown);
        }
        grown.stream()
                .distinct()
                .forEach(n -> queue.add(new Queued(n, pairs.pairOf(n), pairs.count(n))));
    }

    private void mergeIn(int word, int left, int right, int token, List<Integer> grown) {
        int[] ids = words.get(word);
        int length = lengths[word];
        long frequency = frequencies[word];
        int to = 0;
        for (int i = 0; i < length; ) {
            if (i + 1 < length && ids[i] == left && ids[i + 1] == right) {
                count(left, right, -frequency);
                if (to > 0) {
                    count(ids[to - 1], left, -frequency);
                    grown.add(count(ids[to - 1], token, frequency, word));
                }
                if (i + 2 < length) {
                    count(right, ids[i + 2], -frequency);
                    grown.add(count(token, ids[i + 2], frequency, word));
                }
                ids[to++] = token;
                i += 2;
            } else {
                ids[to++] = ids[i++];
            }
        }
        lengths[word] = to;
    }

    private void count(int left, int right, long change) {
        pairs.add(pairs.number(PairCounts.pair(left, right)), change);
    }

    private int count(int left, int right, long change, int word) {
        int number = pairs.number(PairCounts.pair(left, right));
        pairs.add(number, change);
        pairs.note(number, word);
        return number;
    }

    private void start() {
        if (!started) {
            started = true;
            for (int i = 0; i < pairs.size(); i++) {
                queue.add(new Queued(i, pairs.pairOf(i), pairs.count(i)));
            }
        }
    }
}
