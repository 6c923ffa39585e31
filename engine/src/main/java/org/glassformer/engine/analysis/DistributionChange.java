package org.glassformer.engine.analysis;

/// How the distribution of the next token changed: the raw softmax of the logits before and after, over the whole
/// vocabulary, before any sampler stage. Immutable.
public final class DistributionChange {
    private final double[] before; // (V)
    private final double[] after; // (V)
    private final double kl;
    private final double totalVariation;

    private DistributionChange(double[] before, double[] after, double kl, double variation) {
        this.before = before;
        this.after = after;
        this.kl = kl;
        this.totalVariation = variation;
    }

    /// The change from some logits to others.
    ///
    /// @param before (V), at least one of them finite
    /// @param after (V), at least one of them finite
    /// @throws IllegalArgumentException if they are of different vocabularies, or empty
    public static DistributionChange of(float[] before, float[] after) {
        if (before.length != after.length || before.length == 0) {
            throw new IllegalArgumentException(
                    before.length + " logits before and " + after.length + " after");
        }
        double logSumBefore = logSumExp(before);
        double logSumAfter = logSumExp(after);
        double[] p = new double[before.length];
        double[] q = new double[after.length];
        double kl = 0;
        double distance = 0;
        for (int id = 0; id < p.length; id++) {
            double logP = before[id] - logSumBefore;
            double logQ = after[id] - logSumAfter;
            p[id] = Math.exp(logP);
            q[id] = Math.exp(logQ);
            kl += p[id] == 0 ? 0 : p[id] * (logP - logQ);
            distance += Math.abs(p[id] - q[id]);
        }
        return new DistributionChange(p, q, Math.max(0, kl) / Math.log(2), distance / 2);
    }

    /// A distribution that did not change.
    ///
    /// @param logits (V), at least one of them finite
    public static DistributionChange none(float[] logits) {
        return of(logits, logits);
    }

    /// V, the size of the vocabulary.
    public int size() {
        return after.length;
    }

    /// The probability of a token before.
    public double before(int id) {
        return before[id];
    }

    /// The probability of a token after.
    public double after(int id) {
        return after[id];
    }

    /// KL(before || after) in bits, sum p log2(p / q): how much longer the tokens that the model drew before would be in
    /// a code made for after. 0 for no change; below about 1e-5 it is rounding.
    public double klBits() {
        return kl;
    }

    /// Half the sum of |p - q|, 0 to 1: the share of the probability that moved to other tokens.
    public double totalVariation() {
        return totalVariation;
    }

    /// The likeliest token before; of equal ones the lowest id.
    public int likeliestBefore() {
        return likeliest(before, 1)[0];
    }

    /// The likeliest token after; of equal ones the lowest id.
    public int likeliestAfter() {
        return likeliest(after, 1)[0];
    }

    /// The likeliest tokens before, the likeliest first; of equal ones the lower id comes first.
    ///
    /// @param count how many, if the vocabulary has as many
    public int[] likeliestBefore(int count) {
        return likeliest(before, count);
    }

    /// The likeliest tokens after, the likeliest first; of equal ones the lower id comes first.
    ///
    /// @param count how many, if the vocabulary has as many
    public int[] likeliestAfter(int count) {
        return likeliest(after, count);
    }

    /// The rank of a token before, 1 for the likeliest.
    public int rankBefore(int id) {
        return rank(before, id);
    }

    /// The rank of a token after, 1 for the likeliest.
    public int rankAfter(int id) {
        return rank(after, id);
    }

    /// ln sum exp of logits, at least one of them finite.
    static double logSumExp(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        return max + Math.log(sum);
    }

    private static int[] likeliest(double[] p, int count) {
        int[] ids = new int[Math.min(count, p.length)];
        int held = 0;
        for (int id = 0; id < p.length && ids.length > 0; id++) {
            if (held == ids.length && p[id] <= p[ids[held - 1]]) {
                continue;
            }
            int at = held < ids.length ? held++ : held - 1;
            while (at > 0 && p[ids[at - 1]] < p[id]) {
                ids[at] = ids[at - 1];
                at--;
            }
            ids[at] = id;
        }
        return ids;
    }

    private static int rank(double[] p, int id) {
        int above = 0;
        for (int other = 0; other < p.length; other++) {
            above += p[other] > p[id] || (p[other] == p[id] && other < id) ? 1 : 0;
        }
        return above + 1;
    }
}
