package org.glassformer.engine.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The parts of one word while they merge: ids and byte lengths in linked order.
///
/// Short words rescan their ranks after each merge; long ones keep a heap, so that a word of n parts
/// takes O(n log n). Measured on English text with GPT-2's vocabulary, the scan is faster up to about
/// 40 parts, and hardly any word is longer.
final class WordParts {
    /// Hears of each merge as it happens.
    interface Listener {
        /// The parts at `position` and after it, `left` and `right`, became `token`, which covers the
        /// parts `first` to `end` of those there were at the beginning.
        void merged(int position, int left, int right, int rank, int token, int first, int end);
    }

    private static final int SCAN_LIMIT = 40;
    private static final int NO_RANK = Integer.MAX_VALUE;

    private int[] ids = new int[64];
    private int[] lengths = new int[64];
    private int size;

    /// Forgets all parts.
    void clear() {
        size = 0;
    }

    /// Adds a part; an id of -1 is text that the vocabulary cannot express.
    void add(int id, int length) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        ids[size] = id;
        lengths[size++] = length;
    }

    /// Lets the last part cover `length` bytes more.
    void extendLast(int length) {
        lengths[size - 1] += length;
    }

    int size() {
        return size;
    }

    /// Id and byte length of every part in turn.
    int[] toArray() {
        int[] parts = new int[size * 2];
        for (int i = 0; i < size; i++) {
            parts[2 * i] = ids[i];
            parts[2 * i + 1] = lengths[i];
        }
        return parts;
    }

    /// Merges until no pair is in the table: always the lowest rank, of equal ones the leftmost.
    void merge(PairTable merges) {
        if (size <= SCAN_LIMIT) {
            mergeByScan(merges);
        } else {
            mergeByHeap(merges);
        }
    }

    /// Merges as [#merge(PairTable)] does and tells each step.
    void merge(PairTable merges, Listener listener) {
        new HeapMerge(merges).run(listener);
    }

    /// Merges by the definition; the oracle of the faster ways.
    void mergeNaively(PairTable merges) {
        while (true) {
            long best = PairTable.NONE;
            int at = -1;
            for (int i = 0; i + 1 < size; i++) {
                long merge = pair(merges, ids[i], ids[i + 1]);
                if (merge != PairTable.NONE
                        && (at < 0 || PairTable.rank(merge) < PairTable.rank(best))) {
                    best = merge;
                    at = i;
                }
            }
            if (at < 0) {
                return;
            }
            join(at, PairTable.token(best));
        }
    }

    private static long pair(PairTable merges, int left, int right) {
        return left < 0 || right < 0 ? PairTable.NONE : merges.get(left, right);
    }

    private void join(int at, int token) {
        ids[at] = token;
        lengths[at] += lengths[at + 1];
        size--;
        System.arraycopy(ids, at + 2, ids, at + 1, size - at - 1);
        System.arraycopy(lengths, at + 2, lengths, at + 1, size - at - 1);
    }

    private void mergeByScan(PairTable merges) {
        if (size < 2) {
            return;
        }
        long[] pairs = new long[size];
        for (int i = 0; i + 1 < size; i++) {
            pairs[i] = pair(merges, ids[i], ids[i + 1]);
        }
        while (size > 1) {
            int bestRank = NO_RANK;
            int at = -1;
            for (int i = 0; i < size - 1; i++) {
                long merge = pairs[i];
                if (merge != PairTable.NONE && PairTable.rank(merge) < bestRank) {
                    bestRank = PairTable.rank(merge);
                    at = i;
                }
            }
            if (at < 0) {
                return;
            }
            join(at, PairTable.token(pairs[at]));
            System.arraycopy(pairs, at + 2, pairs, at + 1, Math.max(0, size - at - 1));
            if (at > 0) {
                pairs[at - 1] = pair(merges, ids[at - 1], ids[at]);
            }
            if (at + 1 < size) {
                pairs[at] = pair(merges, ids[at], ids[at + 1]);
            }
        }
    }

    private void mergeByHeap(PairTable merges) {
        new HeapMerge(merges).run(null);
    }

    /// Merging with a heap of `rank, position` and links between the parts that are left.
    private final class HeapMerge {
        private final PairTable merges;
        private final int[] next = new int[size];
        private final int[] previous = new int[size];
        private long[] heap = new long[size];
        private int heapSize;

        HeapMerge(PairTable merges) {
            this.merges = merges;
            for (int i = 0; i < size; i++) {
                next[i] = i + 1 < size ? i + 1 : -1;
                previous[i] = i - 1;
            }
        }

        void run(@Nullable Listener listener) {
            for (int i = 0; i + 1 < size; i++) {
                offer(i);
            }
            Survivors survivors = new Survivors(listener == null ? 0 : size);
            int left = size;
            while (heapSize > 0) {
                long entry = pop();
                int at = (int) entry;
                int right = next[at];
                if (lengths[at] < 0 || right < 0) {
                    continue;
                }
                long merge = pair(merges, ids[at], ids[right]);
                if (merge == PairTable.NONE || PairTable.rank(merge) != (int) (entry >>> 32)) {
                    continue;
                }
                if (listener != null) {
                    tell(listener, survivors, at, right, merge);
                }
                ids[at] = PairTable.token(merge);
                lengths[at] += lengths[right];
                lengths[right] = -1;
                next[at] = next[right];
                if (next[at] >= 0) {
                    previous[next[at]] = at;
                    offer(at);
                }
                if (previous[at] >= 0) {
                    offer(previous[at]);
                }
                left--;
            }
            compact(left);
        }

        private void tell(Listener listener, Survivors survivors, int at, int right, long merge) {
            listener.merged(
                    survivors.before(at),
                    ids[at],
                    ids[right],
                    PairTable.rank(merge),
                    PairTable.token(merge),
                    at,
                    next[right] < 0 ? next.length : next[right]);
            survivors.remove(right);
        }

        private void compact(int left) {
            int to = 0;
            for (int i = 0; i < size; i++) {
                if (lengths[i] >= 0) {
                    ids[to] = ids[i];
                    lengths[to++] = lengths[i];
                }
            }
            size = left;
        }

        private void offer(int at) {
            long merge = pair(merges, ids[at], ids[next[at]]);
            if (merge == PairTable.NONE) {
                return;
            }
            if (heapSize == heap.length) {
                heap = Arrays.copyOf(heap, heapSize * 2);
            }
            long entry = ((long) PairTable.rank(merge) << 32) | at;
            int i = heapSize++;
            while (i > 0) {
                int parent = (i - 1) >>> 1;
                if (heap[parent] <= entry) {
                    break;
                }
                heap[i] = heap[parent];
                i = parent;
            }
            heap[i] = entry;
        }

        private long pop() {
            long top = heap[0];
            long last = heap[--heapSize];
            int i = 0;
            while (true) {
                int child = 2 * i + 1;
                if (child >= heapSize) {
                    break;
                }
                if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                    child++;
                }
                if (heap[child] >= last) {
                    break;
                }
                heap[i] = heap[child];
                i = child;
            }
            heap[i] = last;
            return top;
        }
    }

    /// Which of the first parts still begin a part, counted by a Fenwick tree.
    private static final class Survivors {
        private final int[] tree;

        Survivors(int count) {
            tree = new int[count + 1];
            for (int i = 1; i <= count; i++) {
                tree[i] = i & -i;
            }
        }

        /// How many there are before `index`.
        int before(int index) {
            int sum = 0;
            for (int i = index; i > 0; i -= i & -i) {
                sum += tree[i];
            }
            return sum;
        }

        void remove(int index) {
            for (int i = index + 1; i < tree.length; i += i & -i) {
                tree[i]--;
            }
        }
    }
}
