package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Soft caps: cap tanh(x / cap), by the rational approximation of tanh that Eigen has (relative error
/// about 2e-7; 1 beyond 7.9).
final class Caps {
    private static final long FLOAT = Float.BYTES;
    private static final float LARGEST = 7.905311f;
    private static final float MASKED = Float.NEGATIVE_INFINITY;

    private static final float A1 = 4.8935246e-3f;
    private static final float A3 = 6.3726195e-4f;
    private static final float A5 = 1.48572235e-5f;
    private static final float A7 = 5.1222973e-8f;
    private static final float A9 = -8.604672e-11f;
    private static final float A11 = 2.000188e-13f;
    private static final float A13 = -2.7607684e-16f;
    private static final float B0 = 4.893525e-3f;
    private static final float B2 = 2.2684347e-3f;
    private static final float B4 = 1.1853471e-4f;
    private static final float B6 = 1.1982584e-6f;

    private Caps() {}

    /// out = cap tanh(x / cap); minus infinity stays.
    static void softCap(Workers workers, long out, long x, long n, float cap) {
        Elementwise.blocks(
                workers, n, 2000, (at, count, own) -> softCap(out + at, x + at, count, cap));
    }

    /// The same for one run of elements.
    static void softCap(long out, long x, int n, float cap) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector value = load(x + i * FLOAT);
            FloatVector capped = tanh(value.div(cap)).mul(cap);
            store(out + i * FLOAT, capped.blend(MASKED, value.compare(VectorOperators.EQ, MASKED)));
        }
        for (; i < n; i++) {
            float value = get(x + i * FLOAT);
            set(out + i * FLOAT, value == MASKED ? MASKED : tanh(value / cap) * cap);
        }
    }

    /// dx = dOut (1 - (out / cap)^2), 0 where `out` is minus infinity.
    static void softCapBackward(Workers workers, long dx, long dOut, long out, long n, float cap) {
        Elementwise.blocks(
                workers,
                n,
                600,
                (at, count, own) -> backward(dx + at, dOut + at, out + at, count, cap));
    }

    private static void backward(long dx, long dOut, long out, int n, float cap) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector value = load(out + i * FLOAT);
            FloatVector part = value.div(cap);
            FloatVector slope = part.neg().fma(part, FloatVector.broadcast(F, 1f));
            store(
                    dx + i * FLOAT,
                    load(dOut + i * FLOAT)
                            .mul(slope)
                            .blend(0f, value.compare(VectorOperators.EQ, MASKED)));
        }
        for (; i < n; i++) {
            float value = get(out + i * FLOAT);
            float part = value / cap;
            float slope = Math.fma(-part, part, 1f);
            set(dx + i * FLOAT, value == MASKED ? 0f : get(dOut + i * FLOAT) * slope);
        }
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector y = x.min(LARGEST).max(-LARGEST);
        FloatVector z = y.mul(y);
        FloatVector p = FloatVector.broadcast(F, A13);
        p = p.fma(z, FloatVector.broadcast(F, A11));
        p = p.fma(z, FloatVector.broadcast(F, A9));
        p = p.fma(z, FloatVector.broadcast(F, A7));
        p = p.fma(z, FloatVector.broadcast(F, A5));
        p = p.fma(z, FloatVector.broadcast(F, A3));
        p = p.fma(z, FloatVector.broadcast(F, A1));
        FloatVector q = FloatVector.broadcast(F, B6);
        q = q.fma(z, FloatVector.broadcast(F, B4));
        q = q.fma(z, FloatVector.broadcast(F, B2));
        q = q.fma(z, FloatVector.broadcast(F, B0));
        return y.mul(p).div(q);
    }

    /// The scalar twin of [#tanh(FloatVector)].
    private static float tanh(float x) {
        float y = Math.max(Math.min(x, LARGEST), -LARGEST);
        float z = y * y;
        float p = Math.fma(A13, z, A11);
        p = Math.fma(p, z, A9);
        p = Math.fma(p, z, A7);
        p = Math.fma(p, z, A5);
        p = Math.fma(p, z, A3);
        p = Math.fma(p, z, A1);
        float q = Math.fma(B6, z, B4);
        q = Math.fma(q, z, B2);
        q = Math.fma(q, z, B0);
        return y * p / q;
    }
}
