package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Lines between the tokens of a text, for one head or several, the strongest of all. Immutable.
public final class AttentionLinesData {

    /// No tokens and no lines.
    public static final AttentionLinesData EMPTY = new Collector(List.of(), List.of(), 0).finish();

    /// What is lighter than this cannot be seen anyway.
    private static final float FAINTEST = 0.01f;

    private final List<String> labels;
    private final List<String> heads;
    private final long[] lines; // (count), packed, weakest first
    private final float[] weights; // (count)
    private final long total;

    private AttentionLinesData(
            List<String> labels, List<String> heads, long[] lines, float[] weights, long total) {
        this.labels = labels;
        this.heads = heads;
        this.lines = lines;
        this.weights = weights;
        this.total = total;
    }

    /// Takes the weights of all pairs one after the other and keeps the strongest, in little memory.
    public static final class Collector {

        private final List<String> labels;
        private final List<String> heads;
        private final int most;
        private long[] lines;
        private float[] weights;
        private int count;
        private long total;
        private float least = FAINTEST;

        /// Nothing collected yet.
        ///
        /// @param labels the tokens
        /// @param heads what the heads are called, such as `3.5`
        /// @param most lines kept at most
        public Collector(List<String> labels, List<String> heads, int most) {
            this.labels = List.copyOf(labels);
            this.heads = List.copyOf(heads);
            this.most = most;
            lines = new long[Math.max(64, 4 * most)];
            weights = new float[lines.length];
        }

        /// Takes a weight.
        ///
        /// @param head index of the head
        /// @param query the token that looks
        /// @param key the token looked at
        /// @param weight 0 to 1
        public void add(int head, int query, int key, float weight) {
            if (!(weight >= FAINTEST)) {
                return;
            }
            total++;
            if (weight < least) {
                return;
            }
            lines[count] = (long) head << 40 | (long) query << 20 | key;
            weights[count++] = weight;
            if (count == lines.length) {
                keepStrongest();
            }
        }

        private void keepStrongest() {
            int[] order = order();
            int kept = Math.min(most, count);
            long[] strongest = new long[lines.length];
            float[] strong = new float[weights.length];
            for (int i = 0; i < kept; i++) {
                strongest[i] = lines[order[count - kept + i]];
                strong[i] = weights[order[count - kept + i]];
            }
            lines = strongest;
            weights = strong;
            least = kept == most && kept > 0 ? strong[0] : FAINTEST;
            count = kept;
        }

        /// Indices by weight, the weakest first; equal ones in the order in which they came.
        private int[] order() {
            long[] keys = new long[count];
            for (int i = 0; i < count; i++) {
                keys[i] = (long) Float.floatToIntBits(weights[i]) << 32 | i;
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }

        /// The strongest lines.
        public AttentionLinesData finish() {
            keepStrongest();
            return new AttentionLinesData(
                    labels,
                    heads,
                    Arrays.copyOf(lines, count),
                    Arrays.copyOf(weights, count),
                    total);
        }
    }

    /// The tokens.
    public List<String> labels() {
        return labels;
    }

    /// What the heads are called.
    public List<String> heads() {
        return heads;
    }

    /// Number of lines.
    public int count() {
        return lines.length;
    }

    /// How many lines there were, those left out too, but not those too faint to be seen (below 0.01).
    public long total() {
        return total;
    }

    /// The weight of the weakest line; 0 without any.
    public float least() {
        return weights.length == 0 ? 0 : weights[0];
    }

    /// The weight of a line; lines come by weight, the weakest first.
    public float weight(int line) {
        return weights[line];
    }

    /// The index of a line's head.
    public int head(int line) {
        return (int) (lines[line] >> 40);
    }

    /// The token that looks.
    public int query(int line) {
        return (int) (lines[line] >> 20) & 0xfffff;
    }

    /// The token looked at.
    public int key(int line) {
        return (int) lines[line] & 0xfffff;
    }

    /// The lines of a token, the weakest first.
    ///
    /// @param query the token that looks, or -1 for any
    /// @param key the token looked at, or -1 for any
    public int[] lines(int query, int key) {
        return IntStream.range(0, lines.length)
                .filter(i -> (query < 0 || query(i) == query) && (key < 0 || key(i) == key))
                .toArray();
    }
}
