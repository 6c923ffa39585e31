package org.glassformer.engine.sampling;

import java.util.List;

/// What a chain made of one set of logits: every token of the vocabulary, from raw logit to final
/// probability, and what each stage did.
///
/// Tokens are addressed by rank, their place among the raw logits: 0 is the largest, equal ones go
/// by id. Immutable.
public final class SamplingTrace {
    /// [#removedBy(int)] of a token that is still a candidate.
    public static final byte NOT_REMOVED = -1;

    /// [#removedBy(int)] of a token whose raw logit is minus infinity: it never was a candidate.
    public static final byte IMPOSSIBLE = -2;

    private final int[] ids;
    private final float[] logits;
    private final double[] values;
    private final double[] probabilities;
    private final byte[] removedBy;
    private final List<StageTrace> stages;
    private final double logTotal;
    private final double rawEntropyBits;

    /// Takes the arrays over; `logTotal` is ln of the sum of e^(logit - largest logit).
    SamplingTrace(
            int[] ids,
            float[] logits,
            double[] values,
            double[] probabilities,
            byte[] removedBy,
            List<StageTrace> stages,
            double logTotal,
            double rawEntropyBits) {
        this.ids = ids;
        this.logits = logits;
        this.values = values;
        this.probabilities = probabilities;
        this.removedBy = removedBy;
        this.stages = List.copyOf(stages);
        this.logTotal = logTotal;
        this.rawEntropyBits = rawEntropyBits;
    }

    /// The size of the vocabulary.
    public int size() {
        return ids.length;
    }

    /// The number of candidates that are left, at least 1; they have the ranks below it.
    public int kept() {
        return probabilities.length;
    }

    /// The token at a rank.
    public int id(int rank) {
        return ids[rank];
    }

    /// The rank of a token, found by walking through the order.
    ///
    /// @throws IllegalArgumentException if there is no such token
    public int rankOf(int id) {
        for (int rank = 0; rank < ids.length; rank++) {
            if (ids[rank] == id) {
                return rank;
            }
        }
        throw new IllegalArgumentException("no token " + id + " among " + ids.length);
    }

    /// The raw logit at a rank.
    public float logit(int rank) {
        return logits[rank];
    }

    /// The natural logarithm of the probability that the model itself gives, over the whole
    /// vocabulary.
    public double rawLogProb(int rank) {
        return (double) logits[rank] - logits[0] - logTotal;
    }

    /// The probability that the model itself gives, over the whole vocabulary.
    public double rawProbability(int rank) {
        return Math.exp(rawLogProb(rank));
    }

    /// The logit as the stages left it: divided by the temperatures it passed before it was removed.
    public double value(int rank) {
        return values[rank];
    }

    /// The probability after the chain; 0 for a token that was removed.
    public double probability(int rank) {
        return rank < probabilities.length ? probabilities[rank] : 0;
    }

    /// The index of the stage that removed the token, or [#NOT_REMOVED] or [#IMPOSSIBLE].
    public int removedBy(int rank) {
        return removedBy[rank];
    }

    /// What each stage did, in the order of the chain.
    public List<StageTrace> stages() {
        return stages;
    }

    /// The entropy of the model's own distribution in bits.
    public double rawEntropyBits() {
        return rawEntropyBits;
    }

    /// The entropy after the chain in bits.
    public double entropyBits() {
        return stages.isEmpty() ? rawEntropyBits : stages.getLast().entropyBits();
    }

    /// The token on which `u` falls when the candidates lie end to end from 0 to 1, most likely
    /// first.
    ///
    /// @param u in [0, 1), as [Draws#uniform(long, long, int)] gives it
    /// @throws IllegalArgumentException if `u` is outside
    public DrawnToken pick(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a draw must be in [0, 1), not " + u);
        }
        int last = probabilities.length - 1;
        while (probabilities[last] == 0) {
            last--;
        }
        int rank = 0;
        double low = 0;
        while (rank < last && u >= low + probabilities[rank]) {
            low += probabilities[rank];
            rank++;
        }
        double high = rank == last ? 1 : low + probabilities[rank];
        return new DrawnToken(
                ids[rank], u, low, high, probabilities[rank], rawLogProb(rank), rank + 1, kept());
    }
}
