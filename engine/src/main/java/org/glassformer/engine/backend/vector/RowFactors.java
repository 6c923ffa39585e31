package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;

/// Rows of a matrix, each times a factor of its own. A row belongs to one thread.
final class RowFactors {
    private static final long FLOAT = Float.BYTES;

    private RowFactors() {}

    /// out[n] = factors[n] x[n].
    static void scale(Workers workers, long out, long x, long factors, int rows, int c) {
        workers.run(
                rows,
                Workers.grain(0.15 * c),
                (from, to, own) -> {
                    for (int n = from; n < to; n++) {
                        long at = (long) n * c * FLOAT;
                        row(out + at, x + at, get(factors + n * FLOAT), c);
                    }
                });
    }

    private static void row(long out, long x, float factor, int c) {
        int bound = Lanes.bound(c);
        int i = 0;
        for (; i < bound; i += V) {
            store(out + i * FLOAT, load(x + i * FLOAT).mul(factor));
        }
        for (; i < c; i++) {
            set(out + i * FLOAT, get(x + i * FLOAT) * factor);
        }
    }

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    static void backward(
            Workers workers,
            long dx,
            long dFactors,
            long dOut,
            long x,
            long factors,
            int rows,
            int c) {
        workers.run(
                rows,
                Workers.grain(0.4 * c),
                (from, to, own) -> {
                    for (int n = from; n < to; n++) {
                        long at = (long) n * c * FLOAT;
                        long sum = dFactors + n * FLOAT;
                        set(sum, get(sum) + Dots.dot(dOut + at, x + at, c));
                        add(dx + at, dOut + at, get(factors + n * FLOAT), c);
                    }
                });
    }

    private static void add(long dx, long dOut, float factor, int c) {
        int bound = Lanes.bound(c);
        FloatVector by = FloatVector.broadcast(Lanes.F, factor);
        int i = 0;
        for (; i < bound; i += V) {
            store(dx + i * FLOAT, load(dOut + i * FLOAT).fma(by, load(dx + i * FLOAT)));
        }
        for (; i < c; i++) {
            set(dx + i * FLOAT, Math.fma(get(dOut + i * FLOAT), factor, get(dx + i * FLOAT)));
        }
    }
}
