package org.glassformer.app.feature.training.probe;

import java.util.Arrays;

/// Two distributions over a vocabulary.
final class Compared {
    private static final double LN2 = Math.log(2);

    private Compared() {}

    /// KL(p || q) in bits: how many more bits tokens drawn from p take in a code made for q. A probability too small
    /// for a float counts as the smallest one.
    static double klBits(float[] p, float[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum += p[i] * Math.log(p[i] / Math.max(q[i], (double) Float.MIN_VALUE));
            }
        }
        return Math.max(0, sum / LN2);
    }

    /// The ids of the largest values, the largest first; the first of equals before the others.
    static int[] largest(float[] values, int count) {
        int[] ids = new int[Math.min(count, values.length)];
        int size = 0;
        for (int id = 0; id < values.length; id++) {
            if (size < ids.length || values[id] > values[ids[size - 1]]) {
                int at = size < ids.length ? size++ : size - 1;
                while (at > 0 && values[ids[at - 1]] < values[id]) {
                    ids[at] = ids[at - 1];
                    at--;
                }
                ids[at] = id;
            }
        }
        return Arrays.copyOf(ids, size);
    }
}
