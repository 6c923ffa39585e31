package org.glassformer.app.feature.tokens.steps;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.feature.tokens.steps.Unfolded.Join;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.MergeStepsData;
import org.glassformer.app.ui.control.StepMerge;

/// The merges as a table: a row for each, in order.
final class StepsTable {

    private StepsTable() {}

    /// What the panel shows, of which text and with which tokenizer.
    static Caption caption(String tokenizer, Unfolded unfolded, String position) {
        return Caption.of(Messages.text("steps.title"))
                .with(Messages.text("steps.column.tokenizer"), tokenizer)
                .with(Messages.text("steps.column.text"), unfolded.text())
                .with(Messages.text("steps.column.step"), position);
    }

    /// The table; empty without merges.
    static Optional<NumbersTable> of(Caption caption, Unfolded unfolded, MergeStepsData data) {
        List<StepMerge> merges = data.merges();
        List<Join> joins = unfolded.joins();
        if (merges.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NumbersTable(
                        caption,
                        merges.size(),
                        List.of(
                                Column.whole(Messages.text("steps.column.step"), row -> row + 1),
                                Column.text(
                                        Messages.text("steps.column.left"),
                                        row ->
                                                label(
                                                        data,
                                                        merges.get(row).from(),
                                                        merges.get(row).middle())),
                                Column.text(
                                        Messages.text("steps.column.right"),
                                        row ->
                                                label(
                                                        data,
                                                        merges.get(row).middle(),
                                                        merges.get(row).to())),
                                Column.whole(
                                        Messages.text("steps.column.rank"),
                                        row -> joins.get(row).rank()),
                                Column.text(
                                        Messages.text("steps.column.token"),
                                        row ->
                                                label(
                                                        data,
                                                        merges.get(row).from(),
                                                        merges.get(row).to())),
                                Column.whole(
                                        Messages.text("steps.column.id"),
                                        row -> joins.get(row).token()),
                                Column.whole(
                                        Messages.text("steps.column.from"),
                                        row -> merges.get(row).from()),
                                Column.whole(
                                        Messages.text("steps.column.to"),
                                        row -> merges.get(row).to()))));
    }

    private static String label(MergeStepsData data, int from, int to) {
        return data.label(from, to);
    }
}
