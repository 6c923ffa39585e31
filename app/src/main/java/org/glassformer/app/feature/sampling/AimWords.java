package org.glassformer.app.feature.sampling;

import java.util.stream.Collectors;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Aimed;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.StageKind;

/// What came of a dragged bar or cut line, as one sentence.
final class AimWords {

    private AimWords() {}

    /// Of the cut line.
    ///
    /// @param wanted how many tokens were to be left
    static String cut(Aimed found, int wanted) {
        return switch (found) {
            case Aimed.Kept kept -> kept(kept);
            case Aimed.Shared shared -> "";
            case Aimed.Cannot(Aimed.Reason reason, String stage) ->
                    switch (reason) {
                        case TIES -> Messages.text("aim.cut.ties", wanted);
                        case IN_THE_WAY -> Messages.text("aim.cut.inTheWay", stage, wanted);
                        case NEVER, OUT_OF_REACH -> Messages.text("aim.cut.impossible", wanted);
                    };
        };
    }

    private static String kept(Aimed.Kept kept) {
        String stages =
                kept.moved().stream()
                        .map(kind -> ChainWords.of(kept.chain().stage(kind)))
                        .collect(Collectors.joining(", "));
        String tokens =
                kept.count() == 1
                        ? Messages.text("aim.cut.one")
                        : Messages.text("aim.cut.tokens", kept.count());
        return stages.isEmpty() ? tokens : Messages.text("aim.cut.kept", stages, tokens);
    }

    /// Of a bar.
    ///
    /// @param text the token
    /// @param wanted the probability that it was to have
    static String share(Aimed found, String text, double wanted) {
        return switch (found) {
            case Aimed.Kept kept -> "";
            case Aimed.Shared shared -> shared(shared, text, wanted);
            case Aimed.Cannot(Aimed.Reason reason, String stage) ->
                    switch (reason) {
                        case NEVER -> Messages.text("aim.share.never", text);
                        case IN_THE_WAY -> Messages.text("aim.share.inTheWay", stage, text);
                        case TIES, OUT_OF_REACH ->
                                Messages.text(
                                        "aim.share.impossible", text, Figures.percent(wanted));
                    };
        };
    }

    private static String shared(Aimed.Shared shared, String text, double wanted) {
        String share = Figures.percent(shared.share());
        String moved =
                shared.moved() == StageKind.LOGIT_BIAS
                        ? Messages.text("aim.bias", Figures.fixed(shared.value(), 2))
                        : ChainWords.of(shared.chain().stage(shared.moved()));
        if (shared.reached()) {
            return Messages.text("aim.share.gives", moved, text, share);
        }
        String key = shared.share() < wanted ? "aim.share.most" : "aim.share.least";
        return Messages.text(key, text, Figures.percent(wanted), share, moved);
    }
}
