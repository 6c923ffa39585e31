package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.Optional;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainWords;
import org.glassformer.app.session.Constraint;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.engine.sampling.SamplingTrace;

/// What the panels of the screen say when they leave the lab: captions with every setting, and their numbers whole.
final class NumbersViewModel {

    private final LabSession session;
    private final NextTokenViewModel next;

    NumbersViewModel(LabSession session, NextTokenViewModel next) {
        this.session = session;
        this.next = next;
    }

    /// A title with every setting of the screen.
    Caption caption(String title) {
        return constraint(Caption.of(title).with(RunSettings.of(session)))
                .with(
                        Messages.text("export.setting.chain"),
                        ChainWords.of(session.chainProperty().get()))
                .with(
                        Messages.text("export.setting.seed"),
                        Long.toString(session.seedProperty().get()));
    }

    Caption nextCaption() {
        return caption(next.titleProperty().get())
                .with(Messages.text("export.setting.draw"), next.drawProperty().get());
    }

    private Caption constraint(Caption caption) {
        Constraint constraint = session.constraintProperty().get();
        return constraint == null
                ? caption
                : caption.with(
                        Messages.text("export.setting.constraint"),
                        Messages.text(
                                "constraint.caption." + constraint.kind(),
                                constraint.source().replace("\n", " | ")));
    }

    /// A row for each token of the vocabulary, the most likely first.
    Optional<NumbersTable> next() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        if (trace == null || reading == null) {
            return Optional.empty();
        }
        TokenTexts vocabulary = reading.vocabulary();
        boolean greedy = NextTokenViewModel.isGreedy(session);
        return table(
                nextCaption(),
                trace.size(),
                List.of(
                        Column.whole(column("rank"), row -> row + 1L),
                        Column.whole(column("id"), trace::id),
                        Column.text(column("token"), row -> vocabulary.token(trace.id(row)).text()),
                        Column.float32(column("logit"), "", trace::logit),
                        Column.float64(
                                column("adjusted"),
                                "",
                                row -> NextTokenViewModel.divided(trace, row, greedy)),
                        Column.float64(column("before"), "", trace::rawProbability),
                        Column.float64(column("after"), "", trace::probability),
                        Column.text(
                                column("removedBy"),
                                row -> NextTokenViewModel.reason(trace, row))));
    }

    private static Optional<NumbersTable> table(Caption caption, int rows, List<Column> columns) {
        return rows == 0 ? Optional.empty() : Optional.of(new NumbersTable(caption, rows, columns));
    }

    private static String column(String name) {
        return Messages.text("export.column." + name);
    }
}
