package org.glassformer.engine.backend.vector;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;

/// Rows of Q4_0, all scales of a row before its numbers, multiplied where they lie in their words: for each vector
/// of numbers a mask, a conversion and a multiplication. [Factors] says why no shift.
///
/// @param width elements of a row
record FourBitDots(int width) implements StripKernel {
    /// Bytes of a block, which hold twice as many numbers.
    private static final int HALF = 16;

    /// Vectors of factors for a vector of words; the first is what its numbers lie too high.
    private static final int VECTORS = 1 + Factors.FOURS;

    /// A scale for every four lanes.
    private static final VectorShuffle<Float> QUADS = VectorShuffle.fromOp(F, lane -> lane / 4);

    private int blocks() {
        return width / (2 * HALF);
    }

    private int groups() {
        return Factors.groups(width, HALF);
    }

    @Override
    public int factors() {
        return groups() * VECTORS * V;
    }

    @Override
    public void arrange(long x, long to) {
        Factors.fours(x, width, HALF, to + VB, VECTORS * VB);
        for (int g = 0; g < groups(); g++) {
            long at = to + (long) g * VECTORS * VB;
            Factors.offsets(at + VB, 0, 1, -8, at);
        }
    }

    @Override
    public int scales() {
        return 4 * groups() * (V / 4) + V;
    }

    @Override
    public void scales(long w, long stride, float[] to, Scratch own) {
        int apart = groups() * (V / 4);
        Unpack.scales(w, stride, blocks(), to, apart);
        for (int r = 0; r < 4 && apart > blocks(); r++) {
            Arrays.fill(to, r * apart + blocks(), (r + 1) * apart, 0);
        }
    }

    @Override
    public void multiply(float[] d, long w, long stride, long x, long lanes) {
        int groups = groups();
        int scales = groups * (V / 4);
        long q = w + 2L * blocks();
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int g = 0; g < groups; g++) {
            long at = g * VB;
            long xs = x + VECTORS * at;
            int scale = g * (V / 4);
            IntVector w0 = IntVector.fromMemorySegment(I, ALL, q + at, LITTLE_ENDIAN);
            IntVector w1 = IntVector.fromMemorySegment(I, ALL, q1 + at, LITTLE_ENDIAN);
            IntVector w2 = IntVector.fromMemorySegment(I, ALL, q2 + at, LITTLE_ENDIAN);
            IntVector w3 = IntVector.fromMemorySegment(I, ALL, q3 + at, LITTLE_ENDIAN);
            FloatVector v = FloatVector.fromMemorySegment(F, ALL, xs, ORDER);
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs + VB, ORDER);
            FloatVector t0 = ((FloatVector) w0.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t1 = ((FloatVector) w1.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t2 = ((FloatVector) w2.and(15).castShape(F, 0)).fma(f, v);
            FloatVector t3 = ((FloatVector) w3.and(15).castShape(F, 0)).fma(f, v);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 2 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF0).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF0).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF0).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 3 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 4 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 5 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF0000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF0000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF0000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 6 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 7 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 8 * VB, ORDER);
            t0 = ((FloatVector) w0.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale).rearrange(QUADS), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + scales).rearrange(QUADS), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 2 * scales).rearrange(QUADS), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 3 * scales).rearrange(QUADS), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }
}
