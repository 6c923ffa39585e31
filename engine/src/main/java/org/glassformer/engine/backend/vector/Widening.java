package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.glassformer.engine.tensor.DType;

/// Reads elements of any type, little-endian, as floats.
final class Widening {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK = 1 << 16;

    private Widening() {}

    /// Writes the first `n` elements of `source` as floats at `to`.
    static void run(DType dtype, MemorySegment source, long n, long to) {
        for (long i = 0; i < n; i += BLOCK) {
            run(dtype, source, i, (int) Math.min(BLOCK, n - i), to + i * 4);
        }
    }

    /// Writes elements `first` to `first + count` of `source` as floats at `to`.
    ///
    /// @param first a multiple of the type's block size
    private static void run(DType dtype, MemorySegment source, long first, int count, long to) {
        switch (dtype) {
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    put(to, i, (float) source.get(DOUBLE, (first + i) * 8));
                }
            }
            case F32 -> {
                for (int i = 0; i < count; i++) {
                    put(to, i, source.get(FLOAT, (first + i) * 4));
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    put(to, i, Float.float16ToFloat(source.get(SHORT, (first + i) * 2)));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    put(to, i, Float.intBitsToFloat(source.get(SHORT, (first + i) * 2) << 16));
                }
            }
            case Q8_0 -> {
                for (int i = 0; i < count; i += 32) {
                    eightBits(source, (first + i) / 32 * 34, to + i * 4L);
                }
            }
            case Q4_0 -> {
                for (int i = 0; i < count; i += 32) {
                    fourBits(source, (first + i) / 32 * 18, to + i * 4L);
                }
            }
        }
    }

    /// A block of Q8_0: scale, then 32 signed bytes.
    private static void eightBits(MemorySegment source, long block, long to) {
        float scale = Float.float16ToFloat(source.get(SHORT, block));
        for (int j = 0; j < 32; j++) {
            put(to, j, scale * source.get(ValueLayout.JAVA_BYTE, block + 2 + j));
        }
    }

    /// A block of Q4_0: scale, then 16 bytes; the low halves are elements 0 to 15, each plus 8.
    private static void fourBits(MemorySegment source, long block, long to) {
        float scale = Float.float16ToFloat(source.get(SHORT, block));
        for (int j = 0; j < 16; j++) {
            int both = source.get(ValueLayout.JAVA_BYTE, block + 2 + j);
            put(to, j, scale * ((both & 15) - 8));
            put(to, j + 16, scale * ((both >> 4 & 15) - 8));
        }
    }

    private static void put(long to, int i, float value) {
        Lanes.set(to + i * 4L, value);
    }
}
