package org.glassformer.engine.model;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Scratch for the backward pass of a block; one set serves all blocks, from the last to the first.
///
/// @param resid gradient of the residual stream, (N, C), carried from block to block
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
record BlockGradients(
        Tensor resid,
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
        Tensor post) {

    static BlockGradients allocate(Allocations memory, ModelConfig config, int n) {
        int c = config.nEmbd();
        int f = config.ffnSize();
        int qSize = config.qSize();
        int kvSize = config.kvSize();
        return new BlockGradients(
                memory.allocate(n, c),
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
                memory.allocate(n, f));
    }
}
