package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Unpack.B;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/// Rows of Q8_0, all scales of a row before its numbers.
///
/// @param width elements of a row
record EightBitDots(int width) implements StripKernel {
    private static final long FLOAT = Float.BYTES;

    private int blocks() {
        return width / 32;
    }

    @Override
    public int factors() {
        return 0;
    }

    @Override
    public void arrange(long x, long to) {
        throw new IllegalStateException("the factors stay as they are");
    }

    @Override
    public int scales() {
        return 4 * blocks();
    }

    @Override
    public void scales(long w, long stride, float[] to, Scratch own) {
        Unpack.scales(w, stride, blocks(), to, blocks());
    }

    @Override
    public void multiply(float[] d, long w, long stride, long x, long lanes) {
        int blocks = blocks();
        long q = w + 2L * blocks;
        long q1 = q + stride;
        long q2 = q1 + stride;
        long q3 = q2 + stride;
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = 0; b < blocks; b++) {
            long at = b * 32L;
            long xs = x + at * FLOAT;
            FloatVector f = FloatVector.fromMemorySegment(F, ALL, xs, ORDER);
            FloatVector t0 =
                    ((FloatVector)
                                    ByteVector.fromMemorySegment(B, ALL, q + at, ORDER)
                                            .castShape(F, 0))
                            .mul(f);
            FloatVector t1 =
                    ((FloatVector)
                                    ByteVector.fromMemorySegment(B, ALL, q1 + at, ORDER)
                                            .castShape(F, 0))
                            .mul(f);
            FloatVector t2 =
                    ((FloatVector)
                                    ByteVector.fromMemorySegment(B, ALL, q2 + at, ORDER)
                                            .castShape(F, 0))
                            .mul(f);
            FloatVector t3 =
                    ((FloatVector)
                                    ByteVector.fromMemorySegment(B, ALL, q3 + at, ORDER)
                                            .castShape(F, 0))
                            .mul(f);
            for (int j = V; j < 32; j += V) {
                f = FloatVector.fromMemorySegment(F, ALL, xs + j * FLOAT, ORDER);
                t0 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, q + at + j, ORDER)
                                                .castShape(F, 0))
                                .fma(f, t0);
                t1 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, q1 + at + j, ORDER)
                                                .castShape(F, 0))
                                .fma(f, t1);
                t2 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, q2 + at + j, ORDER)
                                                .castShape(F, 0))
                                .fma(f, t2);
                t3 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, q3 + at + j, ORDER)
                                                .castShape(F, 0))
                                .fma(f, t3);
            }
            s0 = t0.fma(FloatVector.broadcast(F, d[b]), s0);
            s1 = t1.fma(FloatVector.broadcast(F, d[b + blocks]), s1);
            s2 = t2.fma(FloatVector.broadcast(F, d[b + 2 * blocks]), s2);
            s3 = t3.fma(FloatVector.broadcast(F, d[b + 3 * blocks]), s3);
        }
        s0.intoMemorySegment(ALL, lanes, ORDER);
        s1.intoMemorySegment(ALL, lanes + VB, ORDER);
        s2.intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }
}
