package org.glassformer.app.feature.attention.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.engine.analysis.DistributionChange;
import org.jspecify.annotations.Nullable;

/// What the panel says when it leaves the lab: its settings with every intervention, and the whole vocabulary.
final class OutcomeNumbersViewModel {

    private final LabSession session;
    private final NextTokensViewModel next;
    private final InterventionsViewModel interventions;

    OutcomeNumbersViewModel(
            LabSession session, NextTokensViewModel next, InterventionsViewModel interventions) {
        this.session = session;
        this.next = next;
        this.interventions = interventions;
    }

    Caption caption() {
        return Caption.of(Messages.text("outcome.title"))
                .with(RunSettings.of(session))
                .with(Messages.text("outcome.setting.shown"), Messages.text("outcome.raw.long"))
                .with(Messages.text("outcome.setting.interventions"), interventions.sentences())
                .with(Messages.text("outcome.setting.change"), next.figuresProperty().get());
    }

    /// A row for each token of the vocabulary, the likeliest after first.
    Optional<NumbersTable> table() {
        NextTokensViewModel.Outcome outcome = next.outcomeProperty().get();
        if (outcome == null) {
            return Optional.empty();
        }
        DistributionChange change = outcome.change();
        IntUnaryOperator ids = sorted(change);
        float[] after = outcome.reading().logits();
        float[] before = outcome.before();
        TokenTexts vocabulary = outcome.reading().vocabulary();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(column("rank"), row -> row + 1L));
        columns.add(Column.whole(column("id"), row -> ids.applyAsInt(row)));
        columns.add(
                Column.text(column("token"), row -> vocabulary.token(ids.applyAsInt(row)).text()));
        if (outcome.compared()) {
            columns.add(
                    Column.float32(column("logitBefore"), "", row -> before[ids.applyAsInt(row)]));
            columns.add(
                    Column.float32(column("logitAfter"), "", row -> after[ids.applyAsInt(row)]));
            columns.add(
                    Column.float64(
                            column("before"), "", row -> change.before(ids.applyAsInt(row))));
            columns.add(
                    Column.float64(column("after"), "", row -> change.after(ids.applyAsInt(row))));
            columns.add(
                    Column.float64(
                            column("change"),
                            "",
                            row ->
                                    change.after(ids.applyAsInt(row))
                                            - change.before(ids.applyAsInt(row))));
        } else {
            columns.add(Column.float32(column("logit"), "", row -> after[ids.applyAsInt(row)]));
            columns.add(Column.float64(column("p"), "", row -> change.after(ids.applyAsInt(row))));
        }
        return Optional.of(new NumbersTable(caption(), change.size(), columns));
    }

    /// The token of each row; sorted when the first row is asked for, which is off the JavaFX thread.
    private static IntUnaryOperator sorted(DistributionChange change) {
        return new IntUnaryOperator() {
            private int @Nullable [] ids;

            @Override
            public synchronized int applyAsInt(int row) {
                int[] known = ids;
                if (known == null) {
                    known =
                            IntStream.range(0, change.size())
                                    .boxed()
                                    .sorted(Comparator.comparingDouble(id -> -change.after(id)))
                                    .mapToInt(Integer::intValue)
                                    .toArray();
                    ids = known;
                }
                return known[row];
            }
        };
    }

    private static String column(String name) {
        return Messages.text("outcome.column." + name);
    }
}
