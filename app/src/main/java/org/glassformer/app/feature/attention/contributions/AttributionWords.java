package org.glassformer.app.feature.attention.contributions;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.WaterfallData;

/// What an attribution says in words: whose logit it is and where, whether the parts sum to it, how the last norm is
/// handled, and each part and step.
///
/// @param of what is put into words
record AttributionWords(Attribution of) {

    /// The token whose logit it is, as it is written.
    String token() {
        String name = PartWords.label(of.token());
        return of.likeliest() ? Messages.text("contributions.likeliest.token", name) : name;
    }

    /// The token whose logit is taken off, as it is written.
    String other() {
        return of.isDifference()
                ? PartWords.label(of.other())
                : Messages.text("contributions.nothing");
    }

    /// After which token of the text the model predicts.
    String position() {
        return Messages.text("contributions.position", PartWords.label(of.after()), of.position());
    }

    /// What the parts sum to, and what the model says.
    String check() {
        String all = Figures.fixed(of.sum(), 3);
        String logit = Figures.fixed(of.logit(), 3);
        if (of.hasRemainder()) {
            return Messages.text(
                    of.isDifference()
                            ? "contributions.check.patchedDifference"
                            : "contributions.check.patched",
                    all,
                    logit,
                    PartWords.signed(of.remainder(), 3));
        }
        return of.isLast()
                ? Messages.text(
                        of.isDifference()
                                ? "contributions.check.difference"
                                : "contributions.check",
                        all,
                        logit,
                        Figures.fixed(of.modelLogit(), 3))
                : Messages.text(
                        of.isDifference()
                                ? "contributions.check.earlierDifference"
                                : "contributions.check.earlier",
                        all,
                        logit);
    }

    /// How the last norm is handled, and how many interventions are in force.
    String norm() {
        String line = Messages.text("contributions.norm", Figures.value(of.scale()));
        int changes = of.interventions();
        return changes == 0
                ? line
                : line
                        + " "
                        + Messages.text(
                                changes == 1
                                        ? "contributions.intervention"
                                        : "contributions.interventions",
                                changes);
    }

    /// A part, what it adds and how much that is of all.
    String part(Part part) {
        return Messages.text(
                "contributions.reading",
                PartWords.name(part),
                PartWords.signed(part.value(), 3),
                Figures.percent(of.share(part.value())));
    }

    /// A step of the running sum; the sum itself beside the steps.
    ///
    /// @param step from the first, or any number that is no step
    /// @param data the running sum of this attribution
    String step(int step, WaterfallData data) {
        if (step < 0 || step >= data.steps().size()) {
            return Messages.text(
                    "contributions.sum.reading", Figures.fixed(data.sum(data.steps().size()), 3));
        }
        WaterfallData.Step at = data.steps().get(step);
        return Messages.text(
                "contributions.step.reading",
                PartsPicture.of(of).stepName(step),
                PartWords.signed(at.value(), 3),
                Figures.fixed(data.sum(step + 1), 3));
    }
}
