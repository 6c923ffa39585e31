package org.glassformer.engine.analysis;

/// How one head of one query comes to its output, step by step, over the keys from 0 to the query.
///
/// Later keys never take part; keys before a sliding window and cut edges are masked. The output is
/// the head's z before interventions on it.
public final class HeadStages {
    private final float[] q; // (HS)
    private final float[][] k; // (keys, HS)
    private final double[] raw;
    private final float[] scaled;
    private final float cap;
    private final boolean[] masked;
    private final float[] weights;
    private final double[] valueNorms;
    private final float[] z; // (HS)

    private HeadStages(AttentionTrace trace, int layer, int head, int query) {
        int keys = query + 1;
        this.q = trace.query(layer, head, query);
        this.k = new float[keys][];
        this.raw = new double[keys];
        this.scaled = new float[keys];
        this.cap = trace.cap();
        this.masked = new boolean[keys];
        this.weights = trace.row(layer, head, query);
        this.valueNorms = new double[keys];
        this.z = new float[q.length];
        double[] sum = new double[q.length];
        int first = trace.firstKey(layer, query);
        for (int key = 0; key < keys; key++) {
            k[key] = trace.key(layer, head, key);
            raw[key] = dot(q, k[key]);
            scaled[key] = (float) (raw[key] * trace.scale());
            masked[key] = key < first || trace.isCut(layer, head, query, key);
            float[] value = trace.value(layer, head, key);
            valueNorms[key] = Math.sqrt(dot(value, value));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (double) weights[key] * value[i];
            }
        }
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) sum[i];
        }
    }

    /// The stages of a head for one query.
    ///
    /// @throws IllegalArgumentException if there is no such head or position
    public static HeadStages of(AttentionTrace trace, int layer, int head, int query) {
        return new HeadStages(trace, layer, head, query);
    }

    /// The query vector, (HS), with its norm and rotation.
    public float[] query() {
        return q.clone();
    }

    /// The key vector of a key, (HS), with its norm and rotation.
    public float[] key(int key) {
        return k[key].clone();
    }

    /// How many keys there are: those from 0 to the query.
    public int keys() {
        return raw.length;
    }

    /// q . k.
    public double rawScore(int key) {
        return raw[key];
    }

    /// q . k times what the model multiplies it by, usually 1 / sqrt(HS).
    public float scaledScore(int key) {
        return scaled[key];
    }

    /// Whether a key is masked: outside the window, or cut.
    public boolean masked(int key) {
        return masked[key];
    }

    /// The scaled score as the model's soft cap leaves it, cap tanh(score / cap); the same without one.
    public float cappedScore(int key) {
        return cap > 0 ? (float) (cap * Math.tanh(scaled[key] / (double) cap)) : scaled[key];
    }

    /// The capped score, minus infinity where the key is masked.
    public float maskedScore(int key) {
        return masked[key] ? Float.NEGATIVE_INFINITY : cappedScore(key);
    }

    /// The weight after the softmax; they sum to 1 unless every key is masked.
    public float weight(int key) {
        return weights[key];
    }

    /// The length of a key's value vector.
    public double valueNorm(int key) {
        return valueNorms[key];
    }

    /// The length of what a key adds to the output: weight times value norm.
    public double weightedNorm(int key) {
        return weights[key] * valueNorms[key];
    }

    /// The weighted sum of values, (HS).
    public float[] output() {
        return z.clone();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
