package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Packed elements of a row to floats in an array, each exactly what its definition says.
final class Unpack {
    /// Bytes that become one vector of floats; at 128 bit the upper half of them is not used.
    static final VectorSpecies<Byte> B =
            VectorSpecies.of(
                    byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 4)));

    /// Halves of words that become one vector of floats.
    static final VectorSpecies<Short> S =
            VectorSpecies.of(
                    short.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 2)));

    /// The bits of a code, put where a float has them.
    static final int CODE = 0x8FFFE000;

    /// Two bytes as they are in a file.
    static final ValueLayout.OfShort LITTLE_ENDIAN_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Unpack() {}

    /// Binary16 to bits that become a float without a detour: a sign, five bits of an exponent counted
    /// from -25, ten of a mantissa. So small numbers have an exponent as all others, where binary16 makes them
    /// subnormal, for which the processor takes a hundred cycles; 0 alone has an exponent of 0.
    ///
    /// @return the bits, or -1 if the number is 128 or more, or none
    static int code(int half) {
        int exponent = half >> 10 & 31;
        if (exponent > 21) {
            return -1;
        }
        if (exponent > 0) {
            return (half + (10 << 10)) & 0xFFFF;
        }
        int bits = Float.floatToRawIntBits(Float.float16ToFloat((short) half) * 0x1p-102f);
        return (bits >>> 16 & 0x8000) | (bits >>> 13 & 0x7FFF);
    }

    /// Many of them, in arrays, which are fast before anything is compiled.
    ///
    /// @param to takes two bytes for each
    /// @return whether all have a code
    static boolean code(MemorySegment halves, long count, long to) {
        short[] part = new short[(int) Math.min(1 << 13, count)];
        boolean fits = true;
        for (long first = 0; first < count; first += part.length) {
            int n = (int) Math.min(part.length, count - first);
            MemorySegment.copy(halves, LITTLE_ENDIAN_SHORT, 2 * first, part, 0, n);
            for (int i = 0; i < n; i++) {
                int code = code(part[i]);
                fits &= code >= 0;
                part[i] = (short) code;
            }
            MemorySegment.copy(part, 0, ALL, ValueLayout.JAVA_SHORT_UNALIGNED, to + 2 * first, n);
        }
        return fits;
    }

    /// The numbers of such bits.
    static void halves(long w, int count, float[] to, int at) {
        int bound = Lanes.bound(count);
        int i = 0;
        for (; i < bound; i += V) {
            signed(w + 2L * i)
                    .lanewise(VectorOperators.LSHL, 13)
                    .and(CODE)
                    .reinterpretAsFloats()
                    .mul(0x1p102f)
                    .intoArray(to, at + i);
        }
        for (; i < count; i++) {
            to[at + i] = coded(w + 2L * i);
        }
    }

    /// The number of such bits.
    static float coded(long w) {
        int bits = ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, w) << 13 & CODE;
        return Float.intBitsToFloat(bits) * 0x1p102f;
    }

    /// The upper halves of binary32.
    static void upperHalves(long w, int count, float[] to, int at) {
        int bound = Lanes.bound(count);
        int i = 0;
        for (; i < bound; i += V) {
            upperHalves(w + 2L * i).intoArray(to, at + i);
        }
        for (; i < count; i++) {
            int bits = ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, w + 2L * i) << 16;
            to[at + i] = Float.intBitsToFloat(bits);
        }
    }

    /// V upper halves of binary32 as floats.
    static FloatVector upperHalves(long w) {
        return signed(w).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /// V signed halves of words as whole numbers.
    private static IntVector signed(long w) {
        return (IntVector) ShortVector.fromMemorySegment(S, ALL, w, ORDER).castShape(I, 0);
    }

    /// The first numbers of four rows, coded ones; those of a row are stored `apart` from those of the one before.
    ///
    /// @param stride bytes from one row to the next
    /// @param count of a row
    static void scales(long w, long stride, int count, float[] to, int apart) {
        if (count < V) {
            for (int r = 0; r < 4; r++) {
                halves(w + r * stride, count, to, r * apart);
            }
            return;
        }
        for (int i = 0; i < count; i += V) {
            int from = Math.min(i, count - V);
            for (int r = 0; r < 4; r++) {
                signed(w + r * stride + 2L * from)
                        .lanewise(VectorOperators.LSHL, 13)
                        .and(CODE)
                        .reinterpretAsFloats()
                        .mul(0x1p102f)
                        .intoArray(to, r * apart + from);
            }
        }
    }

    /// V signed bytes as floats.
    static FloatVector bytes(long w) {
        return (FloatVector) ByteVector.fromMemorySegment(B, ALL, w, ORDER).castShape(F, 0);
    }

    /// A row of Q8_0: x = d q.
    static void eightBits(long w, int blocks, int from, int count, float[] to, int at) {
        long q = w + 2L * blocks + from;
        for (int i = 0; i < count; i += 32) {
            FloatVector d = FloatVector.broadcast(F, coded(w + (from + i) / 32 * 2L));
            for (int j = i; j < i + 32; j += 2 * V) {
                bytes(q + j).mul(d).intoArray(to, at + j);
                bytes(q + j + V).mul(d).intoArray(to, at + j + V);
            }
        }
    }

    /// A row of Q4_0: x = d (q - 8); byte j of a block holds element j below and j + 16 above.
    static void fourBits(long w, int blocks, int from, int count, float[] to, int at) {
        long q = w + 2L * blocks + from / 2;
        for (int i = 0; i < count; i += 32) {
            float d = coded(w + (from + i) / 32 * 2L);
            nibbles(q + i / 2, 16, d, -8 * d, to, at + i, at + i + 16);
        }
    }

    /// A whole row of F16 in a plain loop.
    static void plainHalves(long w, int count, float[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = coded(w + 2L * i);
        }
    }

    /// A whole row of Q8_0 in plain loops.
    static void plainEightBits(long w, int blocks, float[] to) {
        long q = w + 2L * blocks;
        for (int i = 0; i < 32 * blocks; i++) {
            to[i] = coded(w + i / 32 * 2L) * ALL.get(ValueLayout.JAVA_BYTE, q + i);
        }
    }

    /// A whole row of Q4_0 in plain loops.
    static void plainFourBits(long w, int blocks, float[] to) {
        long q = w + 2L * blocks;
        for (int i = 0; i < 16 * blocks; i++) {
            float d = coded(w + i / 16 * 2L);
            int both = ALL.get(ValueLayout.JAVA_BYTE, q + i) & 0xFF;
            to[i / 16 * 32 + i % 16] = d * ((both & 15) - 8);
            to[i / 16 * 32 + i % 16 + 16] = d * ((both >> 4) - 8);
        }
    }

    /// d q + m of the lower and the upper four bits of `bytes` bytes.
    static void nibbles(long w, int bytes, float d, float m, float[] to, int low, int high) {
        FloatVector dv = FloatVector.broadcast(F, d);
        FloatVector mv = FloatVector.broadcast(F, m);
        for (int j = 0; j < bytes; j += V) {
            IntVector both = unsigned(w + j);
            ((FloatVector) both.and(15).castShape(F, 0)).fma(dv, mv).intoArray(to, low + j);
            ((FloatVector) both.lanewise(VectorOperators.LSHR, 4).castShape(F, 0))
                    .fma(dv, mv)
                    .intoArray(to, high + j);
        }
    }

    /// V unsigned bytes as whole numbers.
    static IntVector unsigned(long w) {
        return (IntVector)
                ByteVector.fromMemorySegment(B, ALL, w, ORDER)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, I, 0);
    }

    /// The binary16 at an address.
    static float half(long w) {
        return Float.float16ToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, w));
    }
}
