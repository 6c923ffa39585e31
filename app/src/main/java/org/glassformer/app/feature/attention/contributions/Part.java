package org.glassformer.app.feature.attention.contributions;

/// What one part of the model adds to a logit, or to the difference of two.
///
/// @param kind what the part is
/// @param layer its block, or -1 outside the blocks
/// @param head its head, or -1
/// @param value what it adds
record Part(Kind kind, int layer, int head, double value) {

    /// The parts that add to the residual stream, and the last norm's own.
    enum Kind {
        /// The token's embedding.
        TOKEN_EMBEDDING,
        /// The position's embedding.
        POSITION_EMBEDDING,
        /// One head.
        HEAD,
        /// The bias of attention's output projection.
        ATTENTION_BIAS,
        /// An MLP without its output bias.
        MLP,
        /// The bias of an MLP's output.
        MLP_BIAS,
        /// The bias of the last norm.
        FINAL_NORM_BIAS;

        /// Whether it is the bias of a layer.
        boolean isLayerBias() {
            return this == ATTENTION_BIAS || this == MLP_BIAS;
        }
    }
}
