package org.glassformer.engine.backend.scalar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.glassformer.engine.tensor.DType;

/// Turns stored numbers of every type into doubles; all of them fit without rounding.
final class Widening {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Widening() {}

    /// Fills `out` with the numbers that `source` holds as `dtype`.
    static void widen(Matrix out, DType dtype, MemorySegment source) {
        switch (dtype) {
            case F64 -> {
                for (int i = 0; i < out.size(); i++) {
                    out.set(i, source.get(DOUBLE, 8L * i));
                }
            }
            case F32 -> {
                for (int i = 0; i < out.size(); i++) {
                    out.set(i, source.get(FLOAT, 4L * i));
                }
            }
            case F16 -> {
                for (int i = 0; i < out.size(); i++) {
                    out.set(i, half(source, 2L * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < out.size(); i++) {
                    out.set(i, Float.intBitsToFloat(source.get(SHORT, 2L * i) << 16));
                }
            }
            case Q8_0 -> {
                for (int block = 0; block < out.size() / dtype.blockSize(); block++) {
                    q8(out, block * dtype.blockSize(), source, (long) block * dtype.blockBytes());
                }
            }
            case Q4_0 -> {
                for (int block = 0; block < out.size() / dtype.blockSize(); block++) {
                    q4(out, block * dtype.blockSize(), source, (long) block * dtype.blockBytes());
                }
            }
        }
    }

    private static double half(MemorySegment source, long at) {
        return Float.float16ToFloat(source.get(SHORT, at));
    }

    /// ggml's `block_q8_0`: a binary16 scale d, then 32 signed bytes; x = d q.
    private static void q8(Matrix out, int first, MemorySegment source, long at) {
        double d = half(source, at);
        for (int i = 0; i < 32; i++) {
            out.set(first + i, d * source.get(ValueLayout.JAVA_BYTE, at + 2 + i));
        }
    }

    /// ggml's `block_q4_0`: a binary16 scale d, then 16 bytes; the low halves are the elements 0 to
    /// 15 and the high halves 16 to 31; x = d (q - 8).
    private static void q4(Matrix out, int first, MemorySegment source, long at) {
        double d = half(source, at);
        for (int i = 0; i < 16; i++) {
            int pair = source.get(ValueLayout.JAVA_BYTE, at + 2 + i);
            out.set(first + i, d * ((pair & 15) - 8));
            out.set(first + 16 + i, d * ((pair >> 4 & 15) - 8));
        }
    }
}
