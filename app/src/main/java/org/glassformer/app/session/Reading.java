package org.glassformer.app.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one model said about one text. Immutable as long as nobody writes into the logits.
///
/// @param model who said it
/// @param text the prompt
/// @param tokens the text as tokens, with those that the model puts before every text
/// @param logits (V), of the token that comes next
/// @param patterns the attention weights
/// @param forwardMs time of the run that gave these logits, in milliseconds
/// @param firstRun whether that was the model's first run, which waits for files and for the JVM's compiler
/// @param vocabulary the model's tokens
@SuppressWarnings("ArrayRecordComponent")
public record Reading(
        ModelSummary model,
        String text,
        List<SessionToken> tokens,
        float[] logits,
        AttentionPatterns patterns,
        double forwardMs,
        boolean firstRun,
        TokenTexts vocabulary) {

    /// The tokens' ids.
    int[] ids() {
        return tokens.stream().mapToInt(SessionToken::id).toArray();
    }

    /// Whether this reading began with the other one's tokens.
    boolean continues(@Nullable Reading other) {
        return other != null
                && tokens.size() >= other.tokens.size()
                && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }
}
