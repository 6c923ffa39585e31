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

/// Rows of Q4_K, multiplied as in [FourBitDots]; what is taken off by the least values of the groups is added in
/// the end from the sums of their factors.
///
/// @param width elements of a row
record SuperFourBitDots(int width) implements StripKernel {
    private static final long FLOAT = Float.BYTES;
    private static final int SIZE = 256;
    private static final long BYTES = 144;

    /// Bytes of which the lower bits are one group and the upper the next.
    private static final int HALF = 32;

    /// A scale for every eight lanes, those of the lower bits.
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(F, lane -> lane / 8 * 2);

    /// And those of the upper.
    private static final VectorShuffle<Float> ODD =
            VectorShuffle.fromOp(F, lane -> lane / 8 * 2 + 1);

    /// Scales of a row, with zeros up to a whole vector.
    private int count() {
        return (width / HALF + V - 1) / V * V;
    }

    @Override
    public int factors() {
        return width + count();
    }

    @Override
    public void arrange(long x, long to) {
        Factors.fours(x, width, HALF, to, Factors.FOURS * VB);
        Factors.sums(x, width, HALF, -1, to + width * FLOAT);
    }

    @Override
    public int scales() {
        return 8 * count() + V;
    }

    @Override
    public void scales(long w, long stride, float[] to, Scratch own) {
        int used = width / HALF;
        int count = count();
        SuperUnpack.scalesOfFours(w, stride, width / SIZE, count, own.block(1, 4), to);
        for (int r = 0; r < 8 && count > used; r++) {
            Arrays.fill(to, r * count + used, (r + 1) * count, 0);
        }
    }

    @Override
    public void multiply(float[] d, long w, long stride, long x, long lanes) {
        int count = count();
        int blocks = width / SIZE;
        long q = w + 16;
        long less = x + width * FLOAT;
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        for (int g = 0; g < blocks * (32 / V); g++) {
            long at = g / (32 / V) * BYTES + g % (32 / V) * VB;
            long xs = x + 8 * VB * g;
            int scale = g * V / 8 * 2;
            IntVector w0 = IntVector.fromMemorySegment(I, ALL, q + at, LITTLE_ENDIAN);
            IntVector w1 = IntVector.fromMemorySegment(I, ALL, q1 + at, LITTLE_ENDIAN);
            IntVector w2 = IntVector.fromMemorySegment(I, ALL, q2 + at, LITTLE_ENDIAN);
            IntVector w3 = IntVector.fromMemorySegment(I, ALL, q3 + at, LITTLE_ENDIAN);
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs, ORDER);
            FloatVector t0 = ((FloatVector) w0.and(15).castShape(F, 0)).mul(f);
            FloatVector t1 = ((FloatVector) w1.and(15).castShape(F, 0)).mul(f);
            FloatVector t2 = ((FloatVector) w2.and(15).castShape(F, 0)).mul(f);
            FloatVector t3 = ((FloatVector) w3.and(15).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 2 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 4 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF0000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF0000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF0000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 6 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000000).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale).rearrange(EVEN), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 2 * count).rearrange(EVEN), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 4 * count).rearrange(EVEN), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 6 * count).rearrange(EVEN), s3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF0).castShape(F, 0)).mul(f);
            t1 = ((FloatVector) w1.and(0xF0).castShape(F, 0)).mul(f);
            t2 = ((FloatVector) w2.and(0xF0).castShape(F, 0)).mul(f);
            t3 = ((FloatVector) w3.and(0xF0).castShape(F, 0)).mul(f);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 3 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 5 * VB, ORDER);
            t0 = ((FloatVector) w0.and(0xF00000).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.and(0xF00000).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.and(0xF00000).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.and(0xF00000).castShape(F, 0)).fma(f, t3);
            f = FloatVector.fromMemorySegment(F, ALL, xs + 7 * VB, ORDER);
            t0 = ((FloatVector) w0.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t0);
            t1 = ((FloatVector) w1.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t1);
            t2 = ((FloatVector) w2.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t2);
            t3 = ((FloatVector) w3.lanewise(LSHR, 28).castShape(F, 0)).fma(f, t3);
            s0 = t0.fma(FloatVector.fromArray(F, d, scale).rearrange(ODD), s0);
            s1 = t1.fma(FloatVector.fromArray(F, d, scale + 2 * count).rearrange(ODD), s1);
            s2 = t2.fma(FloatVector.fromArray(F, d, scale + 4 * count).rearrange(ODD), s2);
            s3 = t3.fma(FloatVector.fromArray(F, d, scale + 6 * count).rearrange(ODD), s3);
        }
        for (int i = 0; i < count; i += V) {
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, less + i * FLOAT, ORDER);
            s0 = f.fma(FloatVector.fromArray(F, d, i + count), s0);
            s1 = f.fma(FloatVector.fromArray(F, d, i + 3 * count), s1);
            s2 = f.fma(FloatVector.fromArray(F, d, i + 5 * count), s2);
            s3 = f.fma(FloatVector.fromArray(F, d, i + 7 * count), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }
}
