package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;

/// Rows of the embedding table, and rotary positions.
final class Positions {
    private static final long FLOAT = Float.BYTES;

    private Positions() {}

    /// out[n] = table[ids[n]].
    static void embed(Workers workers, long out, long table, int[] ids, int n, int c) {
        workers.run(
                n,
                Workers.grain(0.2 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long source = table + (long) ids[row] * c * FLOAT;
                        copy(out + (long) row * c * FLOAT, source, c);
                    }
                });
    }

    /// dTable[ids[n]] += dOut[n]; columns are shared out, because an id may come twice.
    static void embedBackward(Workers workers, long dTable, long dOut, int[] ids, int n, int c) {
        int bands = (c + 4 * V - 1) / (4 * V);
        workers.run(
                bands,
                Workers.grain(4.0 * n),
                (from, to, own) -> {
                    int col = from * 4 * V;
                    int cols = Math.min(c, to * 4 * V) - col;
                    for (int row = 0; row < n; row++) {
                        add(
                                dTable + ((long) ids[row] * c + col) * FLOAT,
                                dOut + ((long) row * c + col) * FLOAT,
                                cols);
                    }
                });
    }

    /// to = from, on the calling thread.
    static void copy(long to, long from, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(to + i * FLOAT, load(from + i * FLOAT));
        }
        for (; i < n; i++) {
            set(to + i * FLOAT, get(from + i * FLOAT));
        }
    }

    /// to += x, on the calling thread.
    static void add(long to, long x, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(to + i * FLOAT, load(to + i * FLOAT).add(load(x + i * FLOAT)));
        }
        for (; i < n; i++) {
            set(to + i * FLOAT, get(to + i * FLOAT) + get(x + i * FLOAT));
        }
    }

    /// Turns the pairs (x[i], x[i + half]) of every head by the angle of the row's position.
    ///
    /// @param back whether it turns the other way
    static void rope(
            Workers workers,
            long x,
            long cos,
            long sin,
            int[] positions,
            int n,
            int heads,
            int headSize,
            int half,
            boolean back) {
        workers.run(
                n,
                Workers.grain(0.5 * heads * headSize),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long angle = (long) positions[row] * half * FLOAT;
                        for (int h = 0; h < heads; h++) {
                            long head = x + ((long) row * heads + h) * headSize * FLOAT;
                            turn(head, cos + angle, sin + angle, half, back ? -1f : 1f);
                        }
                    }
                });
    }

    /// (a, b) = (a cos - b sin, b cos + a sin).
    private static void turn(long x, long cos, long sin, int half, float sign) {
        long y = x + half * FLOAT;
        int bound = Lanes.bound(half);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector a = load(x + i * FLOAT);
            FloatVector b = load(y + i * FLOAT);
            FloatVector c = load(cos + i * FLOAT);
            FloatVector s = load(sin + i * FLOAT).mul(sign);
            store(x + i * FLOAT, a.mul(c).sub(b.mul(s)));
            store(y + i * FLOAT, b.mul(c).add(a.mul(s)));
        }
        for (; i < half; i++) {
            float a = get(x + i * FLOAT);
            float b = get(y + i * FLOAT);
            float c = get(cos + i * FLOAT);
            float s = get(sin + i * FLOAT) * sign;
            set(x + i * FLOAT, a * c - b * s);
            set(y + i * FLOAT, b * c + a * s);
        }
    }
}
