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

    /// The sum of the first `count` weights, in four parts that do not wait for each other.
    static double sum(double[] weights, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += weights[i];
            b += weights[i + 1];
            c += weights[i + 2];
            d += weights[i + 3];
        }
        for (; i < count; i++) {
            a += weights[i];
        }
        return a + b + (c + d);
    }

    /// The mean of the gaps under the distribution; gaps of no weight, which may be minus infinity, are
    /// last and do not count.
    static double meanGap(double[] gaps, double[] weights, int count, double total) {
        int end = count;
        while (weights[end - 1] == 0) {
            end--;
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < end; i += 4) {
            a += weights[i] * gaps[i];
            b += weights[i + 1] * gaps[i + 1];
            c += weights[i + 2] * gaps[i + 2];
            d += weights[i + 3] * gaps[i + 3];
        }
        for (; i < end; i++) {
            a += weights[i] * gaps[i];
        }
        return (a + b + (c + d)) / total;
    }

    /// H = ln(total) - mean gap, in bits.
    static double entropyBits(double total, double meanGap) {
        return Math.max(0, (Math.log(total) - meanGap) / Math.log(2));
    }
}
