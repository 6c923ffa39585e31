package org.glassformer.engine.sampling;

import java.util.List;

/// What became of one token in a chain, and what would have to change for it to be a candidate.
///
/// @param id the token
/// @param rank its place among the raw logits, from 0
/// @param logit its raw logit
/// @param value the logit as the stages left it
/// @param rawProbability the model's own
/// @param probability after the chain; 0 if it was removed
/// @param removedBy as in [SamplingTrace#removedBy(int)]
/// @param rescues one for each stage that could bring it back by another value, in the chain's order;
///     empty for a candidate
/// @param together values of several stages that bring it back where no single one does; empty for a
///     candidate, and where none are known
public record TokenFate(
        int id,
        int rank,
        float logit,
        double value,
        double rawProbability,
        double probability,
        int removedBy,
        List<Rescue> rescues,
        List<Setting> together) {

    /// Copies the lists.
    public TokenFate {
        rescues = List.copyOf(rescues);
        together = List.copyOf(together);
    }

    /// Whether the value of one stage, all others as they are, would bring the token back.
    ///
    /// @param stage its index in the chain
    /// @param answer the value nearest to the present one that does, or why none does
    public record Rescue(int stage, Answer answer) {}

    /// One stage at another value.
    ///
    /// @param stage its index in the chain
    /// @param value of what moves in the stage; of a logit bias, that of the token
    public record Setting(int stage, double value) {}
}
