package org.glassformer.engine.generate;

/// How likely a token of a text was.
///
/// @param position its position
/// @param id the token
/// @param logprob the natural logarithm of its probability after the tokens before it; NaN for the
///     first, which nothing predicts
/// @param rank its place among the logits, 1 is the likeliest; 0 for the first
/// @param entropyBits the entropy of the distribution it was to come from, in bits; NaN for the first
public record TokenScore(int position, int id, double logprob, int rank, double entropyBits) {
    /// Whether anything predicts it.
    public boolean isScored() {
        return rank > 0;
    }

    /// -log2 of its probability.
    public double surprisalBits() {
        return -logprob / Math.log(2);
    }
}
