package org.glassformer.app.feature.attention.stream;

import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.TokenText;

/// Tokens as the panels of the stream write them.
final class StreamWords {

    private StreamWords() {}

    /// A token with its white space made visible.
    static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }
}
