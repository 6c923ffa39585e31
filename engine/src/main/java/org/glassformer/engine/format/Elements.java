package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.glassformer.engine.tensor.DType;

/// Float arrays to and from little-endian bytes of each plain type, one element at a time.
final class Elements {
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Elements() {}

    /// Fills `values` from the start of `data`.
    static void read(DType dtype, MemorySegment data, float[] values) {
        switch (dtype) {
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) data.get(F64, 8L * i);
                }
            }
            case F32 -> MemorySegment.copy(data, F32, 0, values, 0, values.length);
            case F16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(data.get(I16, 2L * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(data.get(I16, 2L * i) << 16);
                }
            }
            case Q8_0, Q4_0 -> throw quantised(dtype);
        }
    }

    /// Writes `values[from, to)` at the start of `data`, rounded to nearest, ties to even.
    static void write(DType dtype, float[] values, int from, int to, MemorySegment data) {
        switch (dtype) {
            case F64 -> {
                for (int i = from; i < to; i++) {
                    data.set(F64, 8L * (i - from), values[i]);
                }
            }
            case F32 -> MemorySegment.copy(values, from, data, F32, 0, to - from);
            case F16 -> {
                for (int i = from; i < to; i++) {
                    data.set(I16, 2L * (i - from), Float.floatToFloat16(values[i]));
                }
            }
            case BF16 -> {
                for (int i = from; i < to; i++) {
                    data.set(I16, 2L * (i - from), bfloat16(values[i]));
                }
            }
            case Q8_0, Q4_0 -> throw quantised(dtype);
        }
    }

    /// The upper half of the bits, rounded to nearest, ties to even; a NaN stays a (quiet) NaN.
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static UnsupportedOperationException quantised(DType dtype) {
        return new UnsupportedOperationException(dtype + " is not a type of plain elements");
    }
}
