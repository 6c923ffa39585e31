package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Searched;
import org.jspecify.annotations.Nullable;

/// A beam search as tables, with every setting.
final class BeamNumbers {

    private BeamNumbers() {}

    static Caption caption(@Nullable Searched searched, String title) {
        return searched == null
                ? Caption.of(title)
                : Caption.of(title)
                        .with(searched.question().caption())
                        .with(
                                Messages.text("beams.setting.width"),
                                Integer.toString(searched.settings().width()))
                        .with(
                                Messages.text("beams.setting.penalty"),
                                Figures.value(searched.settings().lengthPenalty()));
    }

    /// A row for each text found.
    static Optional<NumbersTable> results(Caption caption, @Nullable Searched searched) {
        List<Searched.Found> found = searched == null ? List.of() : searched.found();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption,
                                found.size(),
                                List.of(
                                        Column.whole(column("rank"), row -> row + 1L),
                                        Column.float64(
                                                column("score"), "", row -> found.get(row).score()),
                                        Column.float64(
                                                column("total"), "", row -> found.get(row).total()),
                                        Column.whole(
                                                column("tokens"), row -> found.get(row).tokens()),
                                        Column.text(
                                                column("stop"),
                                                row -> lower(found.get(row).stop())),
                                        Column.text(
                                                column("text"), row -> found.get(row).text()))));
    }

    /// A row for each token looked at.
    static Optional<NumbersTable> tree(Caption caption, @Nullable Searched searched) {
        if (searched == null || searched.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new NumbersTable(
                        caption,
                        searched.size(),
                        List.of(
                                Column.whole(column("node"), row -> row),
                                Column.whole(column("parent"), searched::parent),
                                Column.whole(column("step"), searched::depth),
                                Column.text(column("token"), row -> searched.token(row).text()),
                                Column.whole(column("id"), row -> searched.token(row).id()),
                                Column.float64(column("logprob"), "", searched::logprob),
                                Column.float64(column("total"), "", searched::total),
                                Column.float64(column("score"), "", searched::score),
                                Column.text(column("fate"), row -> lower(searched.fate(row))))));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String column(String name) {
        return Messages.text("answers.column." + name);
    }
}
