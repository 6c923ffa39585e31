package org.glassformer.engine.sampling;

/// Sums over weights e^gap, where a gap is a logit less the largest, so that nothing overflows.
final class Softmax {
    private Softmax() {}

    /// Sets the first `count` weights to e^gap and returns their sum.
    static double weigh(double[] gaps, double[] weights, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            double weight = Math.exp(gaps[i]);
            weights[i] = weight;
            total += weight;
        }
        return total;
    }

    /// The sum of the first `count` weights.
    static double sum(double[] weights, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        return total;
    }

    /// The mean of the gaps under the distribution; gaps of no weight may be minus infinity.
    static double meanGap(double[] gaps, double[] weights, int count, double total) {
        double weighted = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > 0) {
                weighted += weights[i] * gaps[i];
            }
        }
        return weighted / total;
    }

    /// H = ln(total) - mean gap, in bits.
    static double entropyBits(double total, double meanGap) {
        return Math.max(0, (Math.log(total) - meanGap) / Math.log(2));
    }
}
