package org.glassformer.app.ui.control;

import java.util.List;

/// A weight for each token of a text, such as what one token looks at. Immutable as long as the caller leaves the array
/// alone.
public final class TokenWeights {

    /// No tokens.
    public static final TokenWeights EMPTY = new TokenWeights(List.of(), new float[0], -1);

    private final List<String> labels;
    private final float[] weights;
    private final int subject;

    /// Weights from 0 to 1.
    ///
    /// @param labels the tokens
    /// @param weights one for each token, NaN for none; taken over
    /// @param subject index of the token whose weights they are, or -1
    public TokenWeights(List<String> labels, float[] weights, int subject) {
        if (labels.size() != weights.length) {
            throw new IllegalArgumentException(
                    labels.size() + " tokens, but " + weights.length + " weights");
        }
        this.labels = labels;
        this.weights = weights;
        this.subject = subject;
    }

    /// Number of tokens.
    public int size() {
        return weights.length;
    }

    /// A token.
    public String label(int index) {
        return labels.get(index);
    }

    /// The weight of a token, NaN for none.
    public float weight(int index) {
        return weights[index];
    }

    /// The token whose weights they are, or -1.
    public int subject() {
        return subject;
    }

    /// The token with the largest weight, or -1 without any.
    public int largest() {
        int best = -1;
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isNaN(weights[i]) && (best < 0 || weights[i] > weights[best])) {
                best = i;
            }
        }
        return best;
    }
}
