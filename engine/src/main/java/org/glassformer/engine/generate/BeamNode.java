package org.glassformer.engine.generate;

/// One token that a beam search looked at.
///
/// @param number its number, in the order of being looked at, from 0
/// @param parent the number of the token before it; -1 after the prompt
/// @param depth how many tokens after the prompt, its own counted
/// @param id the token
/// @param piece the token's text for display
/// @param logprob the natural logarithm of its probability
/// @param totalLogprob of all tokens up to it
/// @param fate what became of it
public record BeamNode(
        int number,
        int parent,
        int depth,
        int id,
        String piece,
        double logprob,
        double totalLogprob,
        Fate fate) {

    /// What a search does with a token.
    public enum Fate {
        /// It was continued.
        KEPT,
        /// It ended a text.
        FINISHED,
        /// There were better ones.
        PRUNED
    }
}
