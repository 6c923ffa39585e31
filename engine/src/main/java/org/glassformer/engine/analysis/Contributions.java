package org.glassformer.engine.analysis;

import java.util.List;

/// What every part of the model adds to one logit, or to the difference of two.
///
/// The values of `parts` and `remainder` add up to `logit`.
///
/// @param position the position that predicts
/// @param token the token whose logit it is
/// @param other the token whose logit is taken off, or -1
/// @param logit the model's logit, or the difference of the two, before a soft cap
/// @param scale what the last norm multiplied this position by, 1 / deviation or 1 / root mean
///     square; taken as it was
/// @param parts in the order in which they act
/// @param remainder what the parts do not explain: rounding, unless a residual of the run was
///     patched, which is no part of the model
public record Contributions(
        int position,
        int token,
        int other,
        double logit,
        double scale,
        List<Contribution> parts,
        double remainder) {
    /// Copies the list.
    public Contributions {
        parts = List.copyOf(parts);
    }

    /// The value of one part.
    ///
    /// @param layer its block, or -1
    /// @param head its head, or -1
    /// @throws IllegalArgumentException if the model has no such part
    public double of(Contribution.Part part, int layer, int head) {
        return parts.stream()
                .filter(c -> c.part() == part && c.layer() == layer && c.head() == head)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + part + " " + layer))
                .value();
    }
}
