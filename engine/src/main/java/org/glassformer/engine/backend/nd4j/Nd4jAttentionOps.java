package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.AttentionOps;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.nd4j.Arguments.Place;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [Attention] does in one operation, and [AttentionSteps] step by step.
record Nd4jAttentionOps(Arguments arguments, Scratch scratch) implements AttentionOps {
    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            Attention.forward(
                    queries("z", z, at),
                    logSumExp == null ? null : logSumExps(logSumExp, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
    }

    @Override
    public void attentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor z,
            Tensor logSumExp,
            AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            Attention.backward(
                    queries("dq", dq, at),
                    keys("dk", dk, at),
                    keys("dv", dv, at),
                    queries("dz", dz, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    keys("v", v, at),
                    queries("z", z, at),
                    logSumExps(logSumExp, at),
                    at,
                    loan);
        }
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.scores(
                    scores("scores", scores, at), queries("q", q, at), keys("k", k, at), at, loan);
        }
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.scoresBackward(
                    queries("dq", dq, at),
                    keys("dk", dk, at),
                    scores("dScores", dScores, at),
                    queries("q", q, at),
                    keys("k", k, at),
                    at,
                    loan);
        }
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.softmax(
                    scores("pattern", pattern, at), scores("scores", scores, at), at, loan);
        }
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.softmaxBackward(
                    scores("dScores", dScores, at),
                    scores("dPattern", dPattern, at),
                    scores("pattern", pattern, at),
                    at,
                    loan);
        }
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.weightedSum(
                    queries("z", z, at),
                    scores("pattern", pattern, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        try (Scratch.Loan loan = scratch.open()) {
            AttentionSteps.weightedSumBackward(
                    scores("dPattern", dPattern, at),
                    keys("dv", dv, at),
                    queries("dz", dz, at),
                    scores("pattern", pattern, at),
                    keys("v", v, at),
                    at,
                    loan);
        }
    }

    /// (B T, NH HS).
    private Place queries(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.queries() * at.nHead() * at.headSize());
    }

    /// (B S, NKV HS).
    private Place keys(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.keys() * at.nKvHead() * at.headSize());
    }

    /// (B, NH, T, S).
    private Place scores(String what, Tensor tensor, AttentionShape at) {
        return arguments.place(
                what, tensor, (long) at.batch() * at.nHead() * at.queries() * at.keys());
    }

    /// (B T, NH).
    private Place logSumExps(Tensor tensor, AttentionShape at) {
        return arguments.place("logSumExp", tensor, (long) at.batch() * at.queries() * at.nHead());
    }
}
