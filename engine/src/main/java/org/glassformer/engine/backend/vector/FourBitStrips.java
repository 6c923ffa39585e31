package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Codes.CODE;
import static org.glassformer.engine.backend.vector.Codes.S;
import static org.glassformer.engine.backend.vector.Codes.WORTH;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/// Strips of Q4_0, x = d (q - 8): the coded scales of all rows, block by block, then for each block of 32 columns
/// four vectors of words, each with eight columns ([Nibbles]).
///
/// A number stays where it is in its word, so that it is 16^k times too large, and its factor is 16^k times too
/// small: a mask, a conversion and a multiplication for a vector of numbers. What they lie too high
/// starts the sum of eight: if it were that of a whole block, the error would be twice as large.
record FourBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new FourBitStrips();

    private static final int SIZE = 32;

    private static final int WORDS = 4;

    /// What the factor of a column is multiplied by; of a word the lower half is met first, then the upper, shifted down.
    private static final float[] PLACES = {
        1, 0x1p-8f, 1, 0x1p-8f, 0x1p-4f, 0x1p-12f, 0x1p-4f, 0x1p-12f
    };

    @Override
    public long bytes(int blocks) {
        return head(blocks) + (long) blocks * WORDS * VB;
    }

    /// Bytes of all codes of a strip, up to where a vector may lie.
    private static long head(int blocks) {
        return (2L * blocks * V + VB - 1) / VB * VB;
    }

    /// Where the words of a block start.
    private static long words(long strip, int blocks, int block) {
        return strip + head(blocks) + (long) block * WORDS * VB;
    }

    /// Byte j of a block in a file holds column j below and column j + 16 above.
    @Override
    public boolean put(
            MemorySegment source, long from, long strip, int blocks, int block, int lane) {
        for (int i = 0; i < WORDS; i++) {
            int low = source.get(Codes.WORD, from + 2 + 8L * (i % 2)) >>> (i < 2 ? 0 : 4);
            int high = source.get(Codes.WORD, from + 6 + 8L * (i % 2)) >>> (i < 2 ? 0 : 4);
            Codes.word(words(strip, blocks, block) + i * VB, lane, Nibbles.together(low, high));
        }
        return Codes.put(source, from, strip + 2L * block * V, lane);
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        float d = Codes.get(strip + 2L * block * V, lane);
        long words = words(strip, blocks, block);
        for (int i = 0; i < SIZE; i++) {
            int word = Codes.word(words + i / 8 * VB, lane);
            to[at + i] = d * (((word >>> Nibbles.shift(i % 8)) & 15) - 8);
        }
    }

    @Override
    public void widen(long strip, int blocks, int from, int count, long to, long stride) {
        for (int i = 0; i < count; i += SIZE) {
            int block = (from + i) / SIZE;
            FloatVector d = Codes.load(strip + 2L * block * V);
            FloatVector less = d.mul(-8);
            long words = words(strip, blocks, block);
            for (int j = 0; j < WORDS; j++) {
                Nibbles.widen(words + j * VB, d, less, to + (i + 8 * j) * stride, stride);
            }
        }
    }

    @Override
    public int factors(int width) {
        return width / 8 * 9;
    }

    @Override
    public void arrange(long x, int width, float[] to, int at) {
        int next = at;
        for (int i = 0; i < width; i += 8) {
            to[next] = -8 * Nibbles.sum(x + i * 4L, 8);
            Nibbles.arrange(x + i * 4L, 8, PLACES, to, next + 1);
            next += 9;
        }
    }

    /// The scales of two blocks of four strips; an odd row has room for them behind its last block.
    ///
    /// Apart from [#multiply], for which it would be too much.
    ///
    /// @param codes where the codes lie in each strip
    /// @param to takes two vectors for each strip
    private static void scales(long w0, long w1, long w2, long w3, long codes, long to) {
        ((IntVector) ShortVector.fromMemorySegment(S, ALL, w0 + codes, ORDER).castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to, ORDER);
        ((IntVector)
                        ShortVector.fromMemorySegment(S, ALL, w0 + codes + 2L * V, ORDER)
                                .castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + VB, ORDER);
        ((IntVector) ShortVector.fromMemorySegment(S, ALL, w1 + codes, ORDER).castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 2 * VB, ORDER);
        ((IntVector)
                        ShortVector.fromMemorySegment(S, ALL, w1 + codes + 2L * V, ORDER)
                                .castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 3 * VB, ORDER);
        ((IntVector) ShortVector.fromMemorySegment(S, ALL, w2 + codes, ORDER).castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 4 * VB, ORDER);
        ((IntVector)
                        ShortVector.fromMemorySegment(S, ALL, w2 + codes + 2L * V, ORDER)
                                .castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 5 * VB, ORDER);
        ((IntVector) ShortVector.fromMemorySegment(S, ALL, w3 + codes, ORDER).castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 6 * VB, ORDER);
        ((IntVector)
                        ShortVector.fromMemorySegment(S, ALL, w3 + codes + 2L * V, ORDER)
                                .castShape(I, 0))
                .lanewise(LSHL, 13)
                .and(CODE)
                .reinterpretAsFloats()
                .mul(WORTH)
                .intoMemorySegment(ALL, to + 7 * VB, ORDER);
    }

    @Override
    public void multiply(
            long w0,
            long w1,
            long w2,
            long w3,
            int blocks,
            float[] x,
            int at,
            long out,
            Scratch own) {
        long scales = own.block(1, 8L * V);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int xi = at;
        long q = head(blocks);
        for (int block = 0; block < blocks; block++) {
            if (block % 2 == 0) {
                scales(w0, w1, w2, w3, 2L * block * V, scales);
            }
            long d = scales + block % 2 * VB;
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int i = 0; i < WORDS; i++) {
                FloatVector r0 = FloatVector.broadcast(F, x[xi]);
                FloatVector r1 = r0;
                FloatVector r2 = r0;
                FloatVector r3 = r0;
                IntVector a0 = IntVector.fromMemorySegment(I, ALL, w0 + q, LITTLE_ENDIAN);
                IntVector a1 = IntVector.fromMemorySegment(I, ALL, w1 + q, LITTLE_ENDIAN);
                IntVector a2 = IntVector.fromMemorySegment(I, ALL, w2 + q, LITTLE_ENDIAN);
                IntVector a3 = IntVector.fromMemorySegment(I, ALL, w3 + q, LITTLE_ENDIAN);
                xi++;
                for (int end = xi + 8; xi < end; xi += 4) { // a count the compiler knows it unrolls
                    FloatVector f = FloatVector.broadcast(F, x[xi]);
                    r0 = ((FloatVector) a0.and(15).castShape(F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.and(15).castShape(F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.and(15).castShape(F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.and(15).castShape(F, 0)).fma(f, r3);
                    f = FloatVector.broadcast(F, x[xi + 1]);
                    r0 = ((FloatVector) a0.and(0xF0).castShape(F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.and(0xF0).castShape(F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.and(0xF0).castShape(F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.and(0xF0).castShape(F, 0)).fma(f, r3);
                    f = FloatVector.broadcast(F, x[xi + 2]);
                    r0 = ((FloatVector) a0.and(0xF00).castShape(F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.and(0xF00).castShape(F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.and(0xF00).castShape(F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.and(0xF00).castShape(F, 0)).fma(f, r3);
                    f = FloatVector.broadcast(F, x[xi + 3]);
                    r0 = ((FloatVector) a0.and(0xF000).castShape(F, 0)).fma(f, r0);
                    r1 = ((FloatVector) a1.and(0xF000).castShape(F, 0)).fma(f, r1);
                    r2 = ((FloatVector) a2.and(0xF000).castShape(F, 0)).fma(f, r2);
                    r3 = ((FloatVector) a3.and(0xF000).castShape(F, 0)).fma(f, r3);
                    a0 = a0.lanewise(LSHR, 16);
                    a1 = a1.lanewise(LSHR, 16);
                    a2 = a2.lanewise(LSHR, 16);
                    a3 = a3.lanewise(LSHR, 16);
                }
                t0 = t0.add(r0);
                t1 = t1.add(r1);
                t2 = t2.add(r2);
                t3 = t3.add(r3);
                q += VB;
            }
            s0 = FloatVector.fromMemorySegment(F, ALL, d, ORDER).fma(t0, s0);
            s1 = FloatVector.fromMemorySegment(F, ALL, d + 2 * VB, ORDER).fma(t1, s1);
            s2 = FloatVector.fromMemorySegment(F, ALL, d + 4 * VB, ORDER).fma(t2, s2);
            s3 = FloatVector.fromMemorySegment(F, ALL, d + 6 * VB, ORDER).fma(t3, s3);
        }
        s0.intoMemorySegment(ALL, out, ORDER);
        s1.intoMemorySegment(ALL, out + VB, ORDER);
        s2.intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }
}
