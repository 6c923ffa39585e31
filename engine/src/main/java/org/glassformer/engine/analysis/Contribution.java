package org.glassformer.engine.analysis;

/// What one part of the model adds to a logit, or to the difference of two.
///
/// @param part which kind of part
/// @param layer its block, or -1 outside the blocks
/// @param head its head, or -1
/// @param value what it adds
public record Contribution(Part part, int layer, int head, double value) {
    /// The parts that add to the residual stream, and the last norm's own.
    public enum Part {
        /// The token's embedding.
        TOKEN_EMBEDDING,
        /// The position's embedding; only in models that have one.
        POSITION_EMBEDDING,
        /// One head: its z through its columns of the output projection, and the norm behind it. Biases of q, k and v are in
        /// it, as they act within the head.
        HEAD,
        /// The bias of attention's output projection.
        ATTENTION_BIAS,
        /// An MLP without its output bias.
        MLP,
        /// The bias of an MLP's output.
        MLP_BIAS,
        /// The bias of the last norm; only in models with LayerNorm.
        FINAL_NORM_BIAS
    }
}
