package org.glassformer.engine.generate;

/// What a tree of texts has cost so far.
///
/// @param promptTokens tokens of the prompt, which were read once
/// @param computedTokens tokens run through the model, the prompt's among them
/// @param reusedTokens tokens before the forks: what each new branch would have computed again, run
///     alone
/// @param copiedTokens keys and values of a token that were set aside or copied back
/// @param bytes memory for keys and values
/// @param prefillMs time for reading the prompt, in milliseconds
/// @param decodeMs time in the model since, in milliseconds
public record BranchCost(
        int promptTokens,
        long computedTokens,
        long reusedTokens,
        long copiedTokens,
        long bytes,
        double prefillMs,
        double decodeMs) {

    /// Tokens run through the model after the prompt.
    public long decodedTokens() {
        return computedTokens - promptTokens;
    }
}
