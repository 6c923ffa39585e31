package org.glassformer.app.session;

import java.util.List;

/// What ends a generation, besides the model's own stop tokens, a full context, a finished constraint and the person.
///
/// @param most tokens at most
/// @param tokens more tokens that end the text; they are not part of it
/// @param texts texts that end the text wherever they appear in what is new, also across tokens; they are not part of it
public record StopConditions(int most, List<Integer> tokens, List<String> texts) {

    /// Two hundred tokens and nothing else.
    public static final StopConditions DEFAULT = new StopConditions(200, List.of(), List.of());

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if it would end before the first token, or a stop text is empty
    public StopConditions {
        if (most < 1) {
            throw new IllegalArgumentException("cannot generate " + most + " tokens");
        }
        if (texts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty stop text would stop everything");
        }
        tokens = List.copyOf(tokens);
        texts = List.copyOf(texts);
    }

    /// The same with another number of tokens at most.
    public StopConditions withMost(int other) {
        return new StopConditions(other, tokens, texts);
    }
}
