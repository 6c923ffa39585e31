package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The tokens while they pass through a chain: those still there by place, most likely first, equal
/// ones by id.
///
/// A place holds a rank, the token's place among the raw logits; at first they are the same, and the
/// arrays are those of the [RankedLogits] until a stage has to change them. Cuts from the end move one
/// boundary; what removes from the middle or changes single logits closes the gaps in one pass. So the
/// usual cuts cost what they cost before there were others: with the order known, top-k, top-p, min-p
/// and temperature over 50,257 logits take 0.2 ms (2-core AVX-512 machine, JDK 25.0.3).
final class Pool {
    private static final double LARGEST_VALUE = 1e300;

    private final RankedLogits ranked;
    private final byte[] removedBy; // (V) by rank
    private double[] values; // (V) by rank: the logits as the stages leave them
    private int[] live; // (kept) rank by place
    private double[] gaps; // (kept) by place: value minus the largest value, 0 or less
    private double[] weights; // (kept) e^gap
    private boolean shared = true; // gaps and weights are those of the ranked logits
    private boolean inOrder = true; // a place is the rank it holds
    private boolean saturated; // values were limited, only gaps are exact
    private int kept;
    private double total; // sum of the weights kept
    private double meanGap; // NaN until asked for

    Pool(RankedLogits ranked) {
        this.ranked = ranked;
        values = ranked.values();
        live = ranked.identity();
        gaps = ranked.gaps();
        weights = ranked.weights();
        total = ranked.total();
        meanGap = ranked.meanGap();
        kept = ranked.possible();
        removedBy = new byte[ranked.size()];
        Arrays.fill(removedBy, 0, kept, SamplingTrace.NOT_REMOVED);
        Arrays.fill(removedBy, kept, ranked.size(), SamplingTrace.IMPOSSIBLE);
    }

    /// The number of tokens still there.
    int kept() {
        return kept;
    }

    /// The size of the vocabulary.
    int size() {
        return ranked.size();
    }

    int rank(int place) {
        return live[place];
    }

    int id(int place) {
        return ranked.id(live[place]);
    }

    double value(int place) {
        return values[live[place]];
    }

    /// The value less the largest.
    double gap(int place) {
        return gaps[place];
    }

    /// The ratio to the most likely token.
    double weight(int place) {
        return weights[place];
    }

    double total() {
        return total;
    }

    /// The place of a rank, or -1 if it was removed.
    int placeOf(int rank) {
        if (removedBy[rank] != SamplingTrace.NOT_REMOVED) {
            return -1;
        }
        if (inOrder) {
            return rank;
        }
        int place = 0;
        while (live[place] != rank) {
            place++;
        }
        return place;
    }

    boolean isLive(int rank) {
        return removedBy[rank] == SamplingTrace.NOT_REMOVED;
    }

    int rankOf(int id) {
        return ranked.rankOf(id);
    }

    double valueOf(int rank) {
        return values[rank];
    }

    /// The mean of the gaps under the distribution.
    double meanGap() {
        if (Double.isNaN(meanGap)) {
            meanGap = Softmax.meanGap(gaps, weights, kept, total);
        }
        return meanGap;
    }

    double entropyBits() {
        return Softmax.entropyBits(total, meanGap());
    }

    /// Divides every logit by a positive number.
    void divide(double t) {
        own();
        values = values.clone();
        boolean limited =
                Math.abs(value(0) / t) > LARGEST_VALUE
                        || Math.abs(value(kept - 1) / t) > LARGEST_VALUE;
        saturated |= limited;
        for (int place = 0; place < kept; place++) {
            double value = values[live[place]] / t;
            values[live[place]] = limited ? limit(value) : value;
            gaps[place] /= t;
        }
        weigh();
    }

    /// Keeps the first places; returns the share of the probability that goes.
    double keepFirst(int remaining, byte index) {
        if (remaining == kept) {
            return 0;
        }
        double removed = 0;
        for (int place = remaining; place < kept; place++) {
            removed += weights[place];
            removedBy[live[place]] = index;
        }
        double share = removed / total;
        kept = remaining;
        total = Softmax.sum(weights, kept);
        meanGap = Double.NaN;
        return Math.min(1, share);
    }

    /// Keeps the places that are set, at least one; returns the share of the probability that goes.
    double keep(BitSet places, byte index) {
        int remaining = places.cardinality();
        if (remaining == kept) {
            return 0;
        }
        if (places.nextClearBit(0) == remaining) {
            return keepFirst(remaining, index);
        }
        int[] nextLive = new int[remaining];
        double[] nextGaps = new double[remaining];
        double[] nextWeights = new double[remaining];
        double removed = 0;
        int next = 0;
        for (int place = 0; place < kept; place++) {
            if (places.get(place)) {
                nextLive[next] = live[place];
                nextGaps[next] = gaps[place];
                nextWeights[next] = weights[place];
                next++;
            } else {
                removed += weights[place];
                removedBy[live[place]] = index;
            }
        }
        double share = removed / total;
        adopt(nextLive, nextGaps, nextWeights);
        settle();
        return Math.min(1, share);
    }

    /// Gives some tokens new values and puts everything in order again; tokens whose new value is
    /// minus infinity go. Returns the share of the probability that goes.
    ///
    /// @param ranks of tokens that are there, each once
    /// @param newValues one for each
    /// @throws IllegalArgumentException if none would be left
    double change(int[] ranks, double[] newValues, byte index) {
        BitSet changed = new BitSet(ranked.size());
        long remaining = kept;
        for (int i = 0; i < ranks.length; i++) {
            changed.set(ranks[i]);
            remaining -= newValues[i] == Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        if (remaining == 0) {
            throw new IllegalArgumentException("every token that was left is banned");
        }
        double[] oldValues = values;
        double oldTop = value(0);
        values = values.clone();
        for (int i = 0; i < ranks.length; i++) {
            boolean banned = newValues[i] == Double.NEGATIVE_INFINITY;
            values[ranks[i]] = banned ? newValues[i] : limit(newValues[i]);
        }
        Merge merge = new Merge((int) remaining, oldValues);
        double share = merge.run(changed, index) / total;
        adopt(merge.nextLive, merge.nextGaps, merge.nextWeights);
        if (saturated || value(0) != oldTop) {
            settle();
        } else {
            total = Softmax.sum(weights, kept);
            meanGap = Double.NaN;
        }
        return Math.min(1, share);
    }

    SamplingTrace finish(List<StageTrace> stages) {
        int end = kept;
        if (!inOrder) {
            for (int place = 0; place < kept; place++) {
                end = Math.max(end, live[place] + 1);
            }
        }
        double[] probabilities = new double[end];
        for (int place = 0; place < kept; place++) {
            probabilities[live[place]] = weights[place] / total;
        }
        int[] candidates = inOrder ? live : Arrays.copyOf(live, kept);
        return new SamplingTrace(
                ranked, values, probabilities, candidates, kept, removedBy, stages, entropyBits());
    }

    private static double limit(double value) {
        return Math.clamp(value, -LARGEST_VALUE, LARGEST_VALUE);
    }

    /// Copies the arrays before they are written.
    private void own() {
        if (shared) {
            gaps = Arrays.copyOf(gaps, kept);
            weights = new double[kept];
            shared = false;
        }
    }

    private void adopt(int[] nextLive, double[] nextGaps, double[] nextWeights) {
        live = nextLive;
        gaps = nextGaps;
        weights = nextWeights;
        kept = nextLive.length;
        shared = false;
        inOrder = false;
    }

    /// Measures the gaps from the first place again.
    private void settle() {
        if (saturated) {
            double top = gaps[0];
            for (int place = 0; place < kept; place++) {
                gaps[place] -= top;
            }
        } else {
            double top = values[live[0]];
            for (int place = 0; place < kept; place++) {
                gaps[place] = values[live[place]] - top;
            }
        }
        weigh();
    }

    private void weigh() {
        total = Softmax.weigh(gaps, weights, kept);
        meanGap = Double.NaN;
    }

    /// Joins the tokens that did not change, which are in order, with those that did.
    private final class Merge {
        private final double[] oldValues;
        private final double oldTop;
        private final int[] nextLive;
        private final double[] nextGaps;
        private final double[] nextWeights;
        private int next;

        Merge(int remaining, double[] oldValues) {
            this.oldValues = oldValues;
            oldTop = oldValues[live[0]];
            nextLive = new int[remaining];
            nextGaps = new double[remaining];
            nextWeights = new double[remaining];
        }

        /// A token with a new value, and its gap to the old largest one.
        private record Moved(int rank, double gap) {}

        /// Fills the arrays and returns the weight of what goes.
        double run(BitSet changed, byte index) {
            List<Moved> moved = new ArrayList<>();
            double removed = 0;
            for (int place = 0; place < kept; place++) {
                int rank = live[place];
                if (changed.get(rank)) {
                    if (values[rank] == Double.NEGATIVE_INFINITY) {
                        removed += weights[place];
                        removedBy[rank] = index;
                    } else {
                        moved.add(new Moved(rank, gap(rank, place)));
                    }
                }
            }
            moved.sort((a, b) -> precedes(a.rank, a.gap, b.rank, b.gap) ? -1 : 1);
            int from = 0;
            for (int place = 0; place < kept; place++) {
                int rank = live[place];
                if (changed.get(rank)) {
                    continue;
                }
                while (from < moved.size()
                        && precedes(moved.get(from).rank, moved.get(from).gap, rank, gaps[place])) {
                    add(moved.get(from++));
                }
                add(rank, gaps[place], weights[place]);
            }
            while (from < moved.size()) {
                add(moved.get(from++));
            }
            return removed;
        }

        private double gap(int rank, int place) {
            return saturated
                    ? gaps[place] + (values[rank] - oldValues[rank])
                    : values[rank] - oldTop;
        }

        private void add(Moved token) {
            add(token.rank, token.gap, Math.exp(token.gap));
        }

        private void add(int rank, double gap, double weight) {
            nextLive[next] = rank;
            nextGaps[next] = gap;
            nextWeights[next] = weight;
            next++;
        }

        private boolean precedes(int rank, double gap, int other, double otherGap) {
            double value = saturated ? gap : values[rank];
            double otherValue = saturated ? otherGap : values[other];
            return value > otherValue
                    || (value == otherValue && ranked.id(rank) < ranked.id(other));
        }
    }
}
