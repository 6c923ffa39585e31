package org.glassformer.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Stored elements of every type to floats, as `ggml-quants.c` defines the quantised ones.
///
/// Each element is the float nearest to what its definition says: F64 is rounded, the plain types
/// widen exactly, and in the quantised types products of scales and whole numbers fit a float or are
/// rounded once. Whoever computes the same formula in single precision gets the same bits.
public final class Blocks {
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Blocks() {}

    /// Elements `first` to `first + count` of `source` as floats; they may begin and end within a block.
    ///
    /// @param source little-endian, the block of element 0 at its start
    /// @param to takes them from index `at` on
    /// @throws IndexOutOfBoundsException if `source` or `to` is shorter
    public static void read(
            DType type, MemorySegment source, long first, int count, float[] to, int at) {
        switch (type) {
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    to[at + i] = (float) source.get(F64, 8 * (first + i));
                }
            }
            case F32 -> MemorySegment.copy(source, F32, 4 * first, to, at, count);
            case F16 -> halves(shorts(source, first, count), to, at);
            case BF16 -> upperHalves(shorts(source, first, count), to, at);
            case Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K ->
                    blocks(type, source, first, count, to, at);
        }
    }

    /// In an array, because loops over arrays are fast long before the JVM has compiled those over segments.
    private static short[] shorts(MemorySegment source, long first, int count) {
        short[] stored = new short[count];
        MemorySegment.copy(source, I16, 2 * first, stored, 0, count);
        return stored;
    }

    private static void halves(short[] stored, float[] to, int at) {
        for (int i = 0; i < stored.length; i++) {
            to[at + i] = Float.float16ToFloat(stored[i]);
        }
    }

    private static void upperHalves(short[] stored, float[] to, int at) {
        for (int i = 0; i < stored.length; i++) {
            to[at + i] = Float.intBitsToFloat(stored[i] << 16);
        }
    }

    private static void blocks(
            DType type, MemorySegment source, long first, int count, float[] to, int at) {
        int size = type.blockSize();
        byte[] bytes = new byte[type.blockBytes()];
        float[] part = new float[size];
        int done = 0;
        while (done < count) {
            long element = first + done;
            int skip = (int) (element % size);
            int use = Math.min(size - skip, count - done);
            long from = element / size * bytes.length;
            MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, bytes, 0, bytes.length);
            if (use == size) {
                block(type, bytes, to, at + done);
            } else {
                block(type, bytes, part, 0);
                System.arraycopy(part, skip, to, at + done, use);
            }
            done += use;
        }
    }

    /// Sets the elements of the one block that begins at the start of `b`.
    private static void block(DType type, byte[] b, float[] to, int at) {
        switch (type) {
            case Q8_0 -> eightBits(b, to, at);
            case Q4_0 -> fourBits(b, 2, half(b, 0), 0, -8, to, at);
            case Q4_1 -> fourBits(b, 4, half(b, 0), half(b, 2), 0, to, at);
            case Q5_0 -> fiveBits(b, 2, half(b, 0), 0, -16, to, at);
            case Q5_1 -> fiveBits(b, 4, half(b, 0), half(b, 2), 0, to, at);
            case Q2_K -> SuperBlocks.twoBits(b, to, at);
            case Q3_K -> SuperBlocks.threeBits(b, to, at);
            case Q4_K -> SuperBlocks.fourBits(b, to, at);
            case Q5_K -> SuperBlocks.fiveBits(b, to, at);
            case Q6_K -> SuperBlocks.sixBits(b, to, at);
            case F64, F32, F16, BF16 -> throw new IllegalArgumentException(type + " has no blocks");
        }
    }

    /// (q + shift) d + m; byte j holds element j below and element j + 16 above.
    private static void fourBits(byte[] b, int q, float d, float m, int shift, float[] to, int at) {
        for (int j = 0; j < 16; j++) {
            to[at + j] = ((b[q + j] & 0xF) + shift) * d + m;
            to[at + j + 16] = (((b[q + j] >> 4) & 0xF) + shift) * d + m;
        }
    }

    /// As four bits, the fifth bits of all 32 elements in one word before them.
    private static void fiveBits(
            byte[] b, int high, float d, float m, int shift, float[] to, int at) {
        int fifth = whole(b, high);
        int q = high + Integer.BYTES;
        for (int j = 0; j < 16; j++) {
            int below = (b[q + j] & 0xF) | ((fifth >>> j) & 1) << 4;
            int above = ((b[q + j] >> 4) & 0xF) | ((fifth >>> (j + 16)) & 1) << 4;
            to[at + j] = (below + shift) * d + m;
            to[at + j + 16] = (above + shift) * d + m;
        }
    }

    private static void eightBits(byte[] b, float[] to, int at) {
        float d = half(b, 0);
        for (int j = 0; j < 32; j++) {
            to[at + j] = b[2 + j] * d;
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
