package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.RunSettings;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.engine.sampling.SamplingTrace;

/// How the next token is drawn: the tokens that the chain leaves end to end on a line from 0 to 1, and the number that
/// falls on one of them.
final class DrawViewModel {

    /// A token on the line.
    ///
    /// @param id in the vocabulary
    /// @param text as a person reads it
    /// @param from where its stretch begins, 0 to 1
    /// @param p how long its stretch is
    record Stretch(int id, String text, double from, double p) {}

    private final LabSession session;
    private final ReadOnlyObjectWrapper<List<Stretch>> stretches =
            new ReadOnlyObjectWrapper<>(this, "stretches", List.of());
    private final ReadOnlyDoubleWrapper number =
            new ReadOnlyDoubleWrapper(this, "number", Double.NaN);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");

    DrawViewModel(LabSession session) {
        this.session = session;
        session.traceProperty().subscribe((before, now) -> lay());
        session.seedProperty().subscribe((before, now) -> draw());
        session.rerollProperty().subscribe((before, now) -> draw());
    }

    /// The tokens that are left, in the order in which the number is compared with them.
    ReadOnlyObjectProperty<List<Stretch>> stretchesProperty() {
        return stretches.getReadOnlyProperty();
    }

    /// The number drawn; not a number before the first.
    ReadOnlyDoubleProperty numberProperty() {
        return number.getReadOnlyProperty();
    }

    /// The number, the seed and the step.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    private void lay() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.readingProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        TokenTexts vocabulary = reading.vocabulary();
        List<Stretch> made = new ArrayList<>();
        double from = 0;
        for (int rank = 0; rank < trace.kept(); rank++) {
            double p = trace.probability(rank);
            int id = trace.id(rank);
            String text = NextTokenViewModel.text(vocabulary.token(id));
            made.add(new Stretch(id, text, from, p));
            from += p;
        }
        stretches.set(List.copyOf(made));
        draw();
    }

    private void draw() {
        if (!stretches.get().isEmpty()) {
            double u = Continuation.draw(session);
            number.set(u);
            note.set(
                    Messages.text(
                            "draw.note",
                            Figures.fixed(u, 4),
                            session.seedProperty().get(),
                            session.tokensProperty().get().size()));
        }
    }

    /// What the pointer is on.
    ///
    /// @param index of a stretch
    String reading(int index) {
        Stretch stretch = stretches.get().get(index);
        return Messages.text("draw.hover", stretch.text(), Figures.percent(stretch.p()));
    }

    Caption caption() {
        return Caption.of(Messages.text("draw.title"))
                .with(RunSettings.of(session))
                .with(Messages.text("export.setting.draw"), note.get());
    }

    /// A row for each token that is left.
    Optional<NumbersTable> numbers() {
        List<Stretch> all = stretches.get();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NumbersTable(
                                caption(),
                                all.size(),
                                List.of(
                                        Column.whole(
                                                Messages.text("export.column.id"),
                                                row -> all.get(row).id()),
                                        Column.text(
                                                Messages.text("export.column.token"),
                                                row -> all.get(row).text()),
                                        Column.float64(
                                                Messages.text("draw.column.from"),
                                                "",
                                                row -> all.get(row).from()),
                                        Column.float64(
                                                Messages.text("draw.column.to"),
                                                "",
                                                row -> all.get(row).from() + all.get(row).p()))));
    }
}
