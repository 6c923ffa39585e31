package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.AttentionOps;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.backend.vulkan.Products.Mask;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [Attention] does, in one operation and step by step; the softmax of patterns is in [Rows].
record VulkanAttentionOps(Operands operands, Attention attention, Rows rows)
        implements AttentionOps {
    @Override
    public void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at) {
        int queries = at.batch() * at.queries();
        attention.fused(
                operands.result("z", z, queries, at.nHead() * at.headSize()),
                logSumExp == null
                        ? null
                        : operands.result("logSumExp", logSumExp, (long) queries * at.nHead()),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                operands.keys("v", v, at),
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
        attention.fusedBackward(
                operands.queries("dq", dq, at),
                operands.keys("dk", dk, at),
                operands.keys("dv", dv, at),
                operands.queries("dz", dz, at),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                operands.keys("v", v, at),
                operands.queries("z", z, at),
                operands.logSumExps(logSumExp, at),
                at);
    }

    @Override
    public void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at) {
        attention.queriesByKeys(
                operands.result("scores", scores, scoreRows(at), at.keys()),
                operands.queries("q", q, at),
                operands.keys("k", k, at),
                at.scale(),
                false,
                Mask.MINUS_INFINITY,
                at);
    }

    @Override
    public void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at) {
        Operand dqs = operands.queries("dq", dq, at);
        Operand dks = operands.keys("dk", dk, at);
        Operand slopes = operands.scores("dScores", dScores, at);
        Operand qs = operands.queries("q", q, at);
        Operand ks = operands.keys("k", k, at);
        attention.overKeys(dqs, slopes, ks, at.scale(), true, at);
        attention.overQueries(dks, slopes, qs, at.scale(), at);
    }

    @Override
    public void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at) {
        Operand of = operands.scores("scores", scores, at);
        rows.softmax(operands.result("pattern", pattern, scoreRows(at), at.keys()), of, at);
    }

    private static int scoreRows(AttentionShape at) {
        return at.batch() * at.nHead() * at.queries();
    }

    @Override
    public void causalSoftmaxBackward(
            Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at) {
        rows.softmaxBackward(
                operands.scores("dScores", dScores, at),
                operands.scores("dPattern", dPattern, at),
                operands.scores("pattern", pattern, at),
                at);
    }

    @Override
    public void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at) {
        attention.overKeys(
                operands.result("z", z, at.batch() * at.queries(), at.nHead() * at.headSize()),
                operands.scores("pattern", pattern, at),
                operands.keys("v", v, at),
                1,
                false,
                at);
    }

    @Override
    public void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at) {
        Operand dPatterns = operands.scores("dPattern", dPattern, at);
        Operand dvs = operands.keys("dv", dv, at);
        Operand dzs = operands.queries("dz", dz, at);
        Operand patterns = operands.scores("pattern", pattern, at);
        Operand vs = operands.keys("v", v, at);
        attention.queriesByKeys(dPatterns, dzs, vs, 1, true, Mask.LEFT_OUT, at);
        attention.overQueries(dvs, patterns, dzs, 1, at);
    }
}
