package org.glassformer.engine.model;

import org.jspecify.annotations.Nullable;

/// What some families add to the plain transformer; [#PLAIN] adds nothing.
///
/// @param embedScale what token embeddings are multiplied by; 1 but in Gemma
/// @param postNorms a norm of what attention and MLP give, before it is added to the stream (Gemma 2)
/// @param parallel attention and MLP both read the stream before the block (GPT-NeoX)
/// @param queryScalar q.k is multiplied by 1 / sqrt of it; 0 for the head size
/// @param attnCap soft cap of the scores, 0 for none (Gemma 2)
/// @param logitCap soft cap of the logits, 0 for none (Gemma 2)
/// @param rotarySize channels of a head that turn, from the first; 0 for all
/// @param localRopeTheta base of the rotations in layers with a window, unstretched; 0 where all
///     layers have the same (Gemma 3)
/// @param experts the mixture in place of the MLP; null without one
public record Variant(
        float embedScale,
        boolean postNorms,
        boolean parallel,
        double queryScalar,
        float attnCap,
        float logitCap,
        int rotarySize,
        double localRopeTheta,
        @Nullable Experts experts) {
    /// Nothing added.
    public static final Variant PLAIN = new Variant(1, false, false, 0, 0, 0, 0, 0, null);
}
