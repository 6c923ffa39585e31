package org.glassformer.engine.sampling;

/// What the logits say before any sampler: natural logarithms of probabilities, ranks, entropy.
///
/// Everything is summed in double and relative to the largest logit, so that nothing overflows.
/// Logits may be minus infinity (probability 0) but not NaN.
public final class LogProbs {
    private LogProbs() {}

    /// ln(sum of e^z); minus infinity if every logit is.
    public static double logSumExp(float[] logits) {
        double max = max(logits);
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        return max + Math.log(sum);
    }

    /// The natural logarithm of the probability of token `id`.
    public static double logProb(float[] logits, int id) {
        return logits[id] - logSumExp(logits);
    }

    /// KL divergence of two distributions in nats: how much longer the tokens of the first are in a code made for the
    /// second. Infinite where the second excludes a token that the first does not.
    ///
    /// @param p logits of the first
    /// @param q logits of the second, as many
    public static double klNats(float[] p, float[] q) {
        double logP = logSumExp(p);
        double logQ = logSumExp(q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double lp = p[i] - logP;
            double weight = Math.exp(lp);
            if (weight > 0) {
                sum += weight * (lp - (q[i] - logQ));
            }
        }
        return Math.max(0, sum);
    }

    /// The place of token `id` among the logits: 1 is the largest, equal ones go by id.
    public static int rank(float[] logits, int id) {
        float logit = logits[id];
        int rank = 1;
        for (int other = 0; other < logits.length; other++) {
            if (logits[other] > logit || (logits[other] == logit && other < id)) {
                rank++;
            }
        }
        return rank;
    }

    /// The entropy of the distribution in bits, from 0 to log2 V.
    public static double entropyBits(float[] logits) {
        double max = max(logits);
        double sum = 0;
        double weighted = 0;
        for (float logit : logits) {
            double weight = Math.exp(logit - max);
            if (weight > 0) {
                sum += weight;
                weighted += weight * (logit - max);
            }
        }
        return (Math.log(sum) - weighted / sum) / Math.log(2);
    }

    private static double max(float[] logits) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        return max;
    }
}
