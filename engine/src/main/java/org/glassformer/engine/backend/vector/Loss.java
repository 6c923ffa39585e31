package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;

/// Softmax and cross-entropy of rows.
final class Loss {
    private static final long FLOAT = Float.BYTES;

    private Loss() {}

    /// out = softmax of each of `n` rows of `c`.
    static void softmax(Workers workers, long out, long x, int n, int c) {
        workers.run(
                n,
                Workers.grain(0.6 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        softmaxRow(out + at, x + at, c);
                    }
                });
    }

    /// out = exp(x - max) / sum; all zeros if every x is minus infinity. Returns ln of the sum, the
    /// maximum included.
    static float softmaxRow(long out, long x, int c) {
        float max = max(x, c);
        if (max == Float.NEGATIVE_INFINITY) {
            fill(out, c, 0);
            return max;
        }
        float sum = exps(out, x, c, max);
        multiply(out, c, 1f / sum);
        return (float) (max + Math.log(sum));
    }

    /// dx += out (dOut - sum dOut out).
    static void softmaxBackward(Workers workers, long dx, long dOut, long out, int n, int c) {
        workers.run(
                n,
                Workers.grain(0.3 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        softmaxBackwardRow(dx + at, dOut + at, out + at, c);
                    }
                });
    }

    /// dx += out (dOut - sum dOut out), one row.
    static void softmaxBackwardRow(long dx, long dOut, long out, int c) {
        float sum = Dots.dot(dOut, out, c);
        int bound = Lanes.bound(c);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector d = load(dOut + i * FLOAT).sub(sum);
            store(dx + i * FLOAT, d.fma(load(out + i * FLOAT), load(dx + i * FLOAT)));
        }
        for (; i < c; i++) {
            float d = get(dOut + i * FLOAT) - sum;
            set(dx + i * FLOAT, Math.fma(d, get(out + i * FLOAT), get(dx + i * FLOAT)));
        }
    }

    /// losses = ln(sum exp(logits)) - logits[target], 0 for negative targets.
    static void crossEntropy(
            Workers workers, long losses, long logits, int[] targets, int n, int c) {
        workers.run(
                n,
                Workers.grain(0.5 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long x = logits + (long) row * c * FLOAT;
                        float loss = 0;
                        if (targets[row] >= 0) {
                            float max = max(x, c);
                            double ln = Math.log(sumOfExps(x, c, max));
                            loss = (float) (ln + max - get(x + targets[row] * FLOAT));
                        }
                        set(losses + row * FLOAT, loss);
                    }
                });
    }

    /// dLogits = factor (softmax(logits) - onehot(target)), 0 for negative targets.
    static void crossEntropyBackward(
            Workers workers, long dLogits, long logits, int[] targets, float factor, int n, int c) {
        workers.run(
                n,
                Workers.grain(0.8 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        long d = dLogits + at;
                        int target = targets[row];
                        if (target < 0) {
                            fill(d, c, 0);
                        } else {
                            float sum = exps(d, logits + at, c, max(logits + at, c));
                            multiply(d, c, factor / sum);
                            set(d + target * FLOAT, get(d + target * FLOAT) - factor);
                        }
                    }
                });
    }

    /// The largest of `n` numbers.
    static float max(long x, int n) {
        FloatVector m0 = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
        FloatVector m1 = m0;
        int bound = n & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            m0 = m0.max(load(x + i * FLOAT));
            m1 = m1.max(load(x + (i + V) * FLOAT));
        }
        float max = VectorMath.max(m0.max(m1));
        for (; i < n; i++) {
            max = Math.max(max, get(x + i * FLOAT));
        }
        return max;
    }

    /// out = exp(x - max); returns their sum.
    private static float exps(long out, long x, int n, float max) {
        FloatVector s = FloatVector.zero(F);
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector e = VectorMath.exp(load(x + i * FLOAT).sub(max));
            store(out + i * FLOAT, e);
            s = s.add(e);
        }
        float sum = VectorMath.sum(s);
        for (; i < n; i++) {
            float e = VectorMath.exp(get(x + i * FLOAT) - max);
            set(out + i * FLOAT, e);
            sum += e;
        }
        return sum;
    }

    private static float sumOfExps(long x, int n, float max) {
        FloatVector s = FloatVector.zero(F);
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            s = s.add(VectorMath.exp(load(x + i * FLOAT).sub(max)));
        }
        float sum = VectorMath.sum(s);
        for (; i < n; i++) {
            sum += VectorMath.exp(get(x + i * FLOAT) - max);
        }
        return sum;
    }

    private static void multiply(long x, int n, float factor) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(x + i * FLOAT, load(x + i * FLOAT).mul(factor));
        }
        for (; i < n; i++) {
            set(x + i * FLOAT, get(x + i * FLOAT) * factor);
        }
    }

    /// x = value.
    static void fill(long x, int n, float value) {
        FloatVector all = FloatVector.broadcast(F, value);
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(x + i * FLOAT, all);
        }
        for (; i < n; i++) {
            set(x + i * FLOAT, value);
        }
    }
}
