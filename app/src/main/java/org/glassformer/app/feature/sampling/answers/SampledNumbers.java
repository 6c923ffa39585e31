package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.Question;
import org.jspecify.annotations.Nullable;

/// Several answers as a table, with every setting.
final class SampledNumbers {

    private SampledNumbers() {}

    /// What was asked and how it was drawn.
    static Caption caption(Question asked, String title) {
        return Caption.of(title)
                .with(asked.caption())
                .with(Messages.text("export.setting.chain"), ChainWords.of(asked.drawing().chain()))
                .with(Messages.text("export.setting.seed"), Long.toString(asked.drawing().seed()));
    }

    /// A row for each answer.
    static Optional<NumbersTable> table(Caption caption, List<AnswerRow> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption,
                                rows.size(),
                                List.of(
                                        Column.whole(column("rank"), row -> rows.get(row).rank()),
                                        Column.whole(
                                                column("number"),
                                                row -> rows.get(row).number() + 1L),
                                        Column.float64(
                                                column("mean"), "", row -> rows.get(row).mean()),
                                        Column.float64(
                                                column("total"), "", row -> rows.get(row).total()),
                                        Column.whole(
                                                column("tokens"), row -> rows.get(row).tokens()),
                                        Column.text(
                                                column("stop"), row -> lower(rows.get(row).stop())),
                                        Column.float64(
                                                column("time"), "ms", row -> rows.get(row).ms()),
                                        Column.text(column("text"), row -> rows.get(row).text()))));
    }

    private static String lower(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    private static String column(String name) {
        return Messages.text("answers.column." + name);
    }
}
