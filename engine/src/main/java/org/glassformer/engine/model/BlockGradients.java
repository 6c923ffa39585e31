package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Scratch for the backward pass of a block; one set serves all blocks, from the last to the first.
///
/// @param resid gradient of the residual stream, (N, C), carried from block to block
/// @param after a copy of it while attention and MLP are parallel, (N, C); null where they are not
/// @param branch gradient of what attention or MLP added, (N, C)
/// @param norm gradient of a norm's output, (N, C)
/// @param z (N, NH HS)
/// @param q (N, NH HS)
/// @param k (N, NKV HS)
/// @param v (N, NKV HS)
/// @param qRaw (N, NH HS); null without q/k norm
/// @param kRaw (N, NKV HS); null without q/k norm
/// @param pre (N, F)
/// @param up (N, F); null without a gate
/// @param post (N, F)
/// @param mixture null without a mixture of experts
record BlockGradients(
        Tensor resid,
        @Nullable Tensor after,
        Tensor branch,
        Tensor norm,
        Tensor z,
        Tensor q,
        Tensor k,
        Tensor v,
        @Nullable Tensor qRaw,
        @Nullable Tensor kRaw,
        Tensor pre,
        @Nullable Tensor up,
        Tensor post,
        @Nullable MixtureGradients mixture) {

    static BlockGradients allocate(Allocations memory, ModelConfig config, int n) {
        int c = config.nEmbd();
        int f = BlockActivations.denseSize(config);
        Experts experts = config.variant().experts();
        int qSize = config.qSize();
        int kvSize = config.kvSize();
        return new BlockGradients(
                memory.allocate(n, c),
                config.variant().parallel() ? memory.allocate(n, c) : null,
                memory.allocate(n, c),
                memory.allocate(n, c),
                memory.allocate(n, qSize),
                memory.allocate(n, qSize),
                memory.allocate(n, kvSize),
                memory.allocate(n, kvSize),
                config.qkNorm() ? memory.allocate(n, qSize) : null,
                config.qkNorm() ? memory.allocate(n, kvSize) : null,
                memory.allocate(n, f),
                config.gatedMlp() ? memory.allocate(n, f) : null,
                memory.allocate(n, f),
                experts == null ? null : MixtureGradients.allocate(memory, experts, c, n));
    }
}
