package org.glassformer.app.session;

import java.util.List;

/// A text as the model will read it.
///
/// @param model whose tokens they are
/// @param text the prompt
/// @param tokens with those that the model puts before every text
public record PromptTokens(ModelSummary model, String text, List<SessionToken> tokens) {

    /// Whether the model can read so many tokens.
    public boolean fits() {
        return tokens.size() <= model.context();
    }
}
