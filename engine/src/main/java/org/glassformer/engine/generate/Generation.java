package org.glassformer.engine.generate;

import java.util.List;

/// What came of a prompt.
///
/// @param promptIds the tokens of the prompt
/// @param tokens the tokens generated, the stop token not among them
/// @param text what they say
/// @param stop why it ended
/// @param prefillMs time for reading the prompt, in milliseconds
/// @param msPerToken mean time from one token to the next, in milliseconds; 0 for fewer than two
public record Generation(
        List<Integer> promptIds,
        List<GeneratedToken> tokens,
        String text,
        StopReason stop,
        double prefillMs,
        double msPerToken) {

    /// Copies the lists.
    public Generation {
        promptIds = List.copyOf(promptIds);
        tokens = List.copyOf(tokens);
    }
}
