package org.glassformer.app.feature.tokens;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// The counts of a cut text as words.
final class PaneCounts {

    private PaneCounts() {}

    /// How many tokens.
    static String tokens(TokenizedText tokens) {
        return tokens.size() == 1
                ? Messages.text("tokens.count.one")
                : Messages.text("tokens.count", tokens.size());
    }

    /// What a token holds on average.
    static String means(TokenizedText tokens) {
        int n = tokens.size();
        return n == 0
                ? ""
                : Messages.text(
                        "tokens.means",
                        Figures.fixed((double) tokens.characters() / n, 2),
                        Figures.fixed((double) tokens.byteCount() / n, 2));
    }

    /// How long the text is.
    static String text(TokenizedText tokens) {
        return Messages.text(
                "tokens.length",
                tokens.characters() == 1
                        ? Messages.text("status.character")
                        : Messages.text("status.characters", tokens.characters()),
                tokens.byteCount() == 1
                        ? Messages.text("tokens.byte")
                        : Messages.text("tokens.bytes", tokens.byteCount()));
    }
}
