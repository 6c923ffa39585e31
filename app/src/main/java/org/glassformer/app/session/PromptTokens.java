package org.glassformer.app.session;

import java.util.List;

/// A text as the model will read it.
///
/// @param model whose tokens they are
/// @param text the prompt
/// @param tokens with those that the model puts before every text
/// @param leftOut characters of the text, each once, that the model's vocabulary lacks, so that it does not read them
public record PromptTokens(
        ModelSummary model, String text, List<SessionToken> tokens, List<String> leftOut) {

    /// A text of which everything is read.
    public PromptTokens(ModelSummary model, String text, List<SessionToken> tokens) {
        this(model, text, tokens, List.of());
    }

    /// Whether the model can read so many tokens.
    public boolean fits() {
        return tokens.size() <= model.context();
    }
}
