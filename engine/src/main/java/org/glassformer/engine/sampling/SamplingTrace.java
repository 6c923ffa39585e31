package org.glassformer.engine.sampling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a chain made of one set of logits: every token of the vocabulary, from raw logit to final
/// probability, and what each stage did.
///
/// Tokens are addressed by rank, their place among the raw logits: 0 is the largest, equal ones go by
/// id. The candidates that are left are listed apart, most likely first: penalties change the order,
/// and not every stage removes from its end. Immutable.
public final class SamplingTrace {
    /// [#removedBy(int)] of a token that is still a candidate.
    public static final byte NOT_REMOVED = -1;

    /// [#removedBy(int)] of a token whose raw logit is minus infinity: it never was a candidate.
    public static final byte IMPOSSIBLE = -2;

    private final RankedLogits ranked;
    private final double[] values; // by rank; empty where they are the logits
    private final double[] probabilities; // by rank, up to the last candidate
    private final int @Nullable []
            candidates; // ranks, most likely first; none if they are in order
    private final int kept;
    private final byte[] removedBy;
    private final List<StageTrace> stages;
    private final double entropyBits;

    /// Takes the arrays over; without candidates these are the ranks that have a probability.
    SamplingTrace(
            RankedLogits ranked,
            double[] values,
            double[] probabilities,
            int @Nullable [] candidates,
            byte[] removedBy,
            List<StageTrace> stages,
            double entropyBits) {
        this.ranked = ranked;
        this.values = values;
        this.probabilities = probabilities;
        this.candidates = candidates;
        this.kept = candidates == null ? probabilities.length : candidates.length;
        this.removedBy = removedBy;
        this.stages = List.copyOf(stages);
        this.entropyBits = entropyBits;
    }

    /// The logits that the chain got.
    public RankedLogits logits() {
        return ranked;
    }

    /// The size of the vocabulary.
    public int size() {
        return ranked.size();
    }

    /// The number of candidates that are left, at least 1.
    public int kept() {
        return kept;
    }

    /// The rank of a candidate.
    ///
    /// @param place among those that are left: 0 is the most likely, equal ones go by id
    public int candidate(int place) {
        if (place >= kept) {
            throw new IndexOutOfBoundsException(place);
        }
        return candidates == null ? place : candidates[place];
    }

    /// The sum of the probabilities that the model itself gives to the candidates: what the cut line
    /// says.
    public double keptMass() {
        double mass = 0;
        for (int place = 0; place < kept; place++) {
            mass += ranked.weights()[candidate(place)];
        }
        return Math.min(1, mass / ranked.total());
    }

    /// The token at a rank.
    public int id(int rank) {
        return ranked.id(rank);
    }

    /// The rank of a token.
    ///
    /// @throws IllegalArgumentException if there is no such token
    public int rankOf(int id) {
        return ranked.rankOf(id);
    }

    /// The raw logit at a rank.
    public float logit(int rank) {
        return ranked.logit(rank);
    }

    /// The natural logarithm of the probability that the model itself gives, over the whole
    /// vocabulary.
    public double rawLogProb(int rank) {
        return ranked.logProb(rank);
    }

    /// The probability that the model itself gives, over the whole vocabulary.
    public double rawProbability(int rank) {
        return ranked.probability(rank);
    }

    /// The logit as the stages left it: after the penalties and temperatures that it met before it was
    /// removed; minus infinity if it was banned.
    public double value(int rank) {
        return values.length == 0 ? ranked.logit(rank) : values[rank];
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
        return ranked.entropyBits();
    }

    /// The entropy after the chain in bits.
    public double entropyBits() {
        return entropyBits;
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
        int last = kept - 1;
        while (probabilities[candidate(last)] == 0) {
            last--;
        }
        int place = 0;
        double low = 0;
        while (place < last && u >= low + probabilities[candidate(place)]) {
            low += probabilities[candidate(place)];
            place++;
        }
        int rank = candidate(place);
        double high = place == last ? 1 : low + probabilities[rank];
        return new DrawnToken(
                id(rank), u, low, high, probabilities[rank], rawLogProb(rank), rank + 1, kept);
    }
}
