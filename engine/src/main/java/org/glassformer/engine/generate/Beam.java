package org.glassformer.engine.generate;

import java.util.List;

/// A text that a beam search found.
///
/// @param ids its tokens, without the prompt and the stop token
/// @param text what they say, without a stop text
/// @param totalLogprob the natural logarithm of its probability, a stop token included
/// @param score the total divided by the number of tokens, a stop token included, to the power of the
///     length penalty
/// @param stop why it ended
/// @param node the number of its last [BeamNode], that of the stop token where one ended it; -1 if
///     there is none
public record Beam(
        List<Integer> ids,
        String text,
        double totalLogprob,
        double score,
        StopReason stop,
        int node) {
    /// Copies the list.
    public Beam {
        ids = List.copyOf(ids);
    }
}
