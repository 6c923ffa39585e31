package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Packed elements of a row to floats in an array, each exactly what its definition says.
///
/// What is a plain loop here, the compiler turns into vectors, with the conversion of the processor
/// for binary16, which the Vector API of JDK 25 does not have: 23 GB/s a thread out of the cache,
/// where shifts and masks reached 6. It does so for arrays and not for native memory, hence the arrays.
final class Unpack {
    /// Bytes that become one vector of floats; at 128 bit the upper half of them is not used.
    static final VectorSpecies<Byte> B =
            VectorSpecies.of(
                    byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 4)));

    /// Halves of words that become one vector of floats.
    private static final VectorSpecies<Short> S =
            VectorSpecies.of(
                    short.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 2)));

    private Unpack() {}

    /// Binary16.
    static void halves(long w, int count, float[] to, int at) {
        for (int i = 0; i < count; i++) {
            to[at + i] =
                    Float.float16ToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, w + 2L * i));
        }
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

    /// Binary16, in whole vectors: up to V - 1 more elements are read and set. For the few scales of a
    /// row, for which the compiler's vectors of the plain loop are too long.
    static void scales(long w, int count, float[] to, int at) {
        for (int i = 0; i < count; i += V) {
            IntVector bits = signed(w + 2L * i);
            IntVector size = bits.and(0x7FFF);
            FloatVector small = ((FloatVector) size.castShape(F, 0)).mul(0x1p-24f);
            FloatVector usual =
                    size.lanewise(VectorOperators.LSHL, 13).add(112 << 23).reinterpretAsFloats();
            IntVector value =
                    usual.blend(small, size.compare(VectorOperators.LT, 1 << 10).cast(F))
                            .reinterpretAsInts();
            value.or(bits.and(0x80000000)).reinterpretAsFloats().intoArray(to, at + i);
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
            FloatVector d = FloatVector.broadcast(F, half(w + (from + i) / 32 * 2L));
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
            float d = half(w + (from + i) / 32 * 2L);
            nibbles(q + i / 2, 16, d, -8 * d, to, at + i, at + i + 16);
        }
    }

    /// A whole row of Q8_0 in plain loops.
    static void plainEightBits(long w, int blocks, float[] to) {
        long q = w + 2L * blocks;
        for (int i = 0; i < 32 * blocks; i++) {
            to[i] = half(w + i / 32 * 2L) * ALL.get(ValueLayout.JAVA_BYTE, q + i);
        }
    }

    /// A whole row of Q4_0 in plain loops.
    static void plainFourBits(long w, int blocks, float[] to) {
        long q = w + 2L * blocks;
        for (int i = 0; i < 16 * blocks; i++) {
            float d = half(w + i / 16 * 2L);
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
