package org.glassformer.app.feature.tokens;

import java.util.List;

/// What a pane cuts into tokens.
sealed interface Source {

    /// A text.
    ///
    /// @param text any; lone surrogates and controls too
    /// @param parsed whether the text of a special token becomes that token
    record Plain(String text, boolean parsed) implements Source {}

    /// Messages put together by a template, whose own special tokens are always parsed.
    ///
    /// @param chat the text with what the template added
    /// @param contentsParsed whether the text of a special token in a message becomes that token
    record Chat(ChatText chat, boolean contentsParsed) implements Source {}

    /// Ids whose text is wanted.
    ///
    /// @param ids as they were given
    record Ids(List<Integer> ids) implements Source {}
}
