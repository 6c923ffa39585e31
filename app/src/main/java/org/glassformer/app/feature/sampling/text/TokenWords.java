package org.glassformer.app.feature.sampling.text;

import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.TokenText;

/// How tokens are written in the text that they make.
final class TokenWords {

    private TokenWords() {}

    /// With white space made visible.
    static String visible(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// As in the text, with its spaces.
    static String plain(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.plain(token.text())
                : token.text();
    }
}
