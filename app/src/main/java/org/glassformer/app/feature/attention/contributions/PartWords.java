package org.glassformer.app.feature.attention.contributions;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.TokenText;

/// How parts, tokens and sizes are written.
final class PartWords {

    private PartWords() {}

    /// A part's name, such as `Head 3.5`.
    static String name(Part part) {
        return Messages.text("contributions.part." + part.kind(), part.layer(), part.head());
    }

    /// A token with its white space made visible.
    static String label(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// A number with its sign, whatever it is.
    static String signed(double value, int decimals) {
        String digits = Figures.fixed(value, decimals);
        return value > 0 ? "+" + digits : digits;
    }
}
