package org.glassformer.engine.analysis;

import java.util.Arrays;
import org.glassformer.engine.hook.ActivationCache;

/// Rows of activations, one per position.
final class Rows {
    private Rows() {}

    /// The row of an activation at a position, all axes but the first taken together.
    ///
    /// @throws IllegalArgumentException if it was not kept, or has no such position
    static float[] of(ActivationCache cache, String name, int position) {
        ActivationCache.Values values = cache.get(name);
        int positions = values.shape().dim(0);
        if (position < 0 || position >= positions) {
            throw new IllegalArgumentException(
                    "there is no position " + position + ": the text has " + positions);
        }
        int width = values.data().length / positions;
        return Arrays.copyOfRange(values.data(), position * width, (position + 1) * width);
    }
}
