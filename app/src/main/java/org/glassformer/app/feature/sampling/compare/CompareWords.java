package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.sampling.Divergence;

/// What the panels of the comparison say.
final class CompareWords {

    private CompareWords() {}

    /// A token as a person reads it.
    static String token(TokenTexts vocabulary, int id) {
        SessionToken token = vocabulary.token(id);
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// Why a divergence is infinite or none; empty if there is nothing to say.
    static String infinite(Divergence divergence) {
        int a = divergence.onlyFirst();
        int b = divergence.onlySecond();
        if (divergence.isNone()) {
            return Messages.text("compare.equal");
        }
        if (a > 0 && b > 0) {
            return Messages.text("compare.infinite.both", Figures.count(a), Figures.count(b));
        }
        if (a > 0) {
            return Messages.text("compare.infinite.a", Figures.count(a));
        }
        return b > 0 ? Messages.text("compare.infinite.b", Figures.count(b)) : "";
    }

    /// How far the texts agree.
    static String summary(SideBySideReport report) {
        int tokens = report.second().size();
        Optional<StopReason> end = report.secondStop();
        String agreement =
                report.difference()
                        .map(difference ->
                                Messages.text("compare.texts.differ", difference.step() + 1))
                        .orElseGet(() -> Messages.text("compare.texts.same", tokens));
        return end.isEmpty() ? Messages.text("compare.texts.writing", agreement) : agreement;
    }

    /// Why a text ended.
    static String end(Optional<StopReason> stop) {
        return stop.map(reason -> Messages.text("compare.end." + reason)).orElse("");
    }

    /// At how many steps the first divergence is infinite, of how many.
    static String gaps(List<SideBySideReport.Step> steps) {
        long a = steps.stream().filter(s -> Double.isInfinite(s.divergence().klBits())).count();
        long b =
                steps.stream()
                        .filter(s -> Double.isInfinite(s.divergence().reverseKlBits()))
                        .count();
        return a + b == 0 ? "" : Messages.text("compare.curve.gaps", a, b, steps.size());
    }
}
