package org.glassformer.engine.format;

import java.nio.ByteBuffer;

/// Floats to the types that are written, rounded as ggml's reference rounds them.
final class GgufQuantiser {
    private GgufQuantiser() {}

    /// Puts the block that begins at `x[at]`.
    ///
    /// @throws IllegalArgumentException for a type that is not written
    static void put(GgufType type, float[] x, int at, ByteBuffer out) {
        switch (type) {
            case F32 -> out.putFloat(x[at]);
            case F16 -> out.putShort(Float.floatToFloat16(x[at]));
            case Q8_0 -> eightBits(x, at, out);
            case Q4_0 -> fourBits(x, at, out);
            case BF16, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K ->
                    throw new IllegalArgumentException(type + " is read and not written");
        }
    }

    /// d = max |x| / 127, q = round(x / d).
    private static void eightBits(float[] x, int at, ByteBuffer out) {
        float largest = 0;
        for (int j = 0; j < 32; j++) {
            largest = Math.max(largest, Math.abs(x[at + j]));
        }
        float d = largest / 127;
        float inverse = d == 0 ? 0 : 1 / d;
        out.putShort(Float.floatToFloat16(d));
        for (int j = 0; j < 32; j++) {
            float q = x[at + j] * inverse;
            out.put((byte) (q < 0 ? -Math.round(-q) : Math.round(q)));
        }
    }

    /// d = the value of the largest size / -8, q = min(15, floor(x / d + 8.5)).
    private static void fourBits(float[] x, int at, ByteBuffer out) {
        float largest = 0;
        for (int j = 0; j < 32; j++) {
            if (Math.abs(x[at + j]) > Math.abs(largest)) {
                largest = x[at + j];
            }
        }
        float d = largest / -8;
        float inverse = d == 0 ? 0 : 1 / d;
        out.putShort(Float.floatToFloat16(d));
        for (int j = 0; j < 16; j++) {
            int below = Math.min(15, (int) (x[at + j] * inverse + 8.5f));
            int above = Math.min(15, (int) (x[at + j + 16] * inverse + 8.5f));
            out.put((byte) (below | above << 4));
        }
    }
}
