package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Attention: in one operation, and step by step, with everything to look at and change. The results are the same.
public interface AttentionOps {
    /// z = softmax(scale q k^T, masked) v, per sequence and head, without keeping the pattern.
    ///
    /// @param z (B T, NH HS)
    /// @param logSumExp (B T, NH), written: ln of the softmax's denominator, maximum included; null
    ///     when no backward follows
    /// @param q (B T, NH HS)
    /// @param k (B S, NKV HS)
    /// @param v (B S, NKV HS)
    void attention(
            Tensor z, @Nullable Tensor logSumExp, Tensor q, Tensor k, Tensor v, AttentionShape at);

    /// The gradients of [#attention], with the pattern p recomputed from `logSumExp`:
    /// dv += p^T dz, ds = p (dz v^T - dz . z), dq += scale ds k, dk += scale ds^T q.
    void attentionBackward(
            Tensor dq,
            Tensor dk,
            Tensor dv,
            Tensor dz,
            Tensor q,
            Tensor k,
            Tensor v,
            Tensor z,
            Tensor logSumExp,
            AttentionShape at);

    /// scores = scale q k^T; minus infinity where the key is masked.
    ///
    /// @param scores (B, NH, T, S)
    void attentionScores(Tensor scores, Tensor q, Tensor k, AttentionShape at);

    /// dq += scale dScores k, dk += scale dScores^T q, over the visible keys.
    void attentionScoresBackward(
            Tensor dq, Tensor dk, Tensor dScores, Tensor q, Tensor k, AttentionShape at);

    /// pattern = softmax of each row of scores over the visible keys, 0 elsewhere; a row in which
    /// every score is minus infinity becomes all zeros.
    ///
    /// @param pattern (B, NH, T, S), may be `scores`
    void causalSoftmax(Tensor pattern, Tensor scores, AttentionShape at);

    /// dScores += pattern (dPattern - sum over keys of dPattern pattern).
    void causalSoftmaxBackward(Tensor dScores, Tensor dPattern, Tensor pattern, AttentionShape at);

    /// z = pattern v, over the visible keys.
    ///
    /// @param z (B T, NH HS)
    void weightedSum(Tensor z, Tensor pattern, Tensor v, AttentionShape at);

    /// dPattern += dz v^T, dv += pattern^T dz, over the visible keys.
    void weightedSumBackward(
            Tensor dPattern, Tensor dv, Tensor dz, Tensor pattern, Tensor v, AttentionShape at);
}
