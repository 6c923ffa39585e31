package org.glassformer.engine.backend.vulkan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.tensor.DType;

/// Numbers of other types as floats, on the CPU: for looking at weights, and for types that the device
/// does not keep.
final class Widening {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private Widening() {}

    /// `count` doubles as floats.
    static float[] narrowed(MemorySegment source, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) source.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * i);
        }
        return values;
    }

    /// The value of a number of 16 bits.
    static float half(DType dtype, short bits) {
        return dtype == DType.BF16
                ? Float.intBitsToFloat(bits << 16)
                : Float.float16ToFloat(bits);
    }

    /// Numbers of 16 bits as floats.
    static void halves(DType dtype, MemorySegment source, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[from + i] = half(dtype, source.get(SHORT, 2L * i));
        }
    }

    /// Numbers of quantised blocks as floats; the two planes are those of [GpuMemory].
    ///
    /// @param numbers of the block that holds `start` and of those behind it
    /// @param scales of the same blocks
    /// @param start the first element, counted within its block
    static void blocks(
            DType dtype,
            MemorySegment numbers,
            MemorySegment scales,
            int start,
            float[] values,
            int from,
            int count) {
        for (int i = 0; i < count; i++) {
            int element = start + i;
            int block = element / 32;
            float scale = half(DType.F16, scales.get(SHORT, 2L * block));
            int within = element % 32;
            int number;
            if (dtype == DType.Q8_0) {
                number = numbers.get(ValueLayout.JAVA_BYTE, element);
            } else {
                int pair = numbers.get(ValueLayout.JAVA_BYTE, 16L * block + within % 16);
                number = (within < 16 ? pair & 15 : pair >> 4 & 15) - 8;
            }
            values[from + i] = scale * number;
        }
    }
}
