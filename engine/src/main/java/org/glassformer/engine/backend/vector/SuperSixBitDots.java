package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;

/// Rows of Q6_K: the lower four bits of all numbers and their upper two each multiplied as in [FourBitDots].
///
/// @param width elements of a row
record SuperSixBitDots(int width) implements StripKernel {
    private static final long FLOAT = Float.BYTES;
    private static final int SIZE = 256;
    private static final long BYTES = 210;

    /// Bytes of which the lower bits are one half of 128 numbers and the upper the other.
    private static final int HALF = 64;

    /// Vectors of factors of a vector of words with lower bits: two of what the numbers lie too high, then the factors.
    private static final int LOW_VECTORS = 2 + Factors.FOURS;

    /// A scale for every four lanes.
    private static final VectorShuffle<Float> QUADS = VectorShuffle.fromOp(F, lane -> lane / 4);

    /// The same, eight scales further for every eight lanes: their 32 bytes hold 128 numbers.
    private static final VectorShuffle<Float> PARTS =
            VectorShuffle.fromOp(F, lane -> lane / 8 * 8 + lane % 8 / 4);

    private int lowFactors() {
        return Factors.groups(width, HALF) * LOW_VECTORS * V;
    }

    @Override
    public int factors() {
        return lowFactors() + width;
    }

    @Override
    public void arrange(long x, long to) {
        Factors.fours(x, width, HALF, to + 2 * VB, LOW_VECTORS * VB);
        for (int g = 0; g < Factors.groups(width, HALF); g++) {
            long at = to + (long) g * LOW_VECTORS * VB;
            Factors.offsets(at + 2 * VB, 0, 2, -32, at);
            Factors.offsets(at + 2 * VB, 1, 2, -32, at + VB);
        }
        Factors.twos(x, width, to + lowFactors() * FLOAT);
    }

    @Override
    public int scales() {
        return 4 * (width / 16) + V;
    }

    @Override
    public void scales(long w, long stride, float[] to, Scratch own) {
        SuperUnpack.scalesOfSixes(w, stride, width / SIZE, to);
    }

    @Override
    public void multiply(float[] d, long w, long stride, long x, long lanes) {
        int scales = width / 16;
        int blocks = width / SIZE;
        for (int i = 0; i < 4; i++) {
            Lanes.store(lanes + i * VB, FloatVector.zero(F));
        }
        low(d, scales, w, stride, blocks, x, lanes);
        long high = x + lowFactors() * FLOAT;
        firstHigh(d, scales, w, stride, blocks, high, lanes);
        lastHigh(d, scales, w, stride, blocks, high, lanes);
    }

    /// Adds the products with the lower four bits: lanes[r] += x . low[r].
    ///
    /// @param d scales of the groups of 16, those of a row `scales` from those of the one before
    /// @param q the first block of the first row
    /// @param stride bytes from one row to the next
    /// @param x for each vector of words [#LOW_VECTORS] vectors
    /// @param lanes four vectors of sums
    private static void low(
            float[] d, int scales, long q, long stride, int blocks, long x, long lanes) {
        FloatVector s0 = FloatVector.fromMemorySegment(F, ALL, lanes, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, ALL, lanes + VB, ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, ALL, lanes + 2 * VB, ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, ALL, lanes + 3 * VB, ORDER);
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int g = 0; g < blocks * (32 / V); g++) {
            long at = g / (32 / V) * BYTES + g % (32 / V) * VB;
            long xs = x + LOW_VECTORS * VB * g;
            int scale = g * V / 16 * 8 + g * V % 16 / 4;
            IntVector w0 = IntVector.fromMemorySegment(I, ALL, q + at, LITTLE_ENDIAN);
            IntVector w1 = IntVector.fromMemorySegment(I, ALL, q1 + at, LITTLE_ENDIAN);
            IntVector w2 = IntVector.fromMemorySegment(I, ALL, q2 + at, LITTLE_ENDIAN);
            IntVector w3 = IntVector.fromMemorySegment(I, ALL, q3 + at, LITTLE_ENDIAN);
            FloatVector v = FloatVector.fromMemorySegment(F, ALL, xs, ORDER);
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs + 2 * VB, ORDER);
            FloatVector t0 = ((FloatVector) w0.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t1 = ((FloatVector) w1.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t2 = ((FloatVector) w2.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t3 = ((FloatVector) w3.and(15).castShape(F, 0)).fma(f, v);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 4 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 6 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF0000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF0000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF0000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 8 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000000).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale).rearrange(QUADS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + scales).rearrange(QUADS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 2 * scales).rearrange(QUADS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 3 * scales).rearrange(QUADS), s3);
            v = FloatVector.fromMemorySegment(F, ALL, xs + VB, ORDER);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 3 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0).castShape(F, 0)).fma(f, v);
            t1 = ((FloatVector) w1.and(0xF0).castShape(F, 0)).fma(f, v);
            t2 = ((FloatVector) w2.and(0xF0).castShape(F, 0)).fma(f, v);
            t3 = ((FloatVector) w3.and(0xF0).castShape(F, 0)).fma(f, v);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 5 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 7 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 9 * VB, ORDER);
            t0 = ((FloatVector) w0.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale + 4).rearrange(QUADS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 4 + scales).rearrange(QUADS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 4 + 2 * scales).rearrange(QUADS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 4 + 3 * scales).rearrange(QUADS), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }

    /// Adds the products with the upper two bits of the first two quarters of each 128 numbers.
    ///
    /// @param d scales of the groups of 16, those of a row `scales` from those of the one before
    /// @param q the first block of the first row
    /// @param stride bytes from one row to the next
    /// @param x for each vector of words the vectors of [Factors#twos]
    /// @param lanes four vectors of sums
    private static void firstHigh(
            float[] d, int scales, long q, long stride, int blocks, long x, long lanes) {
        FloatVector s0 = FloatVector.fromMemorySegment(F, ALL, lanes, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, ALL, lanes + VB, ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, ALL, lanes + 2 * VB, ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, ALL, lanes + 3 * VB, ORDER);
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int g = 0; g < blocks * (16 / V); g++) {
            long at = g / (16 / V) * BYTES + 128 + g % (16 / V) * VB;
            long xs = x + Factors.TWOS * VB * g;
            int scale = g * V / 8 * 8 + g * V % 8 / 4;
            IntVector w0 = IntVector.fromMemorySegment(I, ALL, q + at, LITTLE_ENDIAN);
            IntVector w1 = IntVector.fromMemorySegment(I, ALL, q1 + at, LITTLE_ENDIAN);
            IntVector w2 = IntVector.fromMemorySegment(I, ALL, q2 + at, LITTLE_ENDIAN);
            IntVector w3 = IntVector.fromMemorySegment(I, ALL, q3 + at, LITTLE_ENDIAN);
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs, ORDER);
            FloatVector t0 = ((FloatVector) w0.and(3).castShape(F, 0)).mul(f);
            FloatVector t1 = ((FloatVector) w1.and(3).castShape(F, 0)).mul(f);
            FloatVector t2 = ((FloatVector) w2.and(3).castShape(F, 0)).mul(f);
            FloatVector t3 = ((FloatVector) w3.and(3).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 4 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x300).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x300).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x300).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x300).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 8 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x30000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x30000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x30000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x30000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 12 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x3000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x3000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x3000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x3000000).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale).rearrange(PARTS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + scales).rearrange(PARTS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 2 * scales).rearrange(PARTS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 3 * scales).rearrange(PARTS), s3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC).castShape(F, 0)).mul(f);
            t1 = ((FloatVector) w1.and(0xC).castShape(F, 0)).mul(f);
            t2 = ((FloatVector) w2.and(0xC).castShape(F, 0)).mul(f);
            t3 = ((FloatVector) w3.and(0xC).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 5 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC00).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xC00).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xC00).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xC00).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 9 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC0000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xC0000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xC0000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xC0000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 13 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xC000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xC000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xC000000).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale + 2).rearrange(PARTS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 2 + scales).rearrange(PARTS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 2 + 2 * scales).rearrange(PARTS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 2 + 3 * scales).rearrange(PARTS), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }

    /// The same of the last two quarters.
    private static void lastHigh(
            float[] d, int scales, long q, long stride, int blocks, long x, long lanes) {
        FloatVector s0 = FloatVector.fromMemorySegment(F, ALL, lanes, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, ALL, lanes + VB, ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, ALL, lanes + 2 * VB, ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, ALL, lanes + 3 * VB, ORDER);
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int g = 0; g < blocks * (16 / V); g++) {
            long at = g / (16 / V) * BYTES + 128 + g % (16 / V) * VB;
            long xs = x + Factors.TWOS * VB * g;
            int scale = g * V / 8 * 8 + g * V % 8 / 4;
            IntVector w0 = IntVector.fromMemorySegment(I, ALL, q + at, LITTLE_ENDIAN);
            IntVector w1 = IntVector.fromMemorySegment(I, ALL, q1 + at, LITTLE_ENDIAN);
            IntVector w2 = IntVector.fromMemorySegment(I, ALL, q2 + at, LITTLE_ENDIAN);
            IntVector w3 = IntVector.fromMemorySegment(I, ALL, q3 + at, LITTLE_ENDIAN);
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs + 2 * VB, ORDER);
            FloatVector t0 = ((FloatVector) w0.and(0x30).castShape(F, 0)).mul(f);
            FloatVector t1 = ((FloatVector) w1.and(0x30).castShape(F, 0)).mul(f);
            FloatVector t2 = ((FloatVector) w2.and(0x30).castShape(F, 0)).mul(f);
            FloatVector t3 = ((FloatVector) w3.and(0x30).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 6 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x3000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x3000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x3000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x3000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 10 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x300000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x300000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x300000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x300000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 14 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0x30000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0x30000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0x30000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0x30000000).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale + 4).rearrange(PARTS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 4 + scales).rearrange(PARTS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 4 + 2 * scales).rearrange(PARTS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 4 + 3 * scales).rearrange(PARTS), s3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 3 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC0).castShape(F, 0)).mul(f);
            t1 = ((FloatVector) w1.and(0xC0).castShape(F, 0)).mul(f);
            t2 = ((FloatVector) w2.and(0xC0).castShape(F, 0)).mul(f);
            t3 = ((FloatVector) w3.and(0xC0).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 7 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xC000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xC000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xC000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 11 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xC00000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xC00000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xC00000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xC00000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 15 * VB, ORDER);
            t0 = ((FloatVector) w0.lanewise(LSHR, 30).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.lanewise(LSHR, 30).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.lanewise(LSHR, 30).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.lanewise(LSHR, 30).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale + 6).rearrange(PARTS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 6 + scales).rearrange(PARTS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 6 + 2 * scales).rearrange(PARTS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 6 + 3 * scales).rearrange(PARTS), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }
}
