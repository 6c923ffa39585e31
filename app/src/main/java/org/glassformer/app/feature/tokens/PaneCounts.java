package org.glassformer.app.feature.tokens;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// The counts of a cut text as words.
final class PaneCounts {

    private PaneCounts() {}

    /// Tokens and what they hold on average.
    static String of(TokenizedText tokens) {
        int n = tokens.size();
        if (n == 0) {
            return Messages.text("tokens.counts.none");
        }
        int characters = tokens.text().codePointCount(0, tokens.text().length());
        return Messages.text(
                "tokens.counts",
                n,
                Figures.fixed((double) characters / n, 2),
                Figures.fixed((double) tokens.byteCount() / n, 2));
    }
}
