package org.glassformer.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/// Floats to the types that are written, rounded to nearest as ggml's reference rounds them: the
/// inverse of [Blocks].
public final class Packing {
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final Set<DType> WRITTEN =
            EnumSet.of(
                    DType.F64,
                    DType.F32,
                    DType.F16,
                    DType.BF16,
                    DType.Q8_0,
                    DType.Q4_0,
                    DType.Q4_K,
                    DType.Q6_K);

    private Packing() {}

    /// Whether [#write] knows the type; the others are read only.
    public static boolean writes(DType type) {
        return WRITTEN.contains(type);
    }

    /// Writes `x[from, from + count)` at the start of `to`.
    ///
    /// @param count whole blocks of elements
    /// @throws IllegalArgumentException for a type that is not written, or broken blocks
    public static void write(DType type, float[] x, int from, int count, MemorySegment to) {
        switch (type) {
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    to.set(F64, 8L * i, x[from + i]);
                }
            }
            case F32 -> MemorySegment.copy(x, from, to, F32, 0, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to.set(I16, 2L * i, Float.floatToFloat16(x[from + i]));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to.set(I16, 2L * i, bfloat16(x[from + i]));
                }
            }
            case Q8_0, Q4_0, Q4_K, Q6_K -> blocks(type, x, from, count, to);
            case Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalArgumentException(type + " is read and not written");
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

    private static void blocks(DType type, float[] x, int from, int count, MemorySegment to) {
        type.byteSize(count);
        byte[] b = new byte[type.blockBytes()];
        for (int i = 0; i < count; i += type.blockSize()) {
            switch (type) {
                case Q8_0 -> eightBits(x, from + i, b);
                case Q4_0 -> fourBits(x, from + i, b);
                case Q4_K -> SuperPacking.fourBits(x, from + i, b);
                case Q6_K -> SuperPacking.sixBits(x, from + i, b);
                case F64, F32, F16, BF16, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                        throw new IllegalArgumentException(type + " has no blocks to write");
            }
            long at = (long) (i / type.blockSize()) * b.length;
            MemorySegment.copy(b, 0, to, ValueLayout.JAVA_BYTE, at, b.length);
        }
    }

    /// d = max |x| / 127, q = round(x / d).
    private static void eightBits(float[] x, int at, byte[] b) {
        float largest = 0;
        for (int j = 0; j < 32; j++) {
            largest = Math.max(largest, Math.abs(x[at + j]));
        }
        float d = largest / 127;
        float inverse = d == 0 ? 0 : 1 / d;
        half(b, 0, d);
        for (int j = 0; j < 32; j++) {
            float q = x[at + j] * inverse;
            b[2 + j] = (byte) (q < 0 ? -Math.round(-q) : Math.round(q));
        }
    }

    /// d = the value of the largest size / -8, q = min(15, floor(x / d + 8.5)).
    private static void fourBits(float[] x, int at, byte[] b) {
        float largest = 0;
        for (int j = 0; j < 32; j++) {
            if (Math.abs(x[at + j]) > Math.abs(largest)) {
                largest = x[at + j];
            }
        }
        float d = largest / -8;
        float inverse = d == 0 ? 0 : 1 / d;
        half(b, 0, d);
        for (int j = 0; j < 16; j++) {
            int below = Math.min(15, (int) (x[at + j] * inverse + 8.5f));
            int above = Math.min(15, (int) (x[at + j + 16] * inverse + 8.5f));
            b[2 + j] = (byte) (below | above << 4);
        }
    }

    /// Puts a binary16 at a place and gives back what it reads as.
    static float half(byte[] b, int at, float value) {
        short bits = Float.floatToFloat16(value);
        b[at] = (byte) bits;
        b[at + 1] = (byte) (bits >> 8);
        return Float.float16ToFloat(bits);
    }
}
