package org.glassformer.app.session;

/// How a beam search searches.
///
/// @param width how many texts are held at once
/// @param lengthPenalty 0 ranks by the probability of the whole text, 1 by the mean logprob of a token
public record BeamSettings(int width, double lengthPenalty) {

    /// What a text of so many tokens is ranked by.
    public double score(double totalLogprob, int tokens) {
        return totalLogprob / Math.pow(tokens, lengthPenalty);
    }
}
