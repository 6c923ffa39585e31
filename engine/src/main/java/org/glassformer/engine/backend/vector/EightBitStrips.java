package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static org.glassformer.engine.backend.vector.Codes.CODE;
import static org.glassformer.engine.backend.vector.Codes.S;
import static org.glassformer.engine.backend.vector.Codes.WORTH;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Strips of Q8_0, x = d q: for each block of 32 columns the coded scales of all rows, then column by column their
/// bytes.
record EightBitStrips() implements StripFormat {
    static final StripFormat FORMAT = new EightBitStrips();

    private static final int SIZE = 32;

    /// Bytes that become one vector of floats; at 128 bit the upper half of them is not used.
    static final VectorSpecies<Byte> B =
            VectorSpecies.of(
                    byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 4)));

    private static final int BYTES = 2 + SIZE;

    @Override
    public long bytes(int blocks) {
        return (long) blocks * BYTES * V;
    }

    @Override
    public boolean put(
            MemorySegment source, long from, long strip, int blocks, int block, int lane) {
        long d = strip + (long) block * BYTES * V;
        long q = d + 2L * V + lane;
        for (int i = 0; i < SIZE; i++) {
            ALL.set(
                    ValueLayout.JAVA_BYTE,
                    q + (long) i * V,
                    source.get(ValueLayout.JAVA_BYTE, from + 2 + i));
        }
        return Codes.put(source, from, d, lane);
    }

    @Override
    public void read(long strip, int blocks, int block, int lane, float[] to, int at) {
        long codes = strip + (long) block * BYTES * V;
        float d = Codes.get(codes, lane);
        long q = codes + 2L * V + lane;
        for (int i = 0; i < SIZE; i++) {
            to[at + i] = d * ALL.get(ValueLayout.JAVA_BYTE, q + (long) i * V);
        }
    }

    @Override
    public void widen(long strip, int blocks, int from, int count, long to, long stride) {
        for (int i = 0; i < count; i += SIZE) {
            long block = strip + (long) ((from + i) / SIZE) * BYTES * V;
            FloatVector d = Codes.load(block);
            long q = block + 2L * V;
            for (int j = 0; j < SIZE; j++) {
                ByteVector b = ByteVector.fromMemorySegment(B, ALL, q + (long) j * V, ORDER);
                store(to + (i + j) * stride, ((FloatVector) b.convertShape(B2F, F, 0)).mul(d));
            }
        }
    }

    @Override
    public int factors(int width) {
        return width;
    }

    @Override
    public void arrange(long x, int width, float[] to, int at) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, x, to, at, width);
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
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int xi = at;
        for (int block = 0; block < blocks; block++) {
            long d = (long) block * BYTES * V;
            long q = d + 2L * V;
            FloatVector t0 = FloatVector.zero(F);
            FloatVector t1 = t0;
            FloatVector t2 = t0;
            FloatVector t3 = t0;
            for (int i = 0; i < SIZE; i += 4) {
                FloatVector f = FloatVector.broadcast(F, x[xi]);
                t0 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w0 + q, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t0);
                t1 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w1 + q, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t1);
                t2 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w2 + q, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t2);
                t3 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w3 + q, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 1]);
                t0 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w0 + q + V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t0);
                t1 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w1 + q + V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t1);
                t2 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w2 + q + V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t2);
                t3 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w3 + q + V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 2]);
                t0 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w0 + q + 2L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t0);
                t1 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w1 + q + 2L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t1);
                t2 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w2 + q + 2L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t2);
                t3 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w3 + q + 2L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t3);
                f = FloatVector.broadcast(F, x[xi + 3]);
                t0 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w0 + q + 3L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t0);
                t1 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w1 + q + 3L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t1);
                t2 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w2 + q + 3L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t2);
                t3 =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(B, ALL, w3 + q + 3L * V, ORDER)
                                                .convertShape(B2F, F, 0))
                                .fma(f, t3);
                q += 4L * V;
                xi += 4;
            }
            s0 =
                    t0.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w0 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats()
                                    .mul(WORTH),
                            s0);
            s1 =
                    t1.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w1 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats()
                                    .mul(WORTH),
                            s1);
            s2 =
                    t2.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w2 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats()
                                    .mul(WORTH),
                            s2);
            s3 =
                    t3.fma(
                            ((IntVector)
                                            ShortVector.fromMemorySegment(S, ALL, w3 + d, ORDER)
                                                    .convertShape(S2I, I, 0))
                                    .lanewise(LSHL, 13)
                                    .and(CODE)
                                    .reinterpretAsFloats()
                                    .mul(WORTH),
                            s3);
        }
        s0.intoMemorySegment(ALL, out, ORDER);
        s1.intoMemorySegment(ALL, out + VB, ORDER);
        s2.intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }
}
