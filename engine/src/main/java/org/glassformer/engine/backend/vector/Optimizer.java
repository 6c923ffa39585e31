package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import org.glassformer.engine.backend.AdamW;

/// Parameter updates, which take as long as reading and writing the memory does.
final class Optimizer {
    private static final long FLOAT = Float.BYTES;

    private Optimizer() {}

    /// The update of [AdamW].
    static void adamW(Workers workers, long p, long g, long m, long v, long n, AdamW step) {
        float c1 = (float) (1 / (1 - Math.pow(step.beta1(), step.step())));
        float c2 = (float) (1 / (1 - Math.pow(step.beta2(), step.step())));
        Elementwise.blocks(
                workers,
                n,
                1500,
                (at, count, own) -> adamW(p + at, g + at, m + at, v + at, count, step, c1, c2));
    }

    private static void adamW(
            long p, long g, long m, long v, int n, AdamW step, float c1, float c2) {
        float b1 = step.beta1();
        float b2 = step.beta2();
        float lr = step.learningRate();
        float eps = step.eps();
        float decay = step.weightDecay();
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector gs = load(g + i * FLOAT);
            FloatVector ps = load(p + i * FLOAT);
            FloatVector ms = load(m + i * FLOAT).mul(b1).add(gs.mul(1 - b1));
            FloatVector vs = load(v + i * FLOAT).mul(b2).add(gs.mul(gs).mul(1 - b2));
            FloatVector move = ms.mul(c1).div(vs.mul(c2).sqrt().add(eps));
            store(m + i * FLOAT, ms);
            store(v + i * FLOAT, vs);
            store(p + i * FLOAT, ps.sub(move.add(ps.mul(decay)).mul(lr)));
        }
        for (; i < n; i++) {
            float gi = get(g + i * FLOAT);
            float pi = get(p + i * FLOAT);
            float mi = get(m + i * FLOAT) * b1 + gi * (1 - b1);
            float vi = get(v + i * FLOAT) * b2 + gi * gi * (1 - b2);
            float move = mi * c1 / ((float) Math.sqrt(vi * c2) + eps);
            set(m + i * FLOAT, mi);
            set(v + i * FLOAT, vi);
            set(p + i * FLOAT, pi - (move + pi * decay) * lr);
        }
    }

    /// p = p - lr (g + decay p).
    static void sgd(Workers workers, long p, long g, long n, float lr, float decay) {
        Elementwise.blocks(
                workers, n, 600, (at, count, own) -> sgd(p + at, g + at, count, lr, decay));
    }

    private static void sgd(long p, long g, int n, float lr, float decay) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector ps = load(p + i * FLOAT);
            store(p + i * FLOAT, ps.sub(ps.mul(decay).add(load(g + i * FLOAT)).mul(lr)));
        }
        for (; i < n; i++) {
            float pi = get(p + i * FLOAT);
            set(p + i * FLOAT, pi - (pi * decay + get(g + i * FLOAT)) * lr);
        }
    }

    /// The sum of the squares: floats within a block, doubles over the blocks in order.
    static double sumOfSquares(Workers workers, long x, long n) {
        double[] parts = new double[Math.toIntExact(n / Elementwise.BLOCK + 1)];
        Elementwise.blocks(
                workers,
                n,
                300,
                (at, count, own) ->
                        parts[(int) (at / FLOAT / Elementwise.BLOCK)] =
                                Dots.dot(x + at, x + at, count));
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }
}
