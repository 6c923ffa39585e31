package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Words of 32 bits with eight columns of four bits each: in the lower halves of its bytes the first four, in the upper the
/// others, so that two words of which a file has the lower halves become one without moving single numbers; but columns 2 and
/// 6 have changed places, for [FourBitStrips].
final class Nibbles {
    private static final int LOW = 0x0F0F0F0F;

    /// What the factor of a number is multiplied by, column by column; the last is shifted down, because its bits
    /// have the sign.
    private static final float[] WORTH = {
        1, 0x1p-8f, 0x1p-20f, 0x1p-24f, 0x1p-4f, 0x1p-12f, 0x1p-16f, 1
    };

    /// How far to the left each column lies.
    private static final int[] SHIFTS = {0, 8, 20, 24, 4, 12, 16, 28};

    private Nibbles() {}

    /// The lower halves of the bytes of two words as one word.
    static int together(int first, int second) {
        int word = (first & LOW) | (second & LOW) << 4;
        return (word & 0xFF00FFFF) | (word & 0xF0000) << 4 | (word & 0xF00000) >>> 4;
    }

    /// How far to the left column 0 to 7 lies.
    static int shift(int column) {
        return SHIFTS[column];
    }

    /// The sum of `count` floats, an even number.
    static float sum(long x, int count) {
        float even = 0;
        float odd = 0;
        for (int i = 0; i < count; i += 2) {
            even += get(x + i * 4L);
            odd += get(x + i * 4L + 4);
        }
        return even + odd;
    }

    /// The factors of `count` columns, eight for a vector of words, in the order of their bits.
    static void arrange(long x, int count, float[] to, int at) {
        for (int i = 0; i < count; i += 8) {
            long from = x + i * 4L;
            to[at + i] = get(from) * WORTH[0];
            to[at + i + 1] = get(from + 16) * WORTH[4];
            to[at + i + 2] = get(from + 4) * WORTH[1];
            to[at + i + 3] = get(from + 20) * WORTH[5];
            to[at + i + 4] = get(from + 24) * WORTH[6];
            to[at + i + 5] = get(from + 8) * WORTH[2];
            to[at + i + 6] = get(from + 12) * WORTH[3];
            to[at + i + 7] = get(from + 28) * WORTH[7];
        }
    }

    /// d q + m of the eight columns of a vector of words.
    ///
    /// @param turned the bits that are kept turned round
    static void widen(long words, int turned, FloatVector d, FloatVector m, long to, long stride) {
        IntVector w =
                IntVector.fromMemorySegment(I, ALL, words, LITTLE_ENDIAN).lanewise(XOR, turned);
        for (int i = 0; i < 8; i++) {
            IntVector q = w.lanewise(LSHR, SHIFTS[i]).and(15);
            store(to + i * stride, ((FloatVector) q.convertShape(I2F, F, 0)).fma(d, m));
        }
    }
}
