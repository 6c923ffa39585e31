package org.glassformer.app.feature.sampling.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.glassformer.app.feature.sampling.compare.PairViewModel.Pair;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.app.ui.control.PlotAxis;
import org.glassformer.app.ui.control.PlotData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.generate.CaseReport;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.generate.StopReason;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.DrawnToken;

/// What the panels of the comparison say.
final class CompareWordsViewModel {

    private static final List<String> HEADS = List.of("drew", "pA", "pB", "logit", "rank");
    private static final List<String> DEVICE_HEADS =
            List.of("drew", "pA", "pB", "logitA", "logitB");

    private CompareWordsViewModel() {}

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

    /// The next token as the panel shows it.
    ///
    /// @param figures both divergences, the variation, both entropies
    /// @param note what there is to say of them
    /// @param bars a row for each token
    record NextShown(List<String> figures, String note, ChangeBarsData bars) {}

    /// The next token as the panel shows it.
    static NextShown shown(Pair pair) {
        Divergence divergence = pair.divergence();
        String devices =
                pair.logitDifference() == 0
                        ? ""
                        : Messages.text(
                                "compare.next.logits", Figures.value(pair.logitDifference()));
        return new NextShown(
                List.of(
                        bits(divergence.klBits()),
                        bits(divergence.reverseKlBits()),
                        Figures.value(divergence.totalVariation()),
                        bits(divergence.entropyBits()),
                        bits(divergence.otherEntropyBits())),
                (infinite(divergence) + " " + devices).strip(),
                pair.bars());
    }

    private static String bits(double value) {
        return Double.isInfinite(value)
                ? "\u221e"
                : Messages.text("compare.bits", Figures.value(value));
    }

    /// One of the texts as its panel shows it.
    ///
    /// @param labels its tokens
    /// @param bits the surprisal of each
    /// @param end why it ended
    /// @param readings what is said of each token
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Written(List<String> labels, float[] bits, String end, List<String> readings) {}

    /// Both texts as the panel shows them.
    ///
    /// @param first the text of A
    /// @param second the text of B
    /// @param sentence how far they agree
    /// @param heads of the table of the first difference; empty for none
    /// @param rows what A drew and what B drew
    /// @param curves along the first text
    /// @param gaps where divergences are infinite
    record TextsShown(
            Written first,
            Written second,
            String sentence,
            List<String> heads,
            List<List<String>> rows,
            Map<Measure, PlotData> curves,
            String gaps) {}

    /// Both texts as the panel shows them.
    static TextsShown shown(TextsViewModel.Texts texts) {
        SideBySideReport report = texts.report();
        TokenTexts words = texts.step().vocabulary();
        List<List<String>> rows =
                report.difference()
                        .map(difference ->
                                List.of(
                                        row(
                                                Side.A,
                                                words,
                                                difference.first().ofFirst(),
                                                difference.second().ofFirst(),
                                                texts.devices()),
                                        row(
                                                Side.B,
                                                words,
                                                difference.first().ofSecond(),
                                                difference.second().ofSecond(),
                                                texts.devices())))
                        .orElse(List.of());
        Map<Measure, PlotData> curves = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            curves.put(measure, curve(report, measure));
        }
        return new TextsShown(
                written(words, report.first(), report.firstStop()),
                written(words, report.second(), report.secondStop()),
                sentence(texts),
                texts.devices() ? DEVICE_HEADS : HEADS,
                rows,
                curves,
                gaps(report.steps()));
    }

    private static Written written(
            TokenTexts words, List<DrawnToken> tokens, Optional<StopReason> stop) {
        float[] bits = new float[tokens.size()];
        List<String> labels = new ArrayList<>();
        List<String> readings = new ArrayList<>();
        for (int i = 0; i < bits.length; i++) {
            DrawnToken token = tokens.get(i);
            double surprisal = -token.logprob() / Math.log(2);
            bits[i] = (float) surprisal;
            labels.add(token(words, token.id()));
            readings.add(
                    Messages.text(
                            "compare.reading",
                            i + 1,
                            Figures.percent(token.probability()),
                            Figures.fixed(token.u(), 3),
                            Figures.fixed(surprisal, 2)));
        }
        return new Written(labels, bits, end(stop), readings);
    }

    private static String sentence(TextsViewModel.Texts texts) {
        SideBySideReport report = texts.report();
        StringBuilder text = new StringBuilder(summary(report));
        report.difference()
                .ifPresent(difference -> {
                    double uA = difference.first().drawn().u();
                    double uB = difference.second().drawn().u();
                    text.append(' ')
                            .append(
                                    uA == uB
                                            ? Messages.text(
                                                    "compare.draw.same", Figures.fixed(uA, 4))
                                            : Messages.text(
                                                    "compare.draw.both",
                                                    Figures.fixed(uA, 4),
                                                    Figures.fixed(uB, 4)));
                });
        if (texts.devices()) {
            text.append(' ')
                    .append(
                            Messages.text(
                                    "compare.texts.logits",
                                    Figures.value(report.largestLogitDifference())));
        }
        return text.toString();
    }

    private static List<String> row(
            Side side,
            TokenTexts words,
            CaseReport.Candidate inA,
            CaseReport.Candidate inB,
            boolean devices) {
        return List.of(
                Messages.text(
                        "compare.difference.token",
                        Messages.text("compare.side." + side),
                        token(words, inA.id()),
                        Integer.toString(inA.id())),
                Figures.percent(inA.probability()),
                Figures.percent(inB.probability()),
                Figures.fixed(inA.logit(), devices ? 6 : 3),
                devices ? Figures.fixed(inB.logit(), 6) : Figures.count(inA.rank()));
    }

    private static PlotData curve(SideBySideReport report, Measure measure) {
        List<PlotSeries> series =
                switch (measure) {
                    case KL ->
                            List.of(
                                    series(report, "kl", step -> step.divergence().klBits()),
                                    series(
                                            report,
                                            "reverseKl",
                                            step -> step.divergence().reverseKlBits()));
                    case VARIATION ->
                            List.of(
                                    series(
                                            report,
                                            "variation",
                                            step -> step.divergence().totalVariation()));
                    case LOGITS ->
                            List.of(
                                    series(
                                            report,
                                            "logits",
                                            SideBySideReport.Step::logitDifference));
                };
        boolean flat =
                measure == Measure.LOGITS
                        ? report.largestLogitDifference() == 0
                        : report.steps().stream().allMatch(step -> step.divergence().isNone());
        PlotAxis y = PlotAxis.of(Messages.text("compare.axis." + measure)).fromZero();
        return new PlotData(
                PlotAxis.of(Messages.text("compare.axis.step")).ofCounts(),
                flat || measure == Measure.VARIATION ? y.between(0, 1) : y,
                series);
    }

    private static PlotSeries series(
            SideBySideReport report, String name, ToDoubleFunction<SideBySideReport.Step> value) {
        List<SideBySideReport.Step> steps = report.steps();
        double[] x = new double[steps.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1;
            y[i] = value.applyAsDouble(steps.get(i));
        }
        return PlotSeries.line(Messages.text("compare." + name), x, y);
    }
}
