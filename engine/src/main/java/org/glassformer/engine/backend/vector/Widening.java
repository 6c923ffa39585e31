package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;

/// Reads elements of any type, little-endian, as floats.
final class Widening {
    /// Elements that are read at once, whole blocks of every type.
    private static final int PART = 1 << 14;

    private Widening() {}

    /// Writes the first `n` elements of `source` as floats at `to`.
    static void run(DType dtype, MemorySegment source, long n, long to) {
        float[] part = new float[(int) Math.min(PART, n)];
        for (long first = 0; first < n; first += PART) {
            int count = (int) Math.min(PART, n - first);
            Blocks.read(dtype, source, first, count, part, 0);
            MemorySegment.copy(
                    part, 0, Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, to + first * 4, count);
        }
    }
}
