package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Attention step by step: scores, pattern, weighted sum, each with its backward twin.
final class AttentionSteps {
    private AttentionSteps() {}

    /// scores = scale q k^T, minus infinity where a query does not see a key.
    static void scores(Place scores, Place q, Place k, AttentionShape at, Scratch.Loan loan) {
        Heads heads = new Heads(at);
        for (int b = 0; b < heads.count(); b++) {
            Ops.productNt(
                    heads.scores(scores, b), heads.queries(q, b), heads.keys(k, b), at.scale(), 0);
        }
        INDArray mask = Visible.toAdd(at, loan);
        if (mask != null) {
            INDArray all = heads.scores(scores, 0, heads.count());
            Ops.add(all, all, mask);
        }
    }

    /// dq += scale dScores k, dk += scale dScores^T q, over the visible keys.
    static void scoresBackward(
            Place dq,
            Place dk,
            Place dScores,
            Place q,
            Place k,
            AttentionShape at,
            Scratch.Loan loan) {
        Heads heads = new Heads(at);
        Place ds = visible(dScores, heads, loan);
        for (int b = 0; b < heads.count(); b++) {
            INDArray d = heads.scores(ds, b);
            Ops.product(heads.queries(dq, b), d, heads.keys(k, b), at.scale(), 1);
            Ops.productTn(heads.keys(dk, b), d, heads.queries(q, b), at.scale(), 1);
        }
    }

    /// pattern = softmax of scores over the visible keys, all zeros where every score is minus
    /// infinity.
    static void softmax(Place pattern, Place scores, AttentionShape at, Scratch.Loan loan) {
        Heads heads = new Heads(at);
        INDArray mask = Visible.toAdd(at, loan);
        INDArray to = heads.scores(pattern, 0, heads.count());
        INDArray from = heads.scores(scores, 0, heads.count());
        if (mask != null) {
            Ops.add(to, from, mask);
        } else {
            Ops.copy(to, from);
        }
        INDArray rows = heads.scoreRows(pattern, 0, heads.count());
        INDArray largest = loan.matrix(rows.size(0), 1);
        INDArray sum = loan.matrix(rows.size(0), 1);
        Ops.largest(largest, rows, 1);
        // Minus infinity minus itself is not a number; so nothing to see becomes e^-infinity = 0,
        Ops.atLeast(largest, largest, -Float.MAX_VALUE);
        Ops.subtract(rows, rows, largest);
        Ops.exp(rows, rows);
        Ops.sum(sum, rows, 1);
        // and the sum of it becomes something to divide by; other sums are 1 at least.
        Ops.atLeast(sum, sum, 0.5);
        Ops.divide(rows, rows, sum);
    }

    /// dScores += pattern (dPattern - sum over keys of dPattern pattern), over the visible keys.
    static void softmaxBackward(
            Place dScores, Place dPattern, Place pattern, AttentionShape at, Scratch.Loan loan) {
        Heads heads = new Heads(at);
        Place p = visible(pattern, heads, loan);
        INDArray rows = heads.scoreRows(p, 0, heads.count());
        INDArray d = heads.scoreRows(dPattern, 0, heads.count());
        INDArray to = heads.scoreRows(dScores, 0, heads.count());
        Logits.addSoftmaxGradient(to, d, rows, loan);
    }

    /// z = pattern v, over the visible keys.
    static void weightedSum(Place z, Place pattern, Place v, AttentionShape at, Scratch.Loan loan) {
        Heads heads = new Heads(at);
        Place p = visible(pattern, heads, loan);
        for (int b = 0; b < heads.count(); b++) {
            Ops.product(heads.queries(z, b), heads.scores(p, b), heads.keys(v, b), 1, 0);
        }
    }

    /// dPattern += dz v^T, dv += pattern^T dz, over the visible keys.
    static void weightedSumBackward(
            Place dPattern,
            Place dv,
            Place dz,
            Place pattern,
            Place v,
            AttentionShape at,
            Scratch.Loan loan) {
        Heads heads = new Heads(at);
        Place p = visible(pattern, heads, loan);
        Place d = new Place(loan.memory(heads.count() * heads.scores()), 0);
        for (int b = 0; b < heads.count(); b++) {
            INDArray dzOfHead = heads.queries(dz, b);
            Ops.productNt(heads.scores(d, b), dzOfHead, heads.keys(v, b), 1, 0);
            Ops.productTn(heads.keys(dv, b), heads.scores(p, b), dzOfHead, 1, 1);
        }
        INDArray sum = heads.scores(dPattern, 0, heads.count());
        Ops.add(sum, sum, heads.scores(visible(d, heads, loan), 0, heads.count()));
    }

    /// The same numbers, with 0 where a query does not see a key.
    private static Place visible(Place scores, Heads heads, Scratch.Loan loan) {
        @Nullable INDArray mask = Visible.toMultiply(heads.at(), loan);
        if (mask == null) {
            return scores;
        }
        Place seen = new Place(loan.memory(heads.count() * heads.scores()), 0);
        Ops.multiply(
                heads.scores(seen, 0, heads.count()), heads.scores(scores, 0, heads.count()), mask);
        return seen;
    }
}
