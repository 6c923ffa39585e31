package org.glassformer.engine.backend.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static org.glassformer.engine.backend.vector.Codes.CODE;
import static org.glassformer.engine.backend.vector.Codes.S;
import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.I;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/// Rows of F16 as [HalfRows] keeps them, with exponents that an F32 has the bits for: where an F32 has its exponent and mantissa,
/// they are the same numbers divided by 2^102. The factors are multiplied by 2^64 before and the
/// sums by 2^38 after, which changes no digit: the sums have the very bits of F32 weights.
///
/// @param width elements of a row
record HalfDots(int width) implements HalfKernel {
    private static final float BEFORE = 0x1p64f;
    private static final float AFTER = 0x1p38f;
    private static final long FLOAT = Float.BYTES;

    @Override
    public int factors() {
        return width;
    }

    @Override
    public void arrange(long x, long to) {
        int bound = Lanes.bound(width);
        int i = 0;
        for (; i < bound; i += V) {
            store(to + i * FLOAT, load(x + i * FLOAT).mul(BEFORE));
        }
        for (; i < width; i++) {
            set(to + i * FLOAT, get(x + i * FLOAT) * BEFORE);
        }
    }

    @Override
    public void multiply(long w, long stride, long x, long lanes) {
        int n = width;
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        long w1 = w + stride;
        long w2 = w1 + stride;
        long w3 = w2 + stride;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            long at = 2L * i;
            long next = at + VB / 2;
            FloatVector a = FloatVector.fromMemorySegment(F, ALL, x + 2 * at, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(F, ALL, x + 2 * next, ORDER);
            IntVector h00 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h10 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w1 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h20 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w2 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h30 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w3 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            s00 = h00.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s00);
            s10 = h10.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s10);
            s20 = h20.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s20);
            s30 = h30.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s30);
            IntVector h01 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w + next, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h11 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w1 + next, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h21 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w2 + next, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h31 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w3 + next, ORDER)
                                    .convertShape(S2I, I, 0);
            s01 = h01.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(b, s01);
            s11 = h11.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(b, s11);
            s21 = h21.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(b, s21);
            s31 = h31.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(b, s31);
        }
        if (i + V <= n) {
            long at = 2L * i;
            FloatVector a = FloatVector.fromMemorySegment(F, ALL, x + 2 * at, ORDER);
            IntVector h0 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h1 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w1 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h2 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w2 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            IntVector h3 =
                    (IntVector)
                            ShortVector.fromMemorySegment(S, ALL, w3 + at, ORDER)
                                    .convertShape(S2I, I, 0);
            s00 = h0.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s00);
            s10 = h1.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s10);
            s20 = h2.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s20);
            s30 = h3.lanewise(LSHL, 13).and(CODE).reinterpretAsFloats().fma(a, s30);
        }
        s00.add(s01).intoMemorySegment(ALL, lanes, ORDER);
        s10.add(s11).intoMemorySegment(ALL, lanes + VB, ORDER);
        s20.add(s21).intoMemorySegment(ALL, lanes + 2 * VB, ORDER);
        s30.add(s31).intoMemorySegment(ALL, lanes + 3 * VB, ORDER);
    }

    @Override
    public float sum(long lanes, long w, long x) {
        float sum = VectorMath.sumAt(lanes) * AFTER;
        for (int i = Lanes.bound(width); i < width; i++) {
            sum = Math.fma(get(x + i * FLOAT) * (1 / BEFORE), Codes.get(w + 2L * i), sum);
        }
        return sum;
    }
}
