package org.glassformer.app.feature.attention.pair;

import java.util.List;

/// All numbers of one head for one query. The keys after the query are listed as well, without weight. Immutable as long
/// as nobody writes into the arrays.
///
/// @param layer from 0
/// @param head from 0
/// @param query index of the token that looks
/// @param q (HS), its query vector
/// @param k (T, HS), the key vectors
/// @param v (T, HS), the value vectors
/// @param raw (T), q . k
/// @param scaled (T), q . k / sqrt(HS)
/// @param visible (T), whether the query may see the key
/// @param weights (T), after the softmax
/// @param valueNorms (T), lengths of the value vectors
/// @param z (HS), the weighted sum of the values
@SuppressWarnings("ArrayRecordComponent")
record HeadFigures(
        int layer,
        int head,
        int query,
        float[] q,
        float[][] k,
        float[][] v,
        double[] raw,
        float[] scaled,
        List<Visibility> visible,
        float[] weights,
        double[] valueNorms,
        float[] z) {

    int headSize() {
        return q.length;
    }

    int keys() {
        return raw.length;
    }

    boolean isVisible(int key) {
        return visible.get(key) == Visibility.VISIBLE;
    }

    /// The length of what a key adds to the output.
    double weighted(int key) {
        return weights[key] * valueNorms[key];
    }

    /// The sum of all weights: 1, or 0 if the query sees no key.
    double weightSum() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /// The key with the largest weight.
    int most() {
        int most = 0;
        for (int key = 1; key < weights.length; key++) {
            most = weights[key] > weights[most] ? key : most;
        }
        return most;
    }

    /// The largest score that the query sees; minus infinity if it sees none.
    double highestScore() {
        double highest = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < scaled.length; key++) {
            highest = isVisible(key) ? Math.max(highest, scaled[key]) : highest;
        }
        return highest;
    }

    /// The sum of e^(score - shift) over what the query sees.
    double exponentialSum(double shift) {
        double sum = 0;
        for (int key = 0; key < scaled.length; key++) {
            sum += isVisible(key) ? Math.exp(scaled[key] - shift) : 0;
        }
        return sum;
    }

    /// The products of the channels of query and key, (HS); they sum to q . k.
    float[] products(int key) {
        float[] products = new float[q.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = q[i] * k[key][i];
        }
        return products;
    }

    /// The length of a vector.
    static double length(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += (double) x * x;
        }
        return Math.sqrt(sum);
    }
}
