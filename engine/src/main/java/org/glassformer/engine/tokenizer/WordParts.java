package org.glassformer.engine.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The parts of one word while they merge: ids and byte lengths in linked order.
///
/// Short words rescan their ranks after each merge; longer ones keep a heap, so that a word of n parts
/// takes O(n log n), and very long ones go through a window ([LongWord]).
final class WordParts {
    /// Hears of each merge as it happens.
    interface Listener {
        /// The parts at `position` and after it, `left` and `right`, became `token`, which covers the
        /// parts `first` to `end` of those there were at the beginning.
        void merged(int position, int left, int right, int rank, int token, int first, int end);
    }

    private static final int SCAN_LIMIT = 256;
    private static final long NOWHERE = Long.MAX_VALUE;
    private static final long RANK = 0xFFFFFFFF00000000L;

    private int[] ids = new int[64];
    private int[] lengths = new int[64];
    private int size;

    private int[] next = new int[64];
    private int[] previous = new int[64];
    private int[] tokens = new int[64]; // what the part and the one after it merge into
    private long[] queue = new long[64]; // its rank, then the place of the part

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

    /// Whether the parts from `from` to `to` are those from `before` on once more.
    boolean repeats(int before, int from, int to) {
        return Arrays.equals(ids, from, to, ids, before, before + to - from);
    }

    /// Removes the last part; returns its length.
    int removeLast() {
        return lengths[--size];
    }

    /// Takes the parts of `merged`, whose lengths are numbers of parts of this word.
    void replace(WordParts merged) {
        int at = 0;
        for (int i = 0; i < merged.size; i++) {
            int bytes = 0;
            for (int k = 0; k < merged.lengths[i]; k++) {
                bytes += lengths[at++];
            }
            lengths[i] = bytes; // never beyond `at`
            ids[i] = merged.ids[i];
        }
        size = merged.size;
    }

    /// The token of a part, -1 for text that the vocabulary cannot express.
    int id(int index) {
        return ids[index];
    }

    /// How many bytes a part covers.
    int length(int index) {
        return lengths[index];
    }

    /// Merges until no pair is in the table: always the lowest rank, of equal ones the leftmost.
    void merge(PairTable merges) {
        if (size <= LongWord.WINDOW) {
            mergeByScan(merges);
        } else {
            LongWord.merge(this, merges);
        }
    }

    /// The same, all parts at once.
    void mergeAtOnce(PairTable merges) {
        if (size <= SCAN_LIMIT) {
            mergeByScan(merges);
        } else {
            new HeapMerge(merges).run(null);
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

    private void link() {
        if (next.length < size) {
            next = new int[ids.length];
            previous = new int[ids.length];
        }
        for (int i = 0; i < size; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
    }

    /// Finds the lowest rank among all places after each merge; those that are gone have none.
    private void mergeByScan(PairTable merges) {
        int count = size;
        if (count < 2) {
            return;
        }
        link();
        if (tokens.length < count) {
            tokens = new int[ids.length];
            queue = new long[ids.length];
        }
        for (int i = 0; i + 1 < count; i++) {
            enter(i, pair(merges, ids[i], ids[i + 1]));
        }
        queue[count - 1] = NOWHERE;
        int left = count;
        while (true) {
            long best = lowest(queue, count);
            if (best == NOWHERE) {
                break;
            }
            int at = (int) best;
            int right = next[at];
            int after = next[right];
            ids[at] = tokens[at];
            lengths[at] += lengths[right];
            next[at] = after;
            queue[right] = NOWHERE;
            if (after < count) {
                previous[after] = at;
                enter(at, pair(merges, ids[at], ids[after]));
            } else {
                queue[at] = NOWHERE;
            }
            if (previous[at] >= 0) {
                enter(previous[at], pair(merges, ids[previous[at]], ids[at]));
            }
            left--;
        }
        if (left < count) {
            for (int i = 0, to = 0; i < count; i = next[i], to++) {
                ids[to] = ids[i];
                lengths[to] = lengths[i];
            }
            size = left;
        }
    }

    private void enter(int at, long merge) {
        queue[at] = merge == PairTable.NONE ? NOWHERE : (merge & RANK) | at;
        tokens[at] = PairTable.token(merge);
    }

    /// One loop without branches, which the compiler turns into vector instructions.
    private static long lowest(long[] queue, int count) {
        long best = NOWHERE;
        for (int i = 0; i < count; i++) {
            best = Math.min(best, queue[i]);
        }
        return best;
    }

    /// Merging with a heap of `rank, position` and links between the parts that are left.
    private final class HeapMerge {
        private final PairTable merges;
        private final Cancellation cancellation = Cancellation.current();
        private long[] heap = new long[size];
        private int heapSize;

        HeapMerge(PairTable merges) {
            this.merges = merges;
            link();
        }

        void run(@Nullable Listener listener) {
            for (int i = 0; i + 1 < size; i++) {
                offer(i);
            }
            Survivors survivors = new Survivors(listener == null ? 0 : size);
            int left = size;
            while (heapSize > 0) {
                cancellation.count(1);
                long entry = pop();
                int at = (int) entry;
                int right = next[at];
                if (lengths[at] < 0 || right >= size) {
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
                if (next[at] < size) {
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
                    next[right]);
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
