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
/// @param attnRaw what attention gives before its norm (N, C); `attnOut` without one, and in inference
/// @param ln1PostStats (2, N); null without that norm
/// @param attnOut (N, C)
/// @param ln2 (N, C)
/// @param ln2Stats (2, N)
/// @param pre (N, F); one column where every layer is a mixture of experts
/// @param up (N, F); null without a gate
/// @param post (N, F)
/// @param mixture null without a mixture of experts
/// @param mlpRaw what the MLP gives before its norm (N, C); `mlpOut` without one, and in inference
/// @param ln2PostStats (2, N); null without that norm
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
        Tensor attnRaw,
        @Nullable Tensor ln1PostStats,
        Tensor attnOut,
        Tensor ln2,
        Tensor ln2Stats,
        Tensor pre,
        @Nullable Tensor up,
        Tensor post,
        @Nullable MixtureActivations mixture,
        Tensor mlpRaw,
        @Nullable Tensor ln2PostStats,
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
        int f = denseSize(config);
        int qSize = config.qSize();
        int kvSize = config.kvSize();
        boolean qkNorm = config.qkNorm();
        boolean postNorms = config.variant().postNorms();
        Experts experts = config.variant().experts();
        Tensor attnOut = memory.allocate(n, c);
        Tensor mlpOut = memory.allocate(n, c);
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
                training && postNorms ? memory.allocate(n, c) : attnOut,
                postNorms ? memory.allocate(2, n) : null,
                attnOut,
                memory.allocate(n, c),
                memory.allocate(2, n),
                memory.allocate(n, f),
                config.gatedMlp() ? memory.allocate(n, f) : null,
                memory.allocate(n, f),
                experts == null ? null : MixtureActivations.allocate(memory, experts, c, n),
                training && postNorms ? memory.allocate(n, c) : mlpOut,
                postNorms ? memory.allocate(2, n) : null,
                mlpOut);
    }

    /// The neurons of plain MLPs, at least 1.
    static int denseSize(ModelConfig config) {
        Experts experts = config.variant().experts();
        return experts == null || !experts.denseLayers().isEmpty() ? config.ffnSize() : 1;
    }
}
