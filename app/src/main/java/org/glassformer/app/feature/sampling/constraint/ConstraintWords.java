package org.glassformer.app.feature.sampling.constraint;

import java.util.stream.Collectors;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.ConstraintStanding;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.TokenText;

/// Constraints and what they allow, in words.
final class ConstraintWords {

    private ConstraintWords() {}

    /// What may come next.
    ///
    /// @param step the text before it
    static String next(ConstraintStanding standing, Reading step) {
        return switch (standing.stage()) {
            case OPEN -> next("constraint.next", standing);
            case MAY_END -> next("constraint.mayEnd", standing);
            case FINISHED -> Messages.text("constraint.finished");
            case BROKEN ->
                    Messages.text(
                            "constraint.broken",
                            text(step.tokens().get(standing.broken())),
                            standing.broken() - step.typed() + 1);
        };
    }

    private static String next(String key, ConstraintStanding standing) {
        String tokens =
                standing.likeliest().stream()
                        .map(token -> "\u201c" + text(token) + "\u201d")
                        .collect(Collectors.joining(" "));
        int more = standing.allowed() - standing.likeliest().size();
        String all = more > 0 ? Messages.text("constraint.more", tokens, more) : tokens;
        return Messages.text(key, all, Figures.fixed(standing.maskMs(), 1));
    }

    private static String text(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    static String name(Constraint.Kind kind) {
        return Messages.text("constraint.kind." + kind);
    }

    static String tip(Constraint.Kind kind) {
        return Messages.text("constraint.kind." + kind + ".tip");
    }
}
