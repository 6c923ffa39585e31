package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows of ggml's K types to floats; [org.glassformer.engine.tensor.Blocks] has their definition.
final class SuperUnpack {
    private static final ValueLayout.OfInt LITTLE_ENDIAN_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VectorSpecies<Byte> EIGHT = ByteVector.SPECIES_64;
    private static final VectorSpecies<Float> EIGHT_FLOATS = V < 8 ? F : FloatVector.SPECIES_256;
    private static final int SIZE = 256;
    private static final int FOUR_BYTES = 144;
    private static final int SIX_BYTES = 210;

    private SuperUnpack() {}

    /// A row of Q4_K: groups of 32, x = d scale q - dmin least.
    ///
    /// @param from a multiple of 64, as is `count`
    static void fourBits(long w, int from, int count, float[] to, int at) {
        float d = 0;
        float least = 0;
        long scales = 0;
        long minima = 0;
        for (int i = 0; i < count; i += 64) {
            long block = w + (long) ((from + i) / SIZE) * FOUR_BYTES;
            int group = (from + i) % SIZE / 32;
            if (group == 0 || i == 0) {
                d = Unpack.half(block);
                least = -Unpack.half(block + 2);
                scales = scales(block);
                minima = minima(block);
            }
            float d0 = d * (int) ((scales >>> (8 * group)) & 63);
            float d1 = d * (int) ((scales >>> (8 * group + 8)) & 63);
            float m0 = least * (int) ((minima >>> (8 * group)) & 63);
            float m1 = least * (int) ((minima >>> (8 * group + 8)) & 63);
            pair(block + 16 + 16L * group, d0, m0, d1, m1, to, at + i);
        }
    }

    /// 32 elements of the lower and 32 of the upper four bits of 32 bytes.
    private static void pair(long q, float d0, float m0, float d1, float m1, float[] to, int at) {
        FloatVector d0v = FloatVector.broadcast(F, d0);
        FloatVector m0v = FloatVector.broadcast(F, m0);
        FloatVector d1v = FloatVector.broadcast(F, d1);
        FloatVector m1v = FloatVector.broadcast(F, m1);
        for (int j = 0; j < 32; j += 2 * V) {
            IntVector p = Unpack.unsigned(q + j);
            IntVector s = Unpack.unsigned(q + j + V);
            ((FloatVector) p.and(15).castShape(F, 0)).fma(d0v, m0v).intoArray(to, at + j);
            ((FloatVector) s.and(15).castShape(F, 0)).fma(d0v, m0v).intoArray(to, at + j + V);
            ((FloatVector) p.lanewise(LSHR, 4).castShape(F, 0))
                    .fma(d1v, m1v)
                    .intoArray(to, at + 32 + j);
            ((FloatVector) s.lanewise(LSHR, 4).castShape(F, 0))
                    .fma(d1v, m1v)
                    .intoArray(to, at + 32 + j + V);
        }
    }

    /// The scales of the groups of four rows of Q4_K as floats, each row's followed by its least values.
    ///
    /// @param stride bytes from one row to the next
    /// @param count a row's scales, and the zeros behind them
    /// @param words two words to keep bytes in
    static void scalesOfFours(long w, long stride, int blocks, int count, long words, float[] to) {
        for (int r = 0; r < 4; r++) {
            for (int b = 0; b < blocks; b++) {
                long block = w + r * stride + (long) b * FOUR_BYTES;
                ALL.set(LONG, words, scales(block));
                ALL.set(LONG, words + 8, minima(block));
                int at = 2 * r * count + 8 * b;
                eight(words, Unpack.half(block), to, at);
                eight(words + 8, Unpack.half(block + 2), to, at + count);
            }
        }
    }

    /// The scales of the groups of four rows of Q6_K as floats.
    static void scalesOfSixes(long w, long stride, int blocks, float[] to) {
        for (int r = 0; r < 4; r++) {
            for (int b = 0; b < blocks; b++) {
                long block = w + r * stride + (long) b * SIX_BYTES;
                float d = Unpack.half(block + 208);
                for (int j = 0; j < 16; j += V) {
                    Unpack.bytes(block + 192 + j).mul(d).intoArray(to, 16 * (r * blocks + b) + j);
                }
            }
        }
    }

    /// Eight bytes times d.
    private static void eight(long bytes, float d, float[] to, int at) {
        ByteVector all = ByteVector.fromMemorySegment(EIGHT, ALL, bytes, ByteOrder.LITTLE_ENDIAN);
        for (int part = 0; part < 8 / EIGHT_FLOATS.length(); part++) {
            ((FloatVector) all.castShape(EIGHT_FLOATS, part))
                    .mul(d)
                    .intoArray(to, at + part * EIGHT_FLOATS.length());
        }
    }

    /// The six-bit scales of the eight groups, a byte each: the first four lie whole in bytes 4 to 7, the
    /// others in parts.
    private static long scales(long block) {
        int a = word(block + 4);
        int c = word(block + 12);
        int first = a & 0x3F3F3F3F;
        int last = (c & 0x0F0F0F0F) | (a >>> 2 & 0x30303030);
        return (first & 0xFFFFFFFFL) | (long) last << 32;
    }

    /// The six-bit least values of the eight groups, a byte each.
    private static long minima(long block) {
        int b = word(block + 8);
        int c = word(block + 12);
        int first = b & 0x3F3F3F3F;
        int last = (c >>> 4 & 0x0F0F0F0F) | (b >>> 2 & 0x30303030);
        return (first & 0xFFFFFFFFL) | (long) last << 32;
    }

    private static int word(long address) {
        return ALL.get(LITTLE_ENDIAN_INT, address);
    }

    /// A row of Q6_K: groups of 16, x = d scale (q - 32). Of 128 elements, 64 bytes hold the lower four
    /// bits and 32 bytes the upper two.
    ///
    /// @param from a multiple of 128, as is `count`
    static void sixBits(long w, int from, int count, float[] to, int at) {
        for (int i = 0; i < count; i += 128) {
            long block = w + (long) ((from + i) / SIZE) * SIX_BYTES;
            int part = (from + i) % SIZE / 128;
            float d = Unpack.half(block + 208);
            long scales = block + 192 + 8L * part;
            long low = block + 64L * part;
            long high = block + 128 + 32L * part;
            for (int quarter = 0; quarter < 4; quarter++) {
                float d0 = d * signed(scales + 2L * quarter);
                float d1 = d * signed(scales + 2L * quarter + 1);
                long from4 = low + 32L * (quarter % 2);
                int o = at + i + 32 * quarter;
                sixBits(from4, quarter / 2 * 4, high, 2 * quarter, d0, d1, to, o);
            }
        }
    }

    /// 32 elements, the second 16 with a scale of their own. A method for each quarter, called by address:
    /// all four in one were too much for the compiler, which then made objects of the vectors.
    private static void sixBits(
            long low, int shift, long high, int above, float d0, float d1, float[] to, int at) {
        for (int j = 0; j < 32; j += V) {
            IntVector four = Unpack.unsigned(low + j).lanewise(LSHR, shift).and(15);
            IntVector two = Unpack.unsigned(high + j).lanewise(LSHR, above).and(3);
            IntVector q = four.or(two.lanewise(LSHL, 4)).sub(32);
            ((FloatVector) q.castShape(F, 0)).mul(j < 16 ? d0 : d1).intoArray(to, at + j);
        }
    }

    private static int signed(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }
}
