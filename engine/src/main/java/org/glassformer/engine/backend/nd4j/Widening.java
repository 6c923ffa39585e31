package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;

/// Stored elements of every type, little-endian, to the floats of an array.
final class Widening {
    private static final int PART = 1 << 15;

    private Widening() {}

    /// Writes `count` elements of `source` as floats into `to`.
    static void run(DType dtype, MemorySegment source, long count, MemorySegment to) {
        if (dtype == DType.F32) {
            MemorySegment.copy(source, 0, to, 0, count * Float.BYTES);
            return;
        }
        float[] part = new float[(int) Math.min(PART, count)];
        for (long first = 0; first < count; first += PART) {
            int n = (int) Math.min(PART, count - first);
            Blocks.read(dtype, source, first, n, part, 0);
            MemorySegment.copy(part, 0, to, ValueLayout.JAVA_FLOAT, first * Float.BYTES, n);
        }
    }
}
