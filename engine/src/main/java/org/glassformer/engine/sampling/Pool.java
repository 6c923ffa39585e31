package org.glassformer.engine.sampling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The tokens while they pass through a chain: those still there by place, most likely first, equal
/// ones by id.
///
/// A place holds a rank, the token's place among the raw logits; at first they are the same, and the
/// arrays are those of the [RankedLogits] until a stage has to change them. Cuts from the end move one
/// boundary; what removes from the middle closes the gaps in one pass; tokens with new values are found
/// and put by binary search, and what lies between moves in blocks. So the usual cuts cost what they
/// cost when nothing else was possible. The figures are in `assets/docs/performance.md`.
final class Pool {
    /// Values beyond are limited; only gaps are exact from then on.
    private static final double LARGEST_VALUE = 1e300;

    /// Gaps are measured from a new base when the largest is further from 0.
    private static final double LARGEST_TOP_GAP = 50;

    private final RankedLogits ranked;
    private final byte[] removedBy; // (V) by rank
    private double[] values = new double[0]; // (V) by rank, once they are not the logits
    private int[] live = new int[0]; // (kept) rank by place, unless they are in order
    private double[] gaps; // (kept) by place: value minus base, never ascending
    private double[] weights; // (kept) e^gap
    private double base;
    private boolean shared =
            true; // gaps and weights are those of the ranked logits, values the logits
    private boolean inOrder = true; // a place is the rank it holds
    private boolean saturated; // values were limited
    private int kept;
    private double total; // sum of the weights kept
    private double meanGap; // NaN until asked for

    Pool(RankedLogits ranked) {
        this.ranked = ranked;
        gaps = ranked.gaps();
        weights = ranked.weights();
        base = ranked.logit(0);
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
        return inOrder ? place : live[place];
    }

    int id(int place) {
        return ranked.id(rank(place));
    }

    int rankOf(int id) {
        return ranked.rankOf(id);
    }

    boolean isLive(int rank) {
        return removedBy[rank] == SamplingTrace.NOT_REMOVED;
    }

    double valueOf(int rank) {
        return shared ? ranked.logit(rank) : values[rank];
    }

    /// The place of a rank that is there.
    int placeOf(int rank) {
        if (inOrder) {
            return rank;
        }
        if (!saturated) {
            return insertion(values[rank], ranked.id(rank), kept);
        }
        int place = 0;
        while (live[place] != rank) {
            place++;
        }
        return place;
    }

    /// The value, up to a number that is the same for all.
    double gap(int place) {
        return gaps[place];
    }

    /// The probability, up to a factor that is the same for all.
    double weight(int place) {
        return weights[place];
    }

    /// The sum of the weights.
    double total() {
        return total;
    }

    /// Whether two tokens have the same value.
    boolean areTies(int place, int other) {
        return saturated
                ? gaps[place] == gaps[other]
                : valueOf(rank(place)) == valueOf(rank(other));
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
        double[] oldGaps = gaps;
        if (shared) {
            gaps = new double[kept];
            weights = new double[kept];
            values = ranked.values();
            shared = false;
        }
        saturated |=
                Math.abs(values[rank(0)] / t) > LARGEST_VALUE
                        || Math.abs(values[rank(kept - 1)] / t) > LARGEST_VALUE;
        double top = oldGaps[0];
        base = (top == 0 ? base : values[rank(0)]) / t;
        double sum = 0;
        for (int place = 0; place < kept; place++) {
            values[rank(place)] /= t;
            double gap = (oldGaps[place] - top) / t;
            double weight = Math.exp(gap);
            gaps[place] = gap;
            weights[place] = weight;
            sum += weight;
        }
        total = sum;
        meanGap = Double.NaN;
        if (saturated) {
            for (int place = 0; place < kept; place++) {
                values[rank(place)] = limit(values[rank(place)]);
            }
        }
    }

    /// Keeps the first places; returns the share of the probability that goes.
    double keepFirst(int remaining, byte index) {
        if (remaining == kept) {
            return 0;
        }
        double removed = 0;
        for (int place = remaining; place < kept; place++) {
            removed += weights[place];
        }
        if (inOrder) {
            Arrays.fill(removedBy, remaining, kept, index);
        } else {
            for (int place = remaining; place < kept; place++) {
                removedBy[live[place]] = index;
            }
        }
        double share = removed / total;
        kept = remaining;
        sum();
        return Math.min(1, share);
    }

    /// Keeps the places that are set, at least one; returns the share of the probability that goes.
    double keep(BitSet places, byte index) {
        int remaining = places.cardinality();
        if (remaining == kept || places.nextClearBit(0) == remaining) {
            return keepFirst(remaining, index);
        }
        own();
        double removed = 0;
        int next = 0;
        for (int place = 0; place < kept; place++) {
            if (places.get(place)) {
                live[next] = live[place];
                gaps[next] = gaps[place];
                weights[next] = weights[place];
                next++;
            } else {
                removed += weights[place];
                removedBy[live[place]] = index;
            }
        }
        double share = removed / total;
        kept = remaining;
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
        int[] places = new int[ranks.length];
        Moved[] moved = new Moved[ranks.length];
        double removed = 0;
        int count = 0;
        for (int i = 0; i < ranks.length; i++) {
            places[i] = placeOf(ranks[i]);
            if (newValues[i] == Double.NEGATIVE_INFINITY) {
                removed += weights[places[i]];
            } else {
                double delta = limit(newValues[i]) - valueOf(ranks[i]);
                moved[count++] =
                        new Moved(
                                ranks[i],
                                ranked.id(ranks[i]),
                                limit(newValues[i]),
                                gaps[places[i]] + delta);
            }
        }
        if (kept - ranks.length + count == 0) {
            throw new IllegalArgumentException("every token that was left is banned");
        }
        double share = removed / total;
        own();
        for (int i = 0; i < ranks.length; i++) {
            if (newValues[i] == Double.NEGATIVE_INFINITY) {
                values[ranks[i]] = newValues[i];
                removedBy[ranks[i]] = index;
            }
        }
        takeOut(places);
        putIn(Arrays.copyOf(moved, count));
        settle();
        return Math.min(1, share);
    }

    /// A token with a new value, and the gap that goes with it where values are not exact.
    private record Moved(int rank, int id, double value, double gap) {}

    private void takeOut(int[] places) {
        Arrays.sort(places);
        for (int i = 0; i < places.length; i++) {
            int from = places[i] + 1;
            int end = i + 1 < places.length ? places[i + 1] : kept;
            move(from, from - i - 1, end - from);
        }
        kept -= places.length;
    }

    private void putIn(Moved[] moved) {
        Arrays.sort(
                moved,
                (a, b) -> {
                    int byValue =
                            saturated
                                    ? Double.compare(b.gap, a.gap)
                                    : Double.compare(b.value, a.value);
                    return byValue != 0 ? byValue : Integer.compare(a.id, b.id);
                });
        int[] places = new int[moved.length];
        double[] newGaps = new double[moved.length];
        for (int i = 0; i < moved.length; i++) {
            places[i] = insertion(saturated ? moved[i].gap : moved[i].value, moved[i].id, kept);
            newGaps[i] = saturated ? moved[i].gap : gap(moved[i].value, places[i]);
            if (i > 0) {
                newGaps[i] = Math.min(newGaps[i], newGaps[i - 1]);
            }
        }
        int end = kept;
        for (int i = moved.length - 1; i >= 0; i--) {
            move(places[i], places[i] + i + 1, end - places[i]);
            end = places[i];
            live[end + i] = moved[i].rank;
            values[moved[i].rank] = moved[i].value;
            gaps[end + i] = newGaps[i];
            weights[end + i] = Math.exp(newGaps[i]);
        }
        kept += moved.length;
    }

    /// The gap of a new value, between those of its neighbours: theirs may have been divided.
    private double gap(double value, int place) {
        if (place > 0 && values[live[place - 1]] == value) {
            return gaps[place - 1];
        }
        if (place < kept && values[live[place]] == value) {
            return gaps[place];
        }
        double gap = value - base;
        double capped = place > 0 ? Math.min(gap, gaps[place - 1]) : gap;
        return place < kept ? Math.max(capped, gaps[place]) : capped;
    }

    /// The first place whose token does not come before one of this value and id.
    private int insertion(double value, int id, int end) {
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double other = saturated ? gaps[middle] : values[live[middle]];
            if (other > value || (other == value && ranked.id(live[middle]) < id)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(live, from, live, to, count);
        System.arraycopy(gaps, from, gaps, to, count);
        System.arraycopy(weights, from, weights, to, count);
    }

    SamplingTrace finish(List<StageTrace> stages) {
        if (inOrder) {
            double[] probabilities = new double[kept];
            for (int place = 0; place < kept; place++) {
                probabilities[place] = weights[place] / total;
            }
            return new SamplingTrace(
                    ranked, values, probabilities, null, removedBy, stages, entropyBits());
        }
        int end = kept;
        for (int place = 0; place < kept; place++) {
            end = Math.max(end, live[place] + 1);
        }
        double[] probabilities = new double[end];
        for (int place = 0; place < kept; place++) {
            probabilities[live[place]] = weights[place] / total;
        }
        int[] candidates = Arrays.copyOf(live, kept);
        return new SamplingTrace(
                ranked, values, probabilities, candidates, removedBy, stages, entropyBits());
    }

    private static double limit(double value) {
        return Math.clamp(value, -LARGEST_VALUE, LARGEST_VALUE);
    }

    /// Copies the arrays before they are written, and says by place which ranks there are.
    private void own() {
        if (shared) {
            values = ranked.values();
            gaps = Arrays.copyOf(gaps, kept);
            weights = Arrays.copyOf(weights, kept);
            shared = false;
        }
        if (inOrder) {
            live = new int[kept];
            for (int place = 0; place < kept; place++) {
                live[place] = place;
            }
            inOrder = false;
        }
    }

    /// Measures from a new base when the largest weight has become small.
    private void settle() {
        double top = gaps[0];
        if (Math.abs(top) <= LARGEST_TOP_GAP) {
            sum();
            return;
        }
        base = values[rank(0)];
        for (int place = 0; place < kept; place++) {
            gaps[place] = saturated ? gaps[place] - top : values[live[place]] - base;
        }
        weigh();
    }

    private void sum() {
        total = Softmax.sum(weights, kept);
        meanGap = Double.NaN;
    }

    private void weigh() {
        total = Softmax.weigh(gaps, weights, kept);
        meanGap = Double.NaN;
    }
}
