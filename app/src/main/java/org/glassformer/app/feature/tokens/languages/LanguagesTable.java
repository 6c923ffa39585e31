package org.glassformer.app.feature.tokens.languages;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;

/// The figures as a table: a row for each language with each tokenizer, in the order shown.
final class LanguagesTable {

    private LanguagesTable() {}

    /// What the panel shows, and with which tokenizers.
    static Caption caption(Comparison comparison) {
        return Caption.of(Messages.text("languages.panelOf", comparison.languages().size()))
                .with(
                        Messages.text("languages.tokenizers"),
                        String.join(", ", comparison.tokenizers()));
    }

    /// The table; empty while there is nothing counted.
    static Optional<NumbersTable> of(Comparison comparison) {
        if (comparison.languages().stream()
                .flatMap(language -> language.tokens().stream())
                .allMatch(count -> count == LanguageCount.UNKNOWN)) {
            return Optional.empty();
        }
        int n = comparison.tokenizers().size();
        List<LanguageCount> languages = comparison.languages();
        return Optional.of(
                new NumbersTable(
                        caption(comparison),
                        languages.size() * n,
                        List.of(
                                Column.text(
                                        Messages.text("languages.column.code"),
                                        row -> languages.get(row / n).language().code()),
                                Column.text(
                                        Messages.text("languages.column.language"),
                                        row -> languages.get(row / n).name()),
                                Column.text(
                                        Messages.text("languages.column.tokenizer"),
                                        row -> comparison.tokenizers().get(row % n)),
                                Column.whole(
                                        Messages.text("languages.tokens"),
                                        row -> languages.get(row / n).tokens().get(row % n)),
                                Column.whole(
                                        Messages.text("languages.column.characters"),
                                        row -> languages.get(row / n).characters()),
                                Column.whole(
                                        Messages.text("languages.column.bytes"),
                                        row -> languages.get(row / n).bytes()),
                                Column.float64(
                                        Messages.text("languages.column.ratio"),
                                        "",
                                        row -> comparison.ratio(languages.get(row / n), row % n)),
                                Column.text(
                                        Messages.text("languages.column.text"),
                                        row -> languages.get(row / n).language().text()))));
    }
}
