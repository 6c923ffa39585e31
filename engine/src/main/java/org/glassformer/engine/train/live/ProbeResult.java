package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.train.live.Probe.Head;

/// What a probe showed at one step; immutable, to be read by any thread, its arrays not to be changed.
///
/// @param step steps completed
/// @param prompt the tokens of the prompt, T
/// @param probabilities of every token of the vocabulary to come next, (V)
/// @param written the tokens written after the prompt, up to the end of text or the context
/// @param text the same as text
/// @param patterns of the chosen heads on the prompt, each (T, T), row by row: how much a query (row)
///     takes from a key (column)
@SuppressWarnings("ArrayRecordComponent") // large, and shared on purpose
public record ProbeResult(
        int step,
        int[] prompt,
        float[] probabilities,
        int[] written,
        String text,
        List<Pattern> patterns) {

    /// The pattern of a head.
    ///
    /// @param weights (T, T), row by row
    public record Pattern(Head head, float[] weights) {}

    /// Keeps its own list.
    public ProbeResult {
        patterns = List.copyOf(patterns);
    }

    long bytes() {
        long numbers = prompt.length + (long) probabilities.length + written.length;
        numbers += patterns.stream().mapToLong(pattern -> pattern.weights().length).sum();
        return Float.BYTES * numbers + 2L * text.length();
    }
}
