package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;

/// Attention in one operation.
///
/// ND4J's own product of many matrices at once has no BLAS behind it, so each head has products of its
/// own; what works element by element takes many heads together, as many as [#MOST] scores hold.
final class Attention {
    private static final long MOST = 1L << 24;

    private Attention() {}

    /// z = softmax(scale q k^T, masked) v.
    ///
    /// @param logSumExp (B T, NH), or null
    static void forward(
            Place z,
            @Nullable Place logSumExp,
            Place q,
            Place k,
            Place v,
            AttentionShape at,
            Scratch.Loan loan) {
        Heads heads = new Heads(at);
        INDArray mask = Visible.toAdd(at, loan);
        int together = together(heads);
        Place s = new Place(loan.memory(together * heads.scores()), 0);
        Place logs = new Place(loan.memory((long) heads.count() * heads.rows()), 0);
        for (int from = 0; from < heads.count(); from += together) {
            int blocks = Math.min(together, heads.count() - from);
            scores(s, q, k, from, blocks, mask, heads);
            INDArray rows = heads.scoreRows(s, 0, blocks);
            if (logSumExp == null) {
                Nd4j.exec(new SoftMax(rows, rows, 1));
            } else {
                INDArray log = heads.column(logs, from, blocks);
                Logits.logSumExp(log, rows, loan);
                Ops.subtract(rows, rows, log);
                Ops.exp(rows, rows);
            }
            for (int b = 0; b < blocks; b++) {
                Ops.product(
                        heads.queries(z, from + b),
                        heads.scores(s, b),
                        heads.keys(v, from + b),
                        1,
                        0);
            }
        }
        if (logSumExp != null) {
            Ops.copy(heads.byHead(logSumExp), heads.ordered(logs));
        }
    }

    /// With the pattern p made anew: dv += p^T dz, ds = p (dz v^T - dz . z), dq += scale ds k, dk +=
    /// scale ds^T q.
    static void backward(
            Place dq,
            Place dk,
            Place dv,
            Place dz,
            Place q,
            Place k,
            Place v,
            Place z,
            Place logSumExp,
            AttentionShape at,
            Scratch.Loan loan) {
        Heads heads = new Heads(at);
        INDArray mask = Visible.toAdd(at, loan);
        int together = together(heads);
        long queries = (long) heads.count() * heads.rows();
        Place logs = new Place(loan.memory(queries), 0);
        Ops.copy(heads.ordered(logs), heads.byHead(logSumExp));
        Place shares = new Place(loan.memory(queries), 0);
        Ops.copy(heads.ordered(shares), heads.byHead(shares(dz, z, at, loan)));
        Place p = new Place(loan.memory(together * heads.scores()), 0);
        Place ds = new Place(loan.memory(together * heads.scores()), 0);
        for (int from = 0; from < heads.count(); from += together) {
            int blocks = Math.min(together, heads.count() - from);
            scores(p, q, k, from, blocks, mask, heads);
            INDArray pattern = heads.scoreRows(p, 0, blocks);
            Ops.subtract(pattern, pattern, heads.column(logs, from, blocks));
            Ops.exp(pattern, pattern);
            for (int b = 0; b < blocks; b++) {
                INDArray dzOfHead = heads.queries(dz, from + b);
                Ops.productNt(heads.scores(ds, b), dzOfHead, heads.keys(v, from + b), 1, 0);
                Ops.productTn(heads.keys(dv, from + b), heads.scores(p, b), dzOfHead, 1, 1);
            }
            INDArray d = heads.scoreRows(ds, 0, blocks);
            Ops.subtract(d, d, heads.column(shares, from, blocks));
            Ops.multiply(d, d, pattern);
            for (int b = 0; b < blocks; b++) {
                INDArray dOfHead = heads.scores(ds, b);
                int block = from + b;
                Ops.product(heads.queries(dq, block), dOfHead, heads.keys(k, block), at.scale(), 1);
                Ops.productTn(
                        heads.keys(dk, block), dOfHead, heads.queries(q, block), at.scale(), 1);
            }
        }
    }

    private static int together(Heads heads) {
        return Math.clamp(MOST / heads.scores(), 1, heads.count());
    }

    private static void scores(
            Place s, Place q, Place k, int from, int blocks, @Nullable INDArray mask, Heads heads) {
        for (int b = 0; b < blocks; b++) {
            Ops.productNt(
                    heads.scores(s, b),
                    heads.queries(q, from + b),
                    heads.keys(k, from + b),
                    heads.at().scale(),
                    0);
        }
        if (mask != null) {
            INDArray all = heads.scores(s, 0, blocks);
            Ops.add(all, all, mask);
        }
    }

    /// dz . z for each query and head: (B T, NH).
    private static Place shares(Place dz, Place z, AttentionShape at, Scratch.Loan loan) {
        long rows = (long) at.batch() * at.queries() * at.nHead();
        int hs = at.headSize();
        INDArray product = loan.matrix(rows, hs);
        Ops.multiply(
                product,
                dz.memory().matrix(dz.offset(), rows, hs, hs),
                z.memory().matrix(z.offset(), rows, hs, hs));
        Place shares = new Place(loan.memory(rows), 0);
        Ops.sum(shares.memory().matrix(0, rows, 1, 1), product, 1);
        return shares;
    }
}
