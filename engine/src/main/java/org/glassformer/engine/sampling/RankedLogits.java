package org.glassformer.engine.sampling;

import org.jspecify.annotations.Nullable;

/// The logits of one step in order, with the model's own probabilities: what does not change while
/// the sliders of a [SamplerChain] move.
///
/// Tokens are addressed by rank, their place among the logits: 0 is the largest, equal ones go by id.
/// Immutable. Ranking 50,257 logits takes longer than most chains on them, so keep it for a step.
public final class RankedLogits {
    private final int[] ids; // (V) by rank
    private final float[] logits; // (V) by rank
    private final double[] gaps; // (V) value minus the largest value, 0 or less
    private final double[] weights; // (V) e^gap
    private final int possible;
    private final double total;
    private final double meanGap;
    private volatile int @Nullable [] ranks; // (V) by id, when asked for

    private RankedLogits(float[] source) {
        ids = LogitOrder.descending(source);
        int size = ids.length;
        logits = new float[size];
        gaps = new double[size];
        weights = new double[size];
        double top = source[ids[0]];
        for (int rank = 0; rank < size; rank++) {
            logits[rank] = source[ids[rank]];
            gaps[rank] = logits[rank] - top;
        }
        int finite = size;
        while (logits[finite - 1] == Float.NEGATIVE_INFINITY) {
            finite--;
        }
        possible = finite;
        total = Softmax.weigh(gaps, weights, possible);
        meanGap = Softmax.meanGap(gaps, weights, possible, total);
    }

    /// Ranks logits.
    ///
    /// @param logits (V), left as they are; minus infinity is a token that cannot be chosen
    /// @throws IllegalArgumentException if a logit is NaN or plus infinity, or none is finite
    public static RankedLogits of(float[] logits) {
        return new RankedLogits(logits);
    }

    /// The size of the vocabulary.
    public int size() {
        return ids.length;
    }

    /// The number of tokens whose logit is not minus infinity, at least 1.
    public int possible() {
        return possible;
    }

    /// The token at a rank.
    public int id(int rank) {
        return ids[rank];
    }

    /// The rank of a token.
    ///
    /// @throws IllegalArgumentException if there is no such token
    public int rankOf(int id) {
        if (id < 0 || id >= ids.length) {
            throw new IllegalArgumentException("no token " + id + " among " + ids.length);
        }
        int[] known = ranks;
        if (known == null) {
            known = new int[ids.length];
            for (int rank = 0; rank < ids.length; rank++) {
                known[ids[rank]] = rank;
            }
            ranks = known;
        }
        return known[id];
    }

    /// The logit at a rank.
    public float logit(int rank) {
        return logits[rank];
    }

    /// The natural logarithm of the probability that the model itself gives, over the whole
    /// vocabulary.
    public double logProb(int rank) {
        return gaps[rank] - Math.log(total);
    }

    /// The probability that the model itself gives, over the whole vocabulary.
    public double probability(int rank) {
        return Math.exp(logProb(rank));
    }

    /// The entropy of the model's own distribution in bits.
    public double entropyBits() {
        return Softmax.entropyBits(total, meanGap);
    }

    /// The logits as doubles, for somebody to change.
    double[] values() {
        double[] values = new double[logits.length];
        for (int rank = 0; rank < values.length; rank++) {
            values[rank] = logits[rank];
        }
        return values;
    }

    double[] gaps() {
        return gaps;
    }

    double[] weights() {
        return weights;
    }

    double total() {
        return total;
    }

    double meanGap() {
        return meanGap;
    }
}
