package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.StartUp;

/// Non-linearities and their slopes, a short run of elements at a time.
///
/// Long loops end with the Vector API's own store: a helper of ours is not taken in so late, and what was handed to it became
/// an object.
final class Activations {
    private static final long FLOAT = Float.BYTES;
    private static final float TWICE_ROOT = 1.595769f; // 2 sqrt(2 / pi)
    private static final float CUBE = 0.044715f;
    private static final float DENSITY = 0.3989423f; // 1 / sqrt(2 pi)

    private Activations() {}

    /// out = activation(x), for `n` elements.
    static void value(Activation activation, long out, long x, int n) {
        if (StartUp.isGoingOn()) {
            PlainSteps.activation(activation, out, x, n);
            return;
        }
        switch (activation) {
            case GELU_TANH -> geluTanh(out, x, n);
            case GELU_ERF -> geluErf(out, x, n);
            case SILU -> silu(out, x, n);
            case RELU -> relu(out, x, n);
        }
    }

    /// out = activation'(x), for `n` elements.
    static void slope(Activation activation, long out, long x, int n) {
        switch (activation) {
            case GELU_TANH -> geluTanhSlope(out, x, n);
            case GELU_ERF -> geluErfSlope(out, x, n);
            case SILU -> siluSlope(out, x, n);
            case RELU -> reluSlope(out, x, n);
        }
    }

    /// x s(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3) and the logistic s, because
    /// (1 + tanh(u)) / 2 = s(2 u).
    private static void geluTanh(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            FloatVector u = v.mul(v).mul(CUBE).add(1f).mul(v).mul(TWICE_ROOT);
            store(out + i * FLOAT, VectorMath.sigmoid(u).mul(v));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, geluTanh(get(x + i * FLOAT)));
        }
    }

    static float geluTanh(float v) {
        float u = (v * v * CUBE + 1f) * v * TWICE_ROOT;
        return VectorMath.sigmoid(u) * v;
    }

    /// s + x s (1 - s) 2 u', with s = s(2 u) and 2 u' = 2 sqrt(2 / pi) (1 + 3 0.044715 x^2).
    private static void geluTanhSlope(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            FloatVector square = v.mul(v).mul(CUBE);
            FloatVector s = VectorMath.sigmoid(square.add(1f).mul(v).mul(TWICE_ROOT));
            FloatVector du = square.mul(3f).add(1f).mul(TWICE_ROOT);
            FloatVector rest = FloatVector.broadcast(F, 1f).sub(s).mul(s).mul(v).mul(du);
            s.add(rest).intoMemorySegment(ALL, out + i * FLOAT, ORDER);
        }
        for (; i < n; i++) {
            float v = get(x + i * FLOAT);
            float square = v * v * CUBE;
            float s = VectorMath.sigmoid((square + 1f) * v * TWICE_ROOT);
            float du = (square * 3f + 1f) * TWICE_ROOT;
            set(out + i * FLOAT, s + (1f - s) * s * v * du);
        }
    }

    /// x Phi(x).
    private static void geluErf(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            VectorMath.normal(v).mul(v).intoMemorySegment(ALL, out + i * FLOAT, ORDER);
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, geluErf(get(x + i * FLOAT)));
        }
    }

    static float geluErf(float v) {
        return VectorMath.normal(v) * v;
    }

    /// Phi(x) + x phi(x), one after the other: both in one loop are too much for the compiler, and two vectors of
    /// each run became objects.
    private static void geluErfSlope(long out, long x, int n) {
        normal(out, x, n);
        addDensity(out, x, n);
    }

    /// Phi(x).
    private static void normal(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = FloatVector.fromMemorySegment(F, ALL, x + i * FLOAT, ORDER);
            VectorMath.normal(v).intoMemorySegment(ALL, out + i * FLOAT, ORDER);
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, VectorMath.normal(get(x + i * FLOAT)));
        }
    }

    /// out += x phi(x).
    private static void addDensity(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = FloatVector.fromMemorySegment(F, ALL, x + i * FLOAT, ORDER);
            FloatVector density = VectorMath.exp(v.mul(v).mul(-0.5f)).mul(DENSITY);
            FloatVector sum = FloatVector.fromMemorySegment(F, ALL, out + i * FLOAT, ORDER);
            density.mul(v).add(sum).intoMemorySegment(ALL, out + i * FLOAT, ORDER);
        }
        for (; i < n; i++) {
            float v = get(x + i * FLOAT);
            float density = VectorMath.exp(v * v * -0.5f) * DENSITY * v;
            set(out + i * FLOAT, density + get(out + i * FLOAT));
        }
    }

    /// x s(x).
    private static void silu(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            store(out + i * FLOAT, VectorMath.sigmoid(v).mul(v));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, silu(get(x + i * FLOAT)));
        }
    }

    static float silu(float v) {
        return VectorMath.sigmoid(v) * v;
    }

    /// s + x s (1 - s).
    private static void siluSlope(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            FloatVector s = VectorMath.sigmoid(v);
            FloatVector rest = FloatVector.broadcast(F, 1f).sub(s).mul(s).mul(v);
            store(out + i * FLOAT, s.add(rest));
        }
        for (; i < n; i++) {
            float v = get(x + i * FLOAT);
            float s = VectorMath.sigmoid(v);
            set(out + i * FLOAT, s + (1f - s) * s * v);
        }
    }

    /// max(0, x).
    private static void relu(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(out + i * FLOAT, load(x + i * FLOAT).max(0f));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, Math.max(0f, get(x + i * FLOAT)));
        }
    }

    /// 1 where x > 0, else 0.
    private static void reluSlope(long out, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector v = load(x + i * FLOAT);
            store(
                    out + i * FLOAT,
                    FloatVector.zero(F).blend(1f, v.compare(VectorOperators.GT, 0f)));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, get(x + i * FLOAT) > 0 ? 1f : 0f);
        }
    }
}
