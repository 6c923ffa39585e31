package org.glassformer.engine.backend.scalar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;

/// Turns stored numbers of every type into doubles; all of them fit without rounding.
final class Widening {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Elements that are read at once, whole blocks of every type.
    private static final int PART = 1 << 14;

    private Widening() {}

    /// Fills `out` with the numbers that `source` holds as `dtype`.
    static void widen(Matrix out, DType dtype, MemorySegment source) {
        if (dtype == DType.F64) {
            for (int i = 0; i < out.size(); i++) {
                out.set(i, source.get(DOUBLE, 8L * i));
            }
            return;
        }
        float[] part = new float[Math.min(PART, out.size())];
        for (int first = 0; first < out.size(); first += PART) {
            int count = Math.min(PART, out.size() - first);
            Blocks.read(dtype, source, first, count, part, 0);
            for (int i = 0; i < count; i++) {
                out.set(first + i, part[i]);
            }
        }
    }
}
