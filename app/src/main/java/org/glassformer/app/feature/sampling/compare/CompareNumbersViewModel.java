package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.sampling.compare.PairViewModel.Pair;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.generate.SideBySideReport;
import org.glassformer.engine.sampling.DrawnToken;
import org.jspecify.annotations.Nullable;

/// What the panels of the comparison say when they leave the lab.
final class CompareNumbersViewModel {

    private final LabSession session;
    private final CompareViewModel model;

    CompareNumbersViewModel(LabSession session, CompareViewModel model) {
        this.session = session;
        this.model = model;
    }

    private Caption caption(String title) {
        Caption caption = Caption.of(title).with(RunSettings.of(session));
        for (Side side : Side.values()) {
            caption =
                    caption.with(
                            Messages.text("compare.side." + side),
                            Messages.text(
                                    "compare.setting",
                                    model.chainWords(side).get(),
                                    Long.toString(model.drawing(side).seed()),
                                    model.deviceName(side)));
        }
        return caption;
    }

    Caption nextCaption() {
        Caption caption = caption(Messages.text("compare.next.title"));
        Pair pair = model.next().pairProperty().get();
        return pair == null
                ? caption
                : caption.with("KL(A\u2016B)", bits(pair.divergence().klBits()))
                        .with("KL(B\u2016A)", bits(pair.divergence().reverseKlBits()))
                        .with(
                                Messages.text("compare.variation"),
                                Double.toString(pair.divergence().totalVariation()));
    }

    private static String bits(double value) {
        return Messages.text("compare.bits", Double.toString(value));
    }

    /// A row for each token of the vocabulary.
    Optional<NumbersTable> next() {
        Pair pair = model.next().pairProperty().get();
        if (pair == null) {
            return Optional.empty();
        }
        List<ChangeBarsData.Row> rows = pair.bars().rows();
        return Optional.of(
                new NumbersTable(
                        nextCaption(),
                        rows.size(),
                        List.of(
                                Column.whole(column("id"), row -> rows.get(row).id()),
                                Column.text(column("token"), row -> rows.get(row).token()),
                                Column.float32(
                                        column("logitA"),
                                        "",
                                        row -> pair.a().logit(pair.a().rankOf(rows.get(row).id()))),
                                Column.float32(
                                        column("logitB"),
                                        "",
                                        row -> pair.b().logit(pair.b().rankOf(rows.get(row).id()))),
                                Column.float64(column("pA"), "", row -> rows.get(row).before()),
                                Column.float64(column("pB"), "", row -> rows.get(row).after()))));
    }

    Caption textsCaption() {
        return caption(Messages.text("compare.texts.title"));
    }

    /// A row for each token of the longer text.
    Optional<NumbersTable> texts() {
        TextsViewModel.Texts texts = model.texts().textsProperty().get();
        if (texts == null) {
            return Optional.empty();
        }
        SideBySideReport report = texts.report();
        TokenTexts words = texts.step().vocabulary();
        List<DrawnToken> a = report.first();
        List<DrawnToken> b = report.second();
        int rows = Math.max(report.steps().size(), Math.max(a.size(), b.size()));
        return Optional.of(
                new NumbersTable(
                        textsCaption(),
                        rows,
                        List.of(
                                Column.whole(column("step"), row -> row + 1L),
                                Column.text(column("idA"), row -> id(a, row)),
                                Column.text(column("tokenA"), row -> text(words, a, row)),
                                Column.float64(
                                        column("drawnA"),
                                        "",
                                        row -> number(a, row, DrawnToken::probability)),
                                Column.float64(
                                        column("uA"), "", row -> number(a, row, DrawnToken::u)),
                                Column.text(column("idB"), row -> id(b, row)),
                                Column.text(column("tokenB"), row -> text(words, b, row)),
                                Column.float64(
                                        column("drawnB"),
                                        "",
                                        row -> number(b, row, DrawnToken::probability)),
                                Column.float64(
                                        column("uB"), "", row -> number(b, row, DrawnToken::u)),
                                Column.float64(
                                        column("kl"),
                                        column("bits"),
                                        row -> step(report, row, s -> s.divergence().klBits())),
                                Column.float64(
                                        column("reverseKl"),
                                        column("bits"),
                                        row ->
                                                step(
                                                        report,
                                                        row,
                                                        s -> s.divergence().reverseKlBits())),
                                Column.float64(
                                        column("variation"),
                                        "",
                                        row ->
                                                step(
                                                        report,
                                                        row,
                                                        s -> s.divergence().totalVariation())),
                                Column.float64(
                                        column("logits"),
                                        "",
                                        row ->
                                                step(
                                                        report,
                                                        row,
                                                        SideBySideReport.Step::logitDifference)))));
    }

    private static double step(
            SideBySideReport report, int row, ToDoubleFunction<SideBySideReport.Step> value) {
        return row < report.steps().size()
                ? value.applyAsDouble(report.steps().get(row))
                : Double.NaN;
    }

    private static double number(
            List<DrawnToken> tokens, int row, ToDoubleFunction<DrawnToken> value) {
        return row < tokens.size() ? value.applyAsDouble(tokens.get(row)) : Double.NaN;
    }

    private static @Nullable String id(List<DrawnToken> tokens, int row) {
        return row < tokens.size() ? Integer.toString(tokens.get(row).id()) : null;
    }

    private static @Nullable String text(TokenTexts words, List<DrawnToken> tokens, int row) {
        return row < tokens.size() ? words.token(tokens.get(row).id()).text() : null;
    }

    private static String column(String name) {
        return Messages.text("compare.column." + name);
    }
}
