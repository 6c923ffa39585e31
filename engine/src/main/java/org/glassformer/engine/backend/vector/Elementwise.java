package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import org.glassformer.engine.backend.Activation;

/// Operations on every element alone.
///
/// Elements are shared out in blocks, whose size is a multiple of every vector length: an element is
/// in the scalar tail of its tensor or not, whatever the threads do.
final class Elementwise {
    /// Elements of a block: a few operands of it fit the first cache.
    static final int BLOCK = 2048;

    private static final long FLOAT = Float.BYTES;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int VALUES = 2;
    private static final int SLOPES = 3;

    private Elementwise() {}

    /// Computes a run of elements.
    interface Run {
        /// Elements from byte offset `at` on.
        void run(long at, int count, Scratch own);
    }

    /// Runs over all of `n` elements, in whole blocks.
    ///
    /// @param nanos how long a block takes, about
    static void blocks(Workers workers, long n, double nanos, Run run) {
        int blocks = Math.toIntExact((n + BLOCK - 1) / BLOCK);
        workers.run(
                blocks,
                Workers.grain(nanos),
                (from, to, own) -> {
                    for (int i = from; i < to; i++) {
                        long start = (long) i * BLOCK;
                        run.run(start * FLOAT, (int) Math.min(BLOCK, n - start), own);
                    }
                });
    }

    /// out = a + b.
    static void add(Workers workers, long out, long a, long b, long n) {
        if (n <= 4 * BLOCK) {
            add(out, a, b, (int) n);
            return;
        }
        blocks(workers, n, 400, (at, count, own) -> add(out + at, a + at, b + at, count));
    }

    private static void add(long out, long a, long b, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(out + i * FLOAT, load(a + i * FLOAT).add(load(b + i * FLOAT)));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, get(a + i * FLOAT) + get(b + i * FLOAT));
        }
    }

    /// x = factor x.
    static void scale(Workers workers, long x, long n, float factor) {
        blocks(workers, n, 300, (at, count, own) -> scale(x + at, count, factor));
    }

    private static void scale(long x, int n, float factor) {
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
    static void fill(Workers workers, long x, long n, float value) {
        blocks(workers, n, 200, (at, count, own) -> fill(x + at, count, value));
    }

    private static void fill(long x, int n, float value) {
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

    /// to = from.
    static void copy(Workers workers, long to, long from, long n) {
        blocks(workers, n, 250, (at, count, own) -> Positions.copy(to + at, from + at, count));
    }

    /// out = activation(x).
    static void activation(Workers workers, long out, long x, long n, Activation kind) {
        blocks(
                workers,
                n,
                1500,
                (at, count, own) -> Activations.value(kind, out + at, x + at, count));
    }

    /// dx += dOut activation'(x).
    static void activationBackward(
            Workers workers, long dx, long dOut, long x, long n, Activation kind) {
        blocks(
                workers,
                n,
                2000,
                (at, count, own) -> {
                    long slopes = own.block(SLOPES, BLOCK);
                    Activations.slope(kind, slopes, x + at, count);
                    multiplyAdd(dx + at, dOut + at, slopes, count);
                });
    }

    /// out = activation(gate) up.
    static void gate(Workers workers, long out, long gate, long up, long n, Activation kind) {
        blocks(
                workers,
                n,
                2000,
                (at, count, own) -> {
                    long values = own.block(VALUES, BLOCK);
                    Activations.value(kind, values, gate + at, count);
                    multiply(out + at, values, up + at, count);
                });
    }

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    static void gateBackward(
            Workers workers,
            long dGate,
            long dUp,
            long dOut,
            long gate,
            long up,
            long n,
            Activation kind) {
        blocks(
                workers,
                n,
                4000,
                (at, count, own) -> {
                    long values = own.block(VALUES, BLOCK);
                    long slopes = own.block(SLOPES, BLOCK);
                    Activations.value(kind, values, gate + at, count);
                    Activations.slope(kind, slopes, gate + at, count);
                    multiply(slopes, slopes, up + at, count);
                    multiplyAdd(dGate + at, dOut + at, slopes, count);
                    multiplyAdd(dUp + at, dOut + at, values, count);
                });
    }

    /// out = a b.
    private static void multiply(long out, long a, long b, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(out + i * FLOAT, load(a + i * FLOAT).mul(load(b + i * FLOAT)));
        }
        for (; i < n; i++) {
            set(out + i * FLOAT, get(a + i * FLOAT) * get(b + i * FLOAT));
        }
    }

    /// out += a b.
    private static void multiplyAdd(long out, long a, long b, int n) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector sum = load(a + i * FLOAT).fma(load(b + i * FLOAT), load(out + i * FLOAT));
            store(out + i * FLOAT, sum);
        }
        for (; i < n; i++) {
            float sum = Math.fma(get(a + i * FLOAT), get(b + i * FLOAT), get(out + i * FLOAT));
            set(out + i * FLOAT, sum);
        }
    }

    /// out = x / (1 - p) where element i is kept, else 0; with `add`, added to what `out` holds.
    ///
    /// Kept is what draws at least p 2^24 from the first 24 bits of SplitMix64 (Steele, Lea and
    /// Flood 2014) in state seed + (i + 1) golden.
    static void dropout(
            Workers workers, long out, long x, long n, float p, long seed, boolean add) {
        blocks(
                workers,
                n,
                3000,
                (at, count, own) -> {
                    long first = seed + (at / FLOAT + 1) * GOLDEN;
                    dropout(out + at, x + at, count, p, first, add);
                });
    }

    private static void dropout(long out, long x, int n, float p, long first, boolean add) {
        float least = p * 0x1p24f;
        float keep = 1f - p;
        long state = first;
        for (int i = 0; i < n; i++) {
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            float value = (z >>> 40) >= least ? get(x + i * FLOAT) / keep : 0f;
            set(out + i * FLOAT, add ? get(out + i * FLOAT) + value : value);
            state += GOLDEN;
        }
    }
}
