package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.AttentionOps;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [FusedAttention] does in one operation, and [AttentionSteps] step by step.
record ScalarAttentionOps(Arguments arguments) implements AttentionOps {
    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        FusedAttention.attention(
                queries("z", z, at),
                logSumExp == null ? null : logSumExps(logSumExp, at),
                queries("q", q, at),
                keys("k", k, at),
                keys("v", v, at),
                at);
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
        FusedAttention.attentionBackward(
                queries("dq", dq, at),
                keys("dk", dk, at),
                keys("dv", dv, at),
                queries("dz", dz, at),
                queries("q", q, at),
                keys("k", k, at),
                keys("v", v, at),
                queries("z", z, at),
                logSumExps(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scores(
                scores("scores", scores, at), queries("q", q, at), keys("k", k, at), at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        AttentionSteps.scoresBackward(
                queries("dq", dq, at),
                keys("dk", dk, at),
                scores("dScores", dScores, at),
                queries("q", q, at),
                keys("k", k, at),
                at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        AttentionSteps.causalSoftmax(
                scores("pattern", pattern, at), scores("scores", scores, at), at);
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        AttentionSteps.causalSoftmaxBackward(
                scores("dScores", dScores, at),
                scores("dPattern", dPattern, at),
                scores("pattern", pattern, at),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSum(
                queries("z", z, at), scores("pattern", pattern, at), keys("v", v, at), at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        AttentionSteps.weightedSumBackward(
                scores("dPattern", dPattern, at),
                keys("dv", dv, at),
                queries("dz", dz, at),
                scores("pattern", pattern, at),
                keys("v", v, at),
                at);
    }

    /// (B T, NH HS), a row per head.
    private Matrix queries(String name, Tensor tensor, AttentionShape at) {
        return arguments
                .matrix(name, tensor, at.batch() * at.queries(), at.nHead() * at.headSize())
                .heads(at.headSize());
    }

    /// (B S, NKV HS), a row per head.
    private Matrix keys(String name, Tensor tensor, AttentionShape at) {
        return arguments
                .matrix(name, tensor, at.batch() * at.keys(), at.nKvHead() * at.headSize())
                .heads(at.headSize());
    }

    /// (B, NH, T, S), a row per query.
    private Matrix scores(String name, Tensor tensor, AttentionShape at) {
        return arguments.matrix(name, tensor, at.batch() * at.nHead() * at.queries(), at.keys());
    }

    /// (B T, NH), in one row.
    private Matrix logSumExps(Tensor tensor, AttentionShape at) {
        return arguments.vector("logSumExp", tensor, (long) at.batch() * at.queries() * at.nHead());
    }
}
