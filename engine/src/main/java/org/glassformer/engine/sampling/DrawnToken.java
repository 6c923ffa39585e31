package org.glassformer.engine.sampling;

/// A token that was drawn, and how.
///
/// @param id the token
/// @param u the number drawn, in [0, 1)
/// @param low where the token's interval begins when the candidates lie end to end from 0 to 1, most
///     likely first
/// @param high where it ends; `low <= u < high`
/// @param probability its probability after the chain
/// @param logprob the natural logarithm of its probability under the model itself, that is the
///     softmax of the untouched logits over the whole vocabulary
/// @param rank its place among the untouched logits: 1 is the largest, equal ones go by id
/// @param candidates how many tokens the chain left to choose from
public record DrawnToken(
        int id,
        double u,
        double low,
        double high,
        double probability,
        double logprob,
        int rank,
        int candidates) {}
