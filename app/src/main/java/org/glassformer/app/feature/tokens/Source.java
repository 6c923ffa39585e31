package org.glassformer.app.feature.tokens;

import java.util.List;

/// What a pane cuts into tokens.
sealed interface Source {

    /// A text.
    ///
    /// @param text any; lone surrogates and controls too
    /// @param parsed whether the text of a special token becomes that token
    record Plain(String text, boolean parsed) implements Source {}

    /// Ids whose text is wanted.
    ///
    /// @param ids as they were given
    record Ids(List<Integer> ids) implements Source {}
}
