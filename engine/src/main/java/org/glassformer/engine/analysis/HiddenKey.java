package org.glassformer.engine.analysis;

/// A pattern in which one key is hidden, usually the first token on which weight is parked ("sink",
/// Xiao et al. 2023), and the other weights of each row are divided by their sum.
///
/// It is a way of looking: the model still attends to the key. A row that gave all its weight to the
/// key has none left and is all zeros.
public final class HiddenKey {
    private final float[] weights; // (T, T)
    private final float[] hidden; // (T)

    private HiddenKey(float[] weights, float[] hidden) {
        this.weights = weights;
        this.hidden = hidden;
    }

    /// Hides a key.
    ///
    /// @param pattern (T, T), left as it is
    /// @param length T
    /// @param key the hidden key, 0 for the first token
    public static HiddenKey of(float[] pattern, int length, int key) {
        if (pattern.length != Math.multiplyExact(length, length) || key < 0 || key >= length) {
            throw new IllegalArgumentException("no key " + key + " in a pattern of " + length);
        }
        float[] weights = pattern.clone();
        float[] hidden = new float[length];
        for (int query = 0; query < length; query++) {
            int row = query * length;
            hidden[query] = weights[row + key];
            weights[row + key] = 0;
            double rest = 0;
            for (int j = 0; j < length; j++) {
                rest += weights[row + j];
            }
            if (rest > 0) {
                for (int j = 0; j < length; j++) {
                    weights[row + j] = (float) (weights[row + j] / rest);
                }
            }
        }
        return new HiddenKey(weights, hidden);
    }

    /// The weights without the key, (T, T).
    public float[] weights() {
        return weights.clone();
    }

    /// The weight that a query's row gave to the hidden key.
    public float hidden(int query) {
        return hidden[query];
    }
}
