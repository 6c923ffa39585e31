package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// Functions of vectors, each with a scalar twin for tails that gives the same bits.
///
/// They return vectors and are still free, because the compiler inlines methods of their size (below
/// 325 bytecodes) into hot loops. Lane sums add halves in a fixed order; `reduceLanes` leaves the
/// order open, and compiled code then differs from interpreted code in the last bit.
final class VectorMath {
    private static final float LOG2E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to an integer
    private static final float LOWEST = -87.33654f;
    private static final float HIGHEST = 88.72283f;
    private static final float SQRT_HALF = 0.70710677f;

    // made once: to make them in the loop would leave no room to take in exp (decision 25)
    private static final FloatVector E9 = FloatVector.broadcast(F, 0.17087276f);
    private static final FloatVector E8 = FloatVector.broadcast(F, -0.82215226f);
    private static final FloatVector E7 = FloatVector.broadcast(F, 1.4885159f);
    private static final FloatVector E6 = FloatVector.broadcast(F, -1.135204f);
    private static final FloatVector E5 = FloatVector.broadcast(F, 0.27886808f);
    private static final FloatVector E4 = FloatVector.broadcast(F, -0.18628806f);
    private static final FloatVector E3 = FloatVector.broadcast(F, 0.09678418f);
    private static final FloatVector E2 = FloatVector.broadcast(F, 0.37409195f);
    private static final FloatVector E1 = FloatVector.broadcast(F, 1.0000237f);
    private static final FloatVector E0 = FloatVector.broadcast(F, -1.2655122f);

    private static final VectorShuffle<Float> HALF = fold(V / 2);
    private static final VectorShuffle<Float> QUARTER = fold(V / 4);
    private static final VectorShuffle<Float> EIGHTH = fold(V / 8);
    private static final VectorShuffle<Float> SIXTEENTH = fold(V / 16);

    private VectorMath() {}

    private static VectorShuffle<Float> fold(int distance) {
        return VectorShuffle.fromOp(F, i -> (i + distance) % V);
    }

    /// The sum of the lanes: halves first, then their halves.
    static float sum(FloatVector v) {
        FloatVector s = v.add(v.rearrange(HALF));
        s = s.add(s.rearrange(QUARTER));
        if (V >= 8) {
            s = s.add(s.rearrange(EIGHTH));
        }
        if (V >= 16) {
            s = s.add(s.rearrange(SIXTEENTH));
        }
        return s.lane(0);
    }

    /// The sum of the lanes of a vector in memory, as [#sum]: an address stays a number where this is not taken into its caller,
    /// which happened to products of F16 and BF16 in one JVM of three; a vector became an object.
    static float sumAt(long address) {
        FloatVector v = FloatVector.fromMemorySegment(F, ALL, address, ORDER);
        FloatVector s = v.add(v.rearrange(HALF));
        s = s.add(s.rearrange(QUARTER));
        if (V >= 8) {
            s = s.add(s.rearrange(EIGHTH));
        }
        if (V >= 16) {
            s = s.add(s.rearrange(SIXTEENTH));
        }
        return s.lane(0);
    }

    /// The largest lane.
    static float max(FloatVector v) {
        return v.reduceLanes(VectorOperators.MAX);
    }

    /// exp(x) with a relative error of about 1e-7; 0 below -87.33, infinity above 88.72.
    ///
    /// With n = round(x / ln 2) and r = x - n ln 2: 2^n exp(r), exp(r) by the polynomial of Cephes.
    static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(FloatVector.broadcast(F, LOG2E), FloatVector.broadcast(F, ROUND));
        FloatVector n = t.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(F, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(F, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(F, 1.9875691e-4f);
        p = p.fma(r, FloatVector.broadcast(F, 0.0013981999f));
        p = p.fma(r, FloatVector.broadcast(F, 0.008333452f));
        p = p.fma(r, FloatVector.broadcast(F, 0.041665796f));
        p = p.fma(r, FloatVector.broadcast(F, 0.16666666f));
        p = p.fma(r, FloatVector.broadcast(F, 0.5f));
        p = p.fma(r.mul(r), r).add(1f);
        IntVector scaled =
                p.reinterpretAsInts().add(t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23));
        return scaled.reinterpretAsFloats()
                .blend(0f, x.compare(VectorOperators.LT, LOWEST))
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, HIGHEST));
    }

    /// The scalar twin of [#exp(FloatVector)].
    static float exp(float x) {
        if (x < LOWEST) {
            return 0;
        }
        if (x > HIGHEST) {
            return Float.POSITIVE_INFINITY;
        }
        float t = Math.fma(x, LOG2E, ROUND);
        float n = t - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(1.9875691e-4f, r, 0.0013981999f);
        p = Math.fma(p, r, 0.008333452f);
        p = Math.fma(p, r, 0.041665796f);
        p = Math.fma(p, r, 0.16666666f);
        p = Math.fma(p, r, 0.5f);
        p = Math.fma(p, r * r, r) + 1f;
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
    }

    /// 1 / (1 + exp(-x)).
    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(F, 1f).div(exp(x.neg()).add(1f));
    }

    /// The scalar twin of [#sigmoid(FloatVector)].
    static float sigmoid(float x) {
        return 1f / (exp(-x) + 1f);
    }

    /// The standard normal's distribution function, (1 + erf(x / sqrt(2))) / 2, by the Chebyshev
    /// fit of erfc in Numerical Recipes (relative error 1.2e-7).
    static FloatVector normal(FloatVector x) {
        FloatVector z = x.abs().mul(SQRT_HALF);
        FloatVector one = FloatVector.broadcast(F, 1f);
        FloatVector t = one.div(z.fma(FloatVector.broadcast(F, 0.5f), one));
        FloatVector p = E9;
        p = p.fma(t, E8);
        p = p.fma(t, E7);
        p = p.fma(t, E6);
        p = p.fma(t, E5);
        p = p.fma(t, E4);
        p = p.fma(t, E3);
        p = p.fma(t, E2);
        p = p.fma(t, E1);
        p = p.fma(t, E0);
        FloatVector tail = exp(z.neg().fma(z, p)).mul(t).mul(0.5f);
        return tail.blend(one.sub(tail), x.compare(VectorOperators.GE, 0f));
    }

    /// The scalar twin of [#normal(FloatVector)].
    static float normal(float x) {
        float z = Math.abs(x) * SQRT_HALF;
        float t = 1f / Math.fma(z, 0.5f, 1f);
        float p = Math.fma(0.17087276f, t, -0.82215226f);
        p = Math.fma(p, t, 1.4885159f);
        p = Math.fma(p, t, -1.135204f);
        p = Math.fma(p, t, 0.27886808f);
        p = Math.fma(p, t, -0.18628806f);
        p = Math.fma(p, t, 0.09678418f);
        p = Math.fma(p, t, 0.37409195f);
        p = Math.fma(p, t, 1.0000237f);
        p = Math.fma(p, t, -1.2655122f);
        float tail = exp(Math.fma(-z, z, p)) * t * 0.5f;
        return x >= 0 ? 1f - tail : tail;
    }
}
