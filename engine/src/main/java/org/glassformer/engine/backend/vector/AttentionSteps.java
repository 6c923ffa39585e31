package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.vector.Attention.Head;
import org.glassformer.engine.backend.vector.Gemm.Matrix;

/// Attention step by step, with scores and pattern in memory to look at and change.
///
/// What lies at masked keys of those tensors does not count: the products work on a copy of a block
/// of rows with zeros there.
final class AttentionSteps {
    private static final long FLOAT = Float.BYTES;
    private static final int MASKED = 3;
    private static final int PRODUCT = 4;

    private AttentionSteps() {}

    /// Does something to queries `t0` to `t1` of one head.
    private interface Block {
        void run(Scratch own, int batch, int head, int t0, int t1);
    }

    /// The rows (T, S) of one head, within (B, NH, T, S).
    private static Matrix rows(long address, AttentionShape at, int batch, int head) {
        long skip = ((long) batch * at.nHead() + head) * at.queries() * at.keys();
        return Matrix.rowMajor(address + skip * FLOAT, at.keys());
    }

    /// Blocks share nothing.
    private static void apart(Workers workers, AttentionShape at, Block block) {
        int blocks = Attention.blocks(at);
        workers.run(
                at.batch() * at.nHead() * blocks,
                Workers.grain(Attention.blockNanos(at)),
                (from, to, own) -> {
                    for (int task = from; task < to; task++) {
                        int t0 = task % blocks * Attention.QUERIES;
                        int t1 = Math.min(at.queries(), t0 + Attention.QUERIES);
                        int head = task / blocks % at.nHead();
                        block.run(own, task / blocks / at.nHead(), head, t0, t1);
                    }
                });
    }

    /// Blocks add into the gradients of a key-value head, in order.
    private static void inOrder(Workers workers, AttentionShape at, Block block) {
        workers.run(
                at.batch() * at.nKvHead(),
                Workers.grain(Attention.blocks(at) * Attention.blockNanos(at) * at.groupSize()),
                (from, to, own) -> {
                    for (int task = from; task < to; task++) {
                        int first = task % at.nKvHead() * at.groupSize();
                        for (int head = first; head < first + at.groupSize(); head++) {
                            for (int t0 = 0; t0 < at.queries(); t0 += Attention.QUERIES) {
                                int t1 = Math.min(at.queries(), t0 + Attention.QUERIES);
                                block.run(own, task / at.nKvHead(), head, t0, t1);
                            }
                        }
                    }
                });
    }

    /// scores = scale q k^T, minus infinity where masked.
    static void scores(Workers workers, long scores, long q, long k, AttentionShape at) {
        apart(
                workers,
                at,
                (own, batch, head, t0, t1) -> {
                    int s0 = at.firstKey(t0);
                    int s1 = at.endKey(t1 - 1);
                    Head in = Head.of(q, k, k, at, batch, head);
                    Matrix rows = rows(scores, at, batch, head);
                    Matrix part = new Matrix(rows.at(t0, s0), rows.rowStride(), FLOAT);
                    Attention.scores(own, part, in, at, t0, t1, s0, s1);
                    for (int t = t0; t < t1; t++) {
                        outside(rows.at(t, 0), at, t, Float.NEGATIVE_INFINITY);
                    }
                });
    }

    /// Sets the masked keys of a row.
    private static void outside(long row, AttentionShape at, int t, float value) {
        int end = at.endKey(t);
        Loss.fill(row, at.firstKey(t), value);
        Loss.fill(row + end * FLOAT, at.keys() - end, value);
    }

    /// A copy of rows t0 to t1 from key s0 to s1, with zeros at masked keys.
    private static Matrix masked(
            Scratch own, Matrix rows, AttentionShape at, int t0, int t1, int s0, int s1) {
        int width = Attention.width(s1 - s0);
        long size = (long) Attention.QUERIES * width;
        Matrix copy = Matrix.rowMajor(own.block(MASKED, size), width);
        for (int t = t0; t < t1; t++) {
            long to = copy.at(t - t0, 0);
            int first = at.firstKey(t);
            int end = at.endKey(t);
            Loss.fill(to, first - s0, 0);
            Positions.copy(to + (first - s0) * FLOAT, rows.at(t, first), end - first);
            Loss.fill(to + (end - s0) * FLOAT, s1 - end, 0);
        }
        return copy;
    }

    /// dq += scale dScores k, dk += scale dScores^T q.
    static void scoresBackward(
            Workers workers, long dq, long dk, long dScores, long q, long k, AttentionShape at) {
        inOrder(
                workers,
                at,
                (own, batch, head, t0, t1) -> {
                    int s0 = at.firstKey(t0);
                    int s1 = at.endKey(t1 - 1);
                    int rows = t1 - t0;
                    int keys = s1 - s0;
                    int size = at.headSize();
                    Head in = Head.of(q, k, k, at, batch, head);
                    Head grads = Head.of(dq, dk, dk, at, batch, head);
                    Matrix ds = masked(own, rows(dScores, at, batch, head), at, t0, t1, s0, s1);
                    Matrix to = Attention.from(grads.q(), t0);
                    Matrix key = Attention.from(in.k(), s0);
                    Gemm.alone(own, rows, size, keys, at.scale(), ds, key, to, true);
                    Matrix back = Attention.from(grads.k(), s0);
                    Matrix query = Attention.from(in.q(), t0);
                    Gemm.alone(
                            own, keys, size, rows, at.scale(), ds.transposed(), query, back, true);
                });
    }

    /// pattern = softmax of the visible scores, 0 elsewhere.
    static void softmax(Workers workers, long pattern, long scores, AttentionShape at) {
        eachRow(
                workers,
                at,
                0.6,
                (row, t) -> {
                    int first = at.firstKey(t);
                    long skip = row + first * FLOAT;
                    Loss.softmaxRow(pattern + skip, scores + skip, at.endKey(t) - first);
                    outside(pattern + row, at, t, 0);
                });
    }

    /// dScores += pattern (dPattern - sum dPattern pattern) over the visible keys.
    static void softmaxBackward(
            Workers workers, long dScores, long dPattern, long pattern, AttentionShape at) {
        eachRow(
                workers,
                at,
                0.4,
                (row, t) -> {
                    int first = at.firstKey(t);
                    long skip = row + first * FLOAT;
                    Loss.softmaxBackwardRow(
                            dScores + skip, dPattern + skip, pattern + skip, at.endKey(t) - first);
                });
    }

    /// Does something to one row of scores.
    private interface Row {
        /// The row of query t, that starts at byte offset `at`.
        void run(long at, int t);
    }

    private static void eachRow(Workers workers, AttentionShape at, double nanos, Row row) {
        workers.run(
                at.batch() * at.nHead() * at.queries(),
                Workers.grain(nanos * at.keys()),
                (from, to, own) -> {
                    for (int i = from; i < to; i++) {
                        row.run((long) i * at.keys() * FLOAT, i % at.queries());
                    }
                });
    }

    /// z = pattern v.
    static void weightedSum(Workers workers, long z, long pattern, long v, AttentionShape at) {
        apart(
                workers,
                at,
                (own, batch, head, t0, t1) -> {
                    int s0 = at.firstKey(t0);
                    int s1 = at.endKey(t1 - 1);
                    Matrix p = masked(own, rows(pattern, at, batch, head), at, t0, t1, s0, s1);
                    Matrix out = Attention.from(Attention.queries(z, at, batch, head), t0);
                    Matrix values = Attention.from(Attention.keys(v, at, batch, head), s0);
                    Attention.weighted(own, out, p, values, t1 - t0, s1 - s0, at.headSize());
                });
    }

    /// dPattern += dz v^T, dv += pattern^T dz.
    static void weightedSumBackward(
            Workers workers,
            long dPattern,
            long dv,
            long dz,
            long pattern,
            long v,
            AttentionShape at) {
        inOrder(
                workers,
                at,
                (own, batch, head, t0, t1) -> {
                    int s0 = at.firstKey(t0);
                    int s1 = at.endKey(t1 - 1);
                    int rows = t1 - t0;
                    int keys = s1 - s0;
                    int size = at.headSize();
                    Matrix dOut = Attention.from(Attention.queries(dz, at, batch, head), t0);
                    Matrix p = masked(own, rows(pattern, at, batch, head), at, t0, t1, s0, s1);
                    Matrix to = Attention.from(Attention.keys(dv, at, batch, head), s0);
                    Gemm.alone(own, keys, size, rows, 1, p.transposed(), dOut, to, true);
                    int width = Attention.width(keys);
                    long block = own.block(PRODUCT, (long) Attention.QUERIES * width);
                    Matrix product = Matrix.rowMajor(block, width);
                    Matrix values = Attention.from(Attention.keys(v, at, batch, head), s0);
                    Gemm.alone(own, rows, keys, size, 1, dOut, values.transposed(), product, false);
                    Matrix grads = rows(dPattern, at, batch, head);
                    for (int t = t0; t < t1; t++) {
                        int first = at.firstKey(t);
                        long from = product.at(t - t0, first - s0);
                        Positions.add(grads.at(t, first), from, at.endKey(t) - first);
                    }
                });
    }
}
