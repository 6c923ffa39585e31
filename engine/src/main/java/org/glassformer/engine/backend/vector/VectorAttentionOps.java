package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.AttentionOps;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [Attention] does in one operation, and [AttentionSteps] step by step.
record VectorAttentionOps(Workers workers, Operands operands) implements AttentionOps {
    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        Attention.forward(
                workers,
                operands.queries(z, at, "z"),
                logSumExp == null ? 0 : operands.logSumExp(logSumExp, at),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                at,
                0);
    }

    /// The same with scores that are capped before the softmax.
    void cappedAttention(Tensor z, Tensor q, Tensor k, Tensor v, AttentionShape at, float cap) {
        Attention.forward(
                workers,
                operands.queries(z, at, "z"),
                0,
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                at,
                cap);
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
        Attention.backward(
                workers,
                operands.queries(dq, at, "dq"),
                operands.keys(dk, at, "dk"),
                operands.keys(dv, at, "dv"),
                operands.queries(dz, at, "dz"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                operands.keys(v, at, "v"),
                operands.queries(z, at, "z"),
                operands.logSumExp(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scores(
                workers,
                operands.pattern(scores, at, "scores"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scoresBackward(
                workers,
                operands.queries(dq, at, "dq"),
                operands.keys(dk, at, "dk"),
                operands.pattern(dScores, at, "dScores"),
                operands.queries(q, at, "q"),
                operands.keys(k, at, "k"),
                at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        AttentionSteps.softmax(
                workers,
                operands.pattern(pattern, at, "pattern"),
                operands.pattern(scores, at, "scores"),
                at);
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        AttentionSteps.softmaxBackward(
                workers,
                operands.pattern(dScores, at, "dScores"),
                operands.pattern(dPattern, at, "dPattern"),
                operands.pattern(pattern, at, "pattern"),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSum(
                workers,
                operands.queries(z, at, "z"),
                operands.pattern(pattern, at, "pattern"),
                operands.keys(v, at, "v"),
                at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSumBackward(
                workers,
                operands.pattern(dPattern, at, "dPattern"),
                operands.keys(dv, at, "dv"),
                operands.queries(dz, at, "dz"),
                operands.pattern(pattern, at, "pattern"),
                operands.keys(v, at, "v"),
                at);
    }
}
