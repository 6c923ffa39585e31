package org.glassformer.engine.sampling;

/// How far two distributions of the next token over one vocabulary are from each other, after their chains.
///
/// Everything is computed from logarithms, so that probabilities too small for a double still count as what they are. A
/// token that neither chain left adds nothing (0 ln 0/0 = 0); one that only the first left makes the divergence
/// infinite, as it must be.
///
/// @param klBits KL(A || B) in bits, sum of a log2(a / b): how much longer A's draws would be in a code made for B;
///     infinite if A has a candidate that B has not
/// @param reverseKlBits KL(B || A) in bits
/// @param totalVariation half the sum of |a - b|, 0 to 1: the share of the draws in which the two need not agree
/// @param entropyBits of A
/// @param otherEntropyBits of B
/// @param onlyFirst candidates of A that B has not
/// @param onlySecond candidates of B that A has not
public record Divergence(
        double klBits,
        double reverseKlBits,
        double totalVariation,
        double entropyBits,
        double otherEntropyBits,
        int onlyFirst,
        int onlySecond) {

    private static final double LN2 = Math.log(2);

    /// The divergence of two traces.
    ///
    /// @param a what one chain made of some logits
    /// @param b what another chain made of these or other logits
    /// @throws IllegalArgumentException if the vocabularies are of different sizes
    public static Divergence of(SamplingTrace a, SamplingTrace b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException(
                    "distributions over " + a.size() + " and " + b.size() + " tokens");
        }
        double logSumA = logSum(a);
        double logSumB = logSum(b);
        double kl = 0;
        double reverse = 0;
        double distance = 0;
        int onlyA = 0;
        int shared = 0;
        for (int place = 0; place < a.kept(); place++) {
            int rank = a.candidate(place);
            int other = b.rankOf(a.id(rank));
            double p = a.probability(rank);
            if (b.removedBy(other) != SamplingTrace.NOT_REMOVED) {
                onlyA++;
                kl = Double.POSITIVE_INFINITY;
                distance += p;
                continue;
            }
            shared++;
            double q = b.probability(other);
            double ratio = logProb(a, rank, logSumA) - logProb(b, other, logSumB); // ln p/q
            kl += p == 0 ? 0 : p * ratio;
            reverse -= q == 0 ? 0 : q * ratio;
            distance += Math.abs(p - q);
        }
        int onlyB = b.kept() - shared;
        if (onlyB > 0) {
            reverse = Double.POSITIVE_INFINITY;
            distance += massOnly(b, a);
        }
        return new Divergence(
                Math.max(0, kl) / LN2,
                Math.max(0, reverse) / LN2,
                Math.clamp(distance / 2, 0, 1),
                a.entropyBits(),
                b.entropyBits(),
                onlyA,
                onlyB);
    }

    /// Whether all probabilities are the same.
    public boolean isNone() {
        return totalVariation == 0 && klBits == 0 && reverseKlBits == 0;
    }

    private static double massOnly(SamplingTrace b, SamplingTrace a) {
        double mass = 0;
        for (int place = 0; place < b.kept(); place++) {
            int rank = b.candidate(place);
            if (a.removedBy(a.rankOf(b.id(rank))) != SamplingTrace.NOT_REMOVED) {
                mass += b.probability(rank);
            }
        }
        return mass;
    }

    private static double logProb(SamplingTrace trace, int rank, double logSum) {
        double p = trace.probability(rank);
        return p >= Double.MIN_NORMAL ? Math.log(p) : trace.value(rank) - logSum;
    }

    /// ln of the sum of e^value over the candidates.
    private static double logSum(SamplingTrace trace) {
        double max = Double.NEGATIVE_INFINITY;
        for (int place = 0; place < trace.kept(); place++) {
            max = Math.max(max, trace.value(trace.candidate(place)));
        }
        double sum = 0;
        for (int place = 0; place < trace.kept(); place++) {
            sum += Math.exp(trace.value(trace.candidate(place)) - max);
        }
        return max + Math.log(sum);
    }
}
