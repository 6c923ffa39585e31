package org.glassformer.app.session;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.LogitsFile;
import org.jspecify.annotations.Nullable;

/// What one model said about one text. Immutable as long as nobody writes into the logits.
///
/// @param model who said it
/// @param text the prompt
/// @param tokens the text as tokens, with those that the model puts before every text
/// @param typed how many of the tokens are the prompt's; those after them were generated
/// @param logits (V), of the token that comes next
/// @param attention who looks at whom; patterns are computed when they are looked at
/// @param interventions those in force
/// @param forwardMs time of the run that gave these logits, in milliseconds
/// @param firstRun whether that was the model's first run, which waits for files and for the JVM's compiler
/// @param vocabulary the model's tokens
@SuppressWarnings("ArrayRecordComponent")
public record Reading(
        ModelSummary model,
        String text,
        List<SessionToken> tokens,
        int typed,
        float[] logits,
        AttentionTrace attention,
        Interventions interventions,
        double forwardMs,
        boolean firstRun,
        TokenTexts vocabulary) {

    /// Logits of another engine as a step: nobody knows more of it than its tokens.
    ///
    /// @param path where the logits come from
    /// @param file the logits
    public static Reading of(Path path, LogitsFile file) {
        Path name = path.getFileName();
        ModelSummary unknown =
                new ModelSummary(
                        LabSession.NONE,
                        name == null ? path.toString() : name.toString(),
                        path,
                        "",
                        0,
                        0,
                        0,
                        file.tokens().length,
                        file.size(),
                        "",
                        "",
                        "");
        TokenTexts vocabulary = TokenTexts.of(file);
        List<SessionToken> tokens = vocabulary.tokens(file.tokens());
        return new Reading(
                unknown,
                "",
                tokens,
                tokens.size(),
                file.logits(),
                AttentionTrace.empty(),
                Interventions.NONE,
                Double.NaN,
                false,
                vocabulary);
    }

    /// The tokens' ids.
    public int[] ids() {
        return tokens.stream().mapToInt(SessionToken::id).toArray();
    }

    /// Whether this reading began with the other one's tokens.
    boolean continues(@Nullable Reading other) {
        return other != null
                && tokens.size() >= other.tokens.size()
                && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }
}
