package org.glassformer.engine.generate;

import java.util.List;
import java.util.Set;
import org.glassformer.engine.tokenizer.StreamDecoder;
import org.glassformer.engine.tokenizer.Tokenizer;

/// What ends a text besides its length.
///
/// @param tokens tokens that end it; they are no part of it
/// @param texts texts that end it wherever they appear in what is new, also across tokens
/// @param tokenizer turns tokens into text
public record StopRule(Set<Integer> tokens, List<String> texts, Tokenizer tokenizer) {

    /// Copies set and list.
    ///
    /// @throws IllegalArgumentException if a text is empty
    public StopRule {
        if (texts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty stop text would stop everything");
        }
        tokens = Set.copyOf(tokens);
        texts = List.copyOf(texts);
    }

    /// Begins to look for the texts.
    ///
    /// @param before the tokens before, in which nothing is looked for
    Watch after(int[] before) {
        return new Watch(before);
    }

    /// Looks for the texts in one text that grows.
    final class Watch {
        private final StopTexts wanted = new StopTexts(texts);
        private final StreamDecoder decoder = tokenizer.newDecoder();
        private final StringBuilder text = new StringBuilder();

        private Watch(int[] before) {
            if (!texts.isEmpty()) {
                for (int id : before) {
                    decoder.append(id);
                }
            }
        }

        /// Takes the next token.
        ///
        /// @return whether one of the texts is there now
        boolean isOver(int id) {
            if (texts.isEmpty()) {
                return false;
            }
            int seen = text.length();
            text.append(decoder.append(id));
            return wanted.find(text, seen) >= 0;
        }
    }
}
