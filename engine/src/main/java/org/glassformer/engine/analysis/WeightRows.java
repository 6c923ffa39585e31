package org.glassformer.engine.analysis;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// The numbers of a tensor of any type, read strip by strip, so that a large one is never held twice.
final class WeightRows {
    private static final int STRIP = 1 << 20;

    private WeightRows() {}

    /// Gets some numbers that follow each other.
    interface Strip {

        /// Takes the next strip.
        ///
        /// @param start index of the first in the tensor
        /// @param values the numbers, and what is left of others behind them
        /// @param count how many there are
        void take(long start, float[] values, int count);
    }

    /// Reads a tensor from its beginning.
    ///
    /// @param breath taken after each strip, may throw to give up
    static void read(Backend backend, Tensor tensor, Runnable breath, Strip strip) {
        long elements = tensor.elements();
        float[] values = new float[(int) Math.min(STRIP, elements)];
        for (long start = 0; start < elements; start += STRIP) {
            int count = (int) Math.min(STRIP, elements - start);
            backend.read(tensor, start, values, 0, count);
            strip.take(start, values, count);
            breath.run();
        }
    }
}
