package org.glassformer.engine.generate;

import java.util.List;

/// What came of a prompt.
///
/// @param promptIds the tokens of the prompt
/// @param tokens the tokens generated, the stop token not among them, those of a stop text among them
/// @param text what they say, without the stop text
/// @param stop why it ended
/// @param logprob the natural logarithm of the probability that the model gives to the tokens, the
///     stop token included where one ended the text
/// @param prefillMs time for reading the prompt, in milliseconds
/// @param msPerToken mean time from one token to the next, in milliseconds; 0 for fewer than two
public record Generation(
        List<Integer> promptIds,
        List<GeneratedToken> tokens,
        String text,
        StopReason stop,
        double logprob,
        double prefillMs,
        double msPerToken) {

    /// Copies the lists.
    public Generation {
        promptIds = List.copyOf(promptIds);
        tokens = List.copyOf(tokens);
    }

    /// [#logprob] for each token, a stop token counted; 0 if there is none.
    public double averageLogprob() {
        int count = tokens.size() + (stop == StopReason.STOP_TOKEN ? 1 : 0);
        return count == 0 ? 0 : logprob / count;
    }
}
