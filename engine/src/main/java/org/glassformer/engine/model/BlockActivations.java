package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// What one block computes on the way, for N = B T positions.
///
/// Training keeps one of these per block, with residual tensors of its own; inference uses a single
/// one for all blocks, in which the three residual tensors are the same. While decoding, keys and
/// values are written into the KV cache and `k` and `v` here stay unused.
///
/// @param residPre (N, C)
/// @param residMid (N, C)
/// @param residPost (N, C)
/// @param ln1 (N, C)
/// @param ln1Stats (2, N)
/// @param qRaw queries before their norm (N, NH HS); null without q/k norm
/// @param kRaw keys before their norm (N, NKV HS); null without q/k norm
/// @param qStats (2, N NH); null without q/k norm
/// @param kStats (2, N NKV); null without q/k norm
/// @param q (N, NH HS)
/// @param k (N, NKV HS)
/// @param v (N, NKV HS)
/// @param z (N, NH HS)
/// @param logSumExp (N, NH); null in inference
/// @param attnOut (N, C)
/// @param ln2 (N, C)
/// @param ln2Stats (2, N)
/// @param pre (N, F)
/// @param up (N, F); null without a gate
/// @param post (N, F)
/// @param mlpOut (N, C)
record BlockActivations(
        Tensor residPre,
        Tensor residMid,
        Tensor residPost,
        Tensor ln1,
        Tensor ln1Stats,
        @Nullable Tensor qRaw,
        @Nullable Tensor kRaw,
        @Nullable Tensor qStats,
        @Nullable Tensor kStats,
        Tensor q,
        Tensor k,
        Tensor v,
        Tensor z,
        @Nullable Tensor logSumExp,
        Tensor attnOut,
        Tensor ln2,
        Tensor ln2Stats,
        Tensor pre,
        @Nullable Tensor up,
        Tensor post,
        Tensor mlpOut) {

    /// For inference: one residual tensor, no statistics for a backward pass.
    static BlockActivations forInference(
            Allocations memory, ModelConfig config, int n, Tensor resid) {
        return allocate(memory, config, n, resid, resid, resid, false);
    }

    /// For training: residual tensors of its own after `residPre`.
    static BlockActivations forTraining(
            Allocations memory, ModelConfig config, int n, Tensor residPre) {
        int c = config.nEmbd();
        return allocate(
                memory, config, n, residPre, memory.allocate(n, c), memory.allocate(n, c), true);
    }

    private static BlockActivations allocate(
            Allocations memory,
            ModelConfig config,
            int n,
            Tensor residPre,
            Tensor residMid,
            Tensor residPost,
            boolean training) {
        int c = config.nEmbd();
        int f = config.ffnSize();
        int qSize = config.qSize();
        int kvSize = config.kvSize();
        boolean qkNorm = config.qkNorm();
        return new BlockActivations(
                residPre,
                residMid,
                residPost,
                memory.allocate(n, c),
                memory.allocate(2, n),
                qkNorm ? memory.allocate(n, qSize) : null,
                qkNorm ? memory.allocate(n, kvSize) : null,
                qkNorm ? memory.allocate(2, n * config.nHead()) : null,
                qkNorm ? memory.allocate(2, n * config.nKvHead()) : null,
                memory.allocate(n, qSize),
                memory.allocate(n, kvSize),
                memory.allocate(n, kvSize),
                memory.allocate(n, qSize),
                training ? memory.allocate(n, config.nHead()) : null,
                memory.allocate(n, c),
                memory.allocate(n, c),
                memory.allocate(2, n),
                memory.allocate(n, f),
                config.gatedMlp() ? memory.allocate(n, f) : null,
                memory.allocate(n, f),
                memory.allocate(n, c));
    }
}
