package org.glassformer.engine.format;

/// Blocks of 32 elements and plain elements of GGUF files to floats, as `ggml-quants.c` defines them.
///
/// Every method reads one block that begins at the start of `b` and sets its elements from `at` on.
final class GgufBlocks {
    private GgufBlocks() {}

    /// Sets the elements of a block of any type.
    static void read(GgufType type, byte[] b, float[] out, int at) {
        switch (type) {
            case F32 -> out[at] = Float.intBitsToFloat(whole(b, 0));
            case F16 -> out[at] = half(b, 0);
            case BF16 ->
                    out[at] = Float.intBitsToFloat(((b[1] & 0xFF) << 24) | (b[0] & 0xFF) << 16);
            case Q4_0 -> fourBits(b, 2, half(b, 0), 0, -8, out, at);
            case Q4_1 -> fourBits(b, 4, half(b, 0), half(b, 2), 0, out, at);
            case Q5_0 -> fiveBits(b, 2, half(b, 0), 0, -16, out, at);
            case Q5_1 -> fiveBits(b, 4, half(b, 0), half(b, 2), 0, out, at);
            case Q8_0 -> eightBits(b, out, at);
            case Q2_K -> GgufSuperBlocks.twoBits(b, out, at);
            case Q3_K -> GgufSuperBlocks.threeBits(b, out, at);
            case Q4_K -> GgufSuperBlocks.fourBits(b, out, at);
            case Q5_K -> GgufSuperBlocks.fiveBits(b, out, at);
            case Q6_K -> GgufSuperBlocks.sixBits(b, out, at);
        }
    }

    /// (q + shift) d + m; byte j holds element j below and element j + 16 above.
    private static void fourBits(
            byte[] b, int q, float d, float m, int shift, float[] out, int at) {
        for (int j = 0; j < 16; j++) {
            out[at + j] = ((b[q + j] & 0xF) + shift) * d + m;
            out[at + j + 16] = (((b[q + j] >> 4) & 0xF) + shift) * d + m;
        }
    }

    /// As four bits, the fifth bits of all 32 elements in one word before them.
    private static void fiveBits(
            byte[] b, int high, float d, float m, int shift, float[] out, int at) {
        int fifth = whole(b, high);
        int q = high + Integer.BYTES;
        for (int j = 0; j < 16; j++) {
            int below = (b[q + j] & 0xF) | ((fifth >>> j) & 1) << 4;
            int above = ((b[q + j] >> 4) & 0xF) | ((fifth >>> (j + 16)) & 1) << 4;
            out[at + j] = (below + shift) * d + m;
            out[at + j + 16] = (above + shift) * d + m;
        }
    }

    private static void eightBits(byte[] b, float[] out, int at) {
        float d = half(b, 0);
        for (int j = 0; j < 32; j++) {
            out[at + j] = b[2 + j] * d;
        }
    }

    /// The binary16 at a place.
    static float half(byte[] b, int at) {
        return Float.float16ToFloat((short) ((b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8));
    }

    private static int whole(byte[] b, int at) {
        return (b[at] & 0xFF)
                | (b[at + 1] & 0xFF) << 8
                | (b[at + 2] & 0xFF) << 16
                | (b[at + 3] & 0xFF) << 24;
    }
}
