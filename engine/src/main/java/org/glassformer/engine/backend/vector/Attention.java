package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.ORDER;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.vector.Gemm.Matrix;

/// Attention in one operation, a block of queries of one head at a time.
///
/// A block's scores stay in the second cache: one product, one softmax and another product over
/// them, forward; and the pattern and its gradient likewise, backward. The gradients of a key-value
/// head belong to one thread, which takes its query heads and blocks in order.
final class Attention {
    /// Queries of a block, a multiple of the tile's rows.
    static final int QUERIES = 96;

    /// Queries up to which keys are read where they lie instead of packed first.
    static final int FEW = 3;

    private static final long FLOAT = Float.BYTES;
    private static final int SCORES = 3;
    private static final int GRADIENTS = 4;

    private Attention() {}

    /// The addresses and strides of one head of one sequence.
    ///
    /// @param q the head's queries
    /// @param k the head's keys, likewise `v` its values
    record Head(Matrix q, Matrix k, Matrix v) {
        static Head of(long q, long k, long v, AttentionShape at, int batch, int head) {
            return new Head(
                    queries(q, at, batch, head),
                    keys(k, at, batch, head),
                    keys(v, at, batch, head));
        }
    }

    /// The rows (T, HS) of a query head, within (B T, NH HS).
    static Matrix queries(long address, AttentionShape at, int batch, int head) {
        long row = (long) at.nHead() * at.headSize() * FLOAT;
        long first = address + (long) batch * at.queries() * row + head * (at.headSize() * FLOAT);
        return new Matrix(first, row, FLOAT);
    }

    /// The rows (S, HS) of the key-value head that query head `head` reads, within (B S, NKV HS).
    static Matrix keys(long address, AttentionShape at, int batch, int head) {
        long row = (long) at.nKvHead() * at.headSize() * FLOAT;
        long own = (head / at.groupSize()) * (at.headSize() * FLOAT);
        return new Matrix(address + (long) batch * at.keys() * row + own, row, FLOAT);
    }

    /// Rows from `row` on.
    static Matrix from(Matrix matrix, int row) {
        return new Matrix(matrix.at(row, 0), matrix.rowStride(), matrix.colStride());
    }

    /// Blocks of queries of a head.
    static int blocks(AttentionShape at) {
        return (at.queries() + QUERIES - 1) / QUERIES;
    }

    /// About how long one block of queries takes, in nanoseconds: computing, and reading keys and values, which for a
    /// single query are no longer in the cache.
    static double blockNanos(AttentionShape at) {
        double multiply = 0.05 * Math.min(at.queries(), QUERIES) * (at.headSize() + 8.0);
        return at.keys() * (multiply + 0.8 * at.headSize());
    }

    /// z = softmax(scale q k^T) v, and ln of the denominators if `logSumExp` is not 0.
    ///
    /// @param cap of the scores, or 0 for none
    static void forward(
            Workers workers,
            long z,
            long logSumExp,
            long q,
            long k,
            long v,
            AttentionShape at,
            float cap) {
        int blocks = blocks(at);
        workers.run(
                at.batch() * at.nHead() * blocks,
                Workers.grain(blockNanos(at)),
                (from, to, own) -> {
                    for (int task = from; task < to; task++) {
                        int head = task / blocks % at.nHead();
                        int batch = task / blocks / at.nHead();
                        int t0 = task % blocks * QUERIES;
                        int t1 = Math.min(at.queries(), t0 + QUERIES);
                        Matrix out = queries(z, at, batch, head);
                        Head in = Head.of(q, k, v, at, batch, head);
                        long row = (long) batch * at.queries() * at.nHead() + head;
                        long lse = logSumExp == 0 ? 0 : logSumExp + row * FLOAT;
                        block(own, out, lse, in, at, t0, t1, cap);
                    }
                });
    }

    private static void block(
            Scratch own,
            Matrix z,
            long lse,
            Head in,
            AttentionShape at,
            int t0,
            int t1,
            float cap) {
        int s0 = at.firstKey(t0);
        int s1 = at.endKey(t1 - 1);
        int width = width(s1 - s0);
        Matrix scores = Matrix.rowMajor(own.block(SCORES, (long) QUERIES * width), width);
        scores(own, scores, in, at, t0, t1, s0, s1);
        for (int t = t0; t < t1; t++) {
            if (cap > 0) {
                Caps.softCap(scores.at(t - t0, 0), scores.at(t - t0, 0), s1 - s0, cap);
            }
            float ln = softmax(scores.at(t - t0, 0), at, t, s0, s1);
            if (lse != 0) {
                set(lse + (long) t * at.nHead() * FLOAT, ln);
            }
        }
        weighted(own, from(z, t0), scores, from(in.v(), s0), t1 - t0, s1 - s0, at.headSize());
    }

    /// Row length of a block of scores: whole cache lines.
    static int width(int keys) {
        return (keys + 15) & -16;
    }

    /// scores = scale q k^T for queries t0 to t1 and keys s0 to s1, masked or not.
    static void scores(
            Scratch own,
            Matrix scores,
            Head in,
            AttentionShape at,
            int t0,
            int t1,
            int s0,
            int s1) {
        int size = at.headSize();
        Matrix keys = from(in.k(), s0);
        if (t1 - t0 <= FEW) {
            for (int t = t0; t < t1; t++) {
                dots(scores.at(t - t0, 0), in.q().at(t, 0), keys, s1 - s0, size, at.scale());
            }
        } else {
            Matrix few = from(in.q(), t0);
            Gemm.alone(
                    own, t1 - t0, s1 - s0, size, at.scale(), few, keys.transposed(), scores, false);
        }
    }

    private static void dots(long out, long q, Matrix keys, int n, int size, float scale) {
        int s = 0;
        for (; s + 4 <= n; s += 4) {
            Dots.four(out + s * FLOAT, 1, q, keys.at(s, 0), keys.rowStride(), size, 0, scale);
        }
        for (; s < n; s++) {
            set(out + s * FLOAT, scale * Dots.dot(q, keys.at(s, 0), size));
        }
    }

    /// Softmax in place over the keys that query t sees, 0 at the others; row starts at key s0.
    private static float softmax(long row, AttentionShape at, int t, int s0, int s1) {
        int first = at.firstKey(t) - s0;
        int end = at.endKey(t) - s0;
        Loss.fill(row, first, 0);
        float ln = Loss.softmaxRow(row + first * FLOAT, row + first * FLOAT, end - first);
        Loss.fill(row + end * FLOAT, s1 - s0 - end, 0);
        return ln;
    }

    /// z = pattern v.
    ///
    /// @param pattern (rows, keys)
    /// @param v (keys, size)
    static void weighted(
            Scratch own, Matrix z, Matrix pattern, Matrix v, int rows, int keys, int size) {
        if (rows <= FEW) {
            for (int t = 0; t < rows; t++) {
                mix(z.at(t, 0), pattern.at(t, 0), v.address(), v.rowStride(), keys, size);
            }
        } else {
            Gemm.alone(own, rows, size, keys, 1, pattern, v, z, false);
        }
    }

    /// out = sum over the keys of p[s] v[s].
    private static void mix(long out, long p, long v, long stride, int keys, int size) {
        int i = 0;
        for (; i + 4 * V <= size; i += 4 * V) {
            mix4(out + i * FLOAT, p, v + i * FLOAT, stride, keys);
        }
        for (; i + V <= size; i += V) {
            mix1(out + i * FLOAT, p, v + i * FLOAT, stride, keys);
        }
        for (; i < size; i++) {
            float sum = 0;
            for (int s = 0; s < keys; s++) {
                sum = Math.fma(get(p + s * FLOAT), get(v + s * stride + i * FLOAT), sum);
            }
            set(out + i * FLOAT, sum);
        }
    }

    /// Calls the Vector API itself: this is taken into so much else that our own helpers no longer are (decision 25).
    private static void mix4(long out, long p, long v, long stride, int keys) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int s = 0; s < keys; s++) {
            FloatVector a = FloatVector.broadcast(F, get(p + s * FLOAT));
            long at = v + s * stride;
            s0 = a.fma(FloatVector.fromMemorySegment(F, ALL, at, ORDER), s0);
            s1 = a.fma(FloatVector.fromMemorySegment(F, ALL, at + VB, ORDER), s1);
            s2 = a.fma(FloatVector.fromMemorySegment(F, ALL, at + 2 * VB, ORDER), s2);
            s3 = a.fma(FloatVector.fromMemorySegment(F, ALL, at + 3 * VB, ORDER), s3);
        }
        s0.intoMemorySegment(ALL, out, ORDER);
        s1.intoMemorySegment(ALL, out + VB, ORDER);
        s2.intoMemorySegment(ALL, out + 2 * VB, ORDER);
        s3.intoMemorySegment(ALL, out + 3 * VB, ORDER);
    }

    private static void mix1(long out, long p, long v, long stride, int keys) {
        FloatVector sum = FloatVector.zero(F);
        for (int s = 0; s < keys; s++) {
            FloatVector a = FloatVector.broadcast(F, get(p + s * FLOAT));
            sum = FloatVector.fromMemorySegment(F, ALL, v + s * stride, ORDER).fma(a, sum);
        }
        sum.intoMemorySegment(ALL, out, ORDER);
    }

    /// The gradients of [#forward].
    static void backward(
            Workers workers,
            long dq,
            long dk,
            long dv,
            long dz,
            long q,
            long k,
            long v,
            long z,
            long logSumExp,
            AttentionShape at) {
        workers.run(
                at.batch() * at.nKvHead(),
                Workers.grain(2.5 * blocks(at) * blockNanos(at) * at.groupSize()),
                (from, to, own) -> {
                    for (int task = from; task < to; task++) {
                        int batch = task / at.nKvHead();
                        int first = task % at.nKvHead() * at.groupSize();
                        for (int head = first; head < first + at.groupSize(); head++) {
                            Head in = Head.of(q, k, v, at, batch, head);
                            Head grads = Head.of(dq, dk, dv, at, batch, head);
                            Matrix dOut = queries(dz, at, batch, head);
                            Matrix out = queries(z, at, batch, head);
                            long row = (long) batch * at.queries() * at.nHead() + head;
                            long lse = logSumExp + row * FLOAT;
                            for (int t0 = 0; t0 < at.queries(); t0 += QUERIES) {
                                int t1 = Math.min(at.queries(), t0 + QUERIES);
                                blockBackward(own, grads, dOut, out, in, lse, at, t0, t1);
                            }
                        }
                    }
                });
    }

    private static void blockBackward(
            Scratch own,
            Head grads,
            Matrix dz,
            Matrix z,
            Head in,
            long lse,
            AttentionShape at,
            int t0,
            int t1) {
        int s0 = at.firstKey(t0);
        int s1 = at.endKey(t1 - 1);
        int rows = t1 - t0;
        int keys = s1 - s0;
        int size = at.headSize();
        int width = width(keys);
        Matrix p = Matrix.rowMajor(own.block(SCORES, (long) QUERIES * width), width);
        Matrix ds = Matrix.rowMajor(own.block(GRADIENTS, (long) QUERIES * width), width);
        Matrix values = from(in.v(), s0);
        Matrix dOut = from(dz, t0);
        Gemm.alone(
                own,
                rows,
                keys,
                size,
                at.scale(),
                from(in.q(), t0),
                from(in.k(), s0).transposed(),
                p,
                false);
        Gemm.alone(own, rows, keys, size, 1, dOut, values.transposed(), ds, false);
        for (int t = t0; t < t1; t++) {
            float ln = get(lse + (long) t * at.nHead() * FLOAT);
            float dot = Dots.dot(dz.at(t, 0), z.at(t, 0), size);
            int first = at.firstKey(t) - s0;
            int end = at.endKey(t) - s0;
            long pRow = p.at(t - t0, 0);
            long dRow = ds.at(t - t0, 0);
            Loss.fill(pRow, first, 0);
            Loss.fill(dRow, first, 0);
            long skip = first * FLOAT;
            slopes(pRow + skip, dRow + skip, end - first, ln, dot);
            Loss.fill(pRow + end * FLOAT, keys - end, 0);
            Loss.fill(dRow + end * FLOAT, keys - end, 0);
        }
        Matrix dv = from(grads.v(), s0);
        Matrix dk = from(grads.k(), s0);
        Matrix dq = from(grads.q(), t0);
        Gemm.alone(own, keys, size, rows, 1, p.transposed(), dOut, dv, true);
        Gemm.alone(own, rows, size, keys, at.scale(), ds, from(in.k(), s0), dq, true);
        Gemm.alone(own, keys, size, rows, at.scale(), ds.transposed(), from(in.q(), t0), dk, true);
    }

    /// p = exp(p - ln), d = p (d - dot).
    private static void slopes(long p, long d, int n, float ln, float dot) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector e = VectorMath.exp(load(p + i * FLOAT).sub(ln));
            store(p + i * FLOAT, e);
            store(d + i * FLOAT, load(d + i * FLOAT).sub(dot).mul(e));
        }
        for (; i < n; i++) {
            float e = VectorMath.exp(get(p + i * FLOAT) - ln);
            set(p + i * FLOAT, e);
            set(d + i * FLOAT, (get(d + i * FLOAT) - dot) * e);
        }
    }
}
