package org.glassformer.app.feature.sampling.cases;

import java.util.List;
import java.util.stream.Collectors;
import org.glassformer.app.feature.sampling.cases.CasesViewModel.Replayed;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.SamplingCase;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.grammar.GrammarSource;

/// What the panel of sampling cases says.
final class CaseWordsViewModel {

    private CaseWordsViewModel() {}

    /// The case's chain.
    static String chain(SamplingCase saved) {
        String stages =
                saved.chain().stages().stream()
                        .filter(stage -> !stage.isNeutral() && !(stage instanceof Stage.Grammar))
                        .map(ChainWords::of)
                        .collect(Collectors.joining(", "));
        return stages.isEmpty() ? Messages.text("chain.neutral") : stages;
    }

    /// What else the case holds; empty for nothing.
    static String others(SamplingCase saved) {
        GrammarSource constraint = saved.constraint();
        String grammar =
                constraint == null
                        ? ""
                        : Messages.text(
                                "cases.constraint." + constraint.kind(),
                                constraint.text().replace('\n', ' '));
        String interventions =
                saved.interventions().list().stream()
                        .map(Interventions::spec)
                        .map(spec -> spec.orElse(""))
                        .collect(Collectors.joining(", "));
        return List.of(grammar, interventions).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /// What came of it.
    static String result(Replayed shown) {
        CaseReport report = shown.report();
        int expected = shown.saved().expected().size();
        return report.difference()
                .map(difference ->
                        Messages.text(
                                "cases.differs",
                                difference.step() + 1,
                                expected,
                                Figures.fixed(difference.u(), 6)))
                .orElseGet(() ->
                        Messages.text(
                                "cases.allSame",
                                expected,
                                Figures.value(report.largestLogprobDifference())));
    }

    /// What is not as it was; empty if all is.
    static String mismatch(Replayed shown) {
        StringBuilder text = new StringBuilder();
        if (!shown.report().sameModel()) {
            text.append(
                    Messages.text(
                            "cases.otherModel",
                            shown.model().name(),
                            shown.saved().model().toString()));
        }
        if (shown.isOtherDevice()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(
                            Messages.text(
                                    "cases.otherDevice",
                                    shown.saved().device(),
                                    shown.model().device()));
        }
        return text.toString();
    }

    /// Tokens as people read them, one after the other.
    static String text(TokenTexts vocabulary, List<Integer> ids) {
        return ids.stream().map(id -> token(vocabulary, id)).collect(Collectors.joining());
    }

    /// A token as a person reads it.
    static String token(TokenTexts vocabulary, int id) {
        SessionToken token = vocabulary.token(id);
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// A name and a value.
    record Fact(String key, String value) {}

    /// A case that was run again, as the panel shows it.
    ///
    /// @param file where it is
    /// @param result what came of it
    /// @param same whether all tokens came again
    /// @param mismatch what is not as it was
    /// @param facts what the case holds
    /// @param difference the expected token and the one that came; empty for none
    record CaseShown(
            String file,
            String result,
            boolean same,
            String mismatch,
            List<Fact> facts,
            List<List<String>> difference) {}

    /// A case that was run again, as the panel shows it.
    static CaseShown shown(Replayed shown) {
        SamplingCase saved = shown.saved();
        TokenTexts words = shown.vocabulary();
        List<Integer> expected = saved.expected().stream().map(SamplingCase.Expected::id).toList();
        return new CaseShown(
                shown.file().toString(),
                result(shown),
                shown.report().isSame(),
                mismatch(shown),
                List.of(
                        new Fact("cases.model", saved.model().toString()),
                        new Fact("cases.device", saved.device()),
                        new Fact("cases.chain", chain(saved)),
                        new Fact("cases.seed", Long.toString(saved.seed())),
                        new Fact("cases.others", others(saved)),
                        new Fact("cases.prompt", text(words, saved.promptIds())),
                        new Fact("cases.expected", text(words, expected))),
                shown.report()
                        .difference()
                        .map(difference ->
                                List.of(
                                        row(
                                                "expected",
                                                words,
                                                difference.expected(),
                                                difference.logprobThen()),
                                        row("got", words, difference.actual(), Double.NaN)))
                        .orElse(List.of()));
    }

    private static List<String> row(
            String which, TokenTexts words, CaseReport.Candidate token, double then) {
        return List.of(
                Messages.text("cases.difference." + which),
                token(words, token.id()) + "  #" + token.id(),
                Figures.fixed(then, 6),
                Figures.fixed(token.logprob(), 6),
                Figures.fixed(token.logit(), 6),
                Figures.count(token.rank()),
                Figures.percent(token.probability()));
    }
}
