package org.glassformer.app.feature.sampling;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
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
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.sampling.ChiSquare;
import org.glassformer.engine.sampling.DrawCounts;
import org.glassformer.engine.sampling.Draws;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// How the next token is drawn: the tokens that the chain leaves end to end on a line from 0 to 1, the number that falls
/// on one of them, and how often each is drawn in a thousand draws.
final class DrawViewModel {

    /// How many draws one press adds.
    static final int THOUSAND = 1000;

    /// A stretch shorter than this is never long enough for its text.
    private static final double SEEN = 0.001;

    /// A token on the line.
    ///
    /// @param id in the vocabulary
    /// @param text as a person reads it; empty where the stretch is too short for any
    /// @param from where its stretch begins, 0 to 1
    /// @param p how long its stretch is
    record Stretch(int id, String text, double from, double p) {}

    /// The candidates of a trace, each made when it is asked for: a moved slider shows the first few of tens of thousands.
    private static final class Stretches extends AbstractList<Stretch> implements RandomAccess {

        private final SamplingTrace trace;
        private final TokenTexts vocabulary;
        private double[] ends = {}; // of the stretches that were asked for

        Stretches(SamplingTrace trace, TokenTexts vocabulary) {
            this.trace = trace;
            this.vocabulary = vocabulary;
        }

        @Override
        public Stretch get(int place) {
            int rank = trace.candidate(place);
            double p = trace.probability(rank);
            int id = trace.id(rank);
            String text = p < SEEN ? "" : NextTokenViewModel.text(vocabulary.token(id));
            return new Stretch(id, text, from(place), p);
        }

        private double from(int place) {
            int known = ends.length;
            if (place > known) {
                ends = Arrays.copyOf(ends, Math.min(size(), Math.max(64, 2 * place)));
                double sum = known == 0 ? 0 : ends[known - 1];
                for (int i = known; i < ends.length; i++) {
                    sum += trace.probability(trace.candidate(i));
                    ends[i] = sum;
                }
            }
            return place == 0 ? 0 : ends[place - 1];
        }

        @Override
        public int size() {
            return trace.kept();
        }
    }

    private final LabSession session;
    private final NewestWins turns;
    private final ReadOnlyObjectWrapper<List<Stretch>> stretches =
            new ReadOnlyObjectWrapper<>(this, "stretches", List.of());
    private final ReadOnlyDoubleWrapper number =
            new ReadOnlyDoubleWrapper(this, "number", Double.NaN);
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyObjectWrapper<@Nullable DrawCounts> counts =
            new ReadOnlyObjectWrapper<>(this, "counts");

    DrawViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.traceProperty().subscribe(trace -> lay());
        session.seedProperty()
                .subscribe((before, now) -> {
                    forget();
                    draw();
                });
        session.rerollProperty().subscribe((before, now) -> draw());
        counts.subscribe((before, now) -> tell());
    }

    /// The tokens that are left, in the order in which the number is compared with them.
    ReadOnlyObjectProperty<List<Stretch>> stretchesProperty() {
        return stretches.getReadOnlyProperty();
    }

    /// The number drawn; not a number before the first, and where the text left its constraint.
    ReadOnlyDoubleProperty numberProperty() {
        return number.getReadOnlyProperty();
    }

    /// The number, the seed and the step, or what a thousand draws say.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// How often each token was drawn in thousands of draws; null before the first thousand.
    ReadOnlyObjectProperty<@Nullable DrawCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// The share of each token in the thousands of draws; empty before the first thousand.
    List<Double> shares() {
        DrawCounts drawn = counts.get();
        return drawn == null
                ? List.of()
                : IntStream.range(0, stretches.get().size())
                        .mapToObj(place -> (double) drawn.count(place) / drawn.draws())
                        .toList();
    }

    /// Draws the same step a thousand times more; nothing is added to the text.
    void thousand() {
        SamplingTrace trace = session.traceProperty().get();
        if (trace == null || stretches.get().isEmpty() || Double.isNaN(number.get())) {
            return;
        }
        DrawCounts before = counts.get();
        int draws = THOUSAND + (before == null ? 0 : before.draws());
        long seed = session.seedProperty().get();
        int step = Continuation.position(session);
        turns.submit(
                Job.of(
                                "Thousand draws",
                                task ->
                                        DrawCounts.of(
                                                trace,
                                                draws,
                                                again -> Draws.uniform(seed, step, again)))
                        .whenDone(counts::set));
    }

    private void forget() {
        turns.cancel();
        counts.set(null);
    }

    private void lay() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        forget();
        stretches.set(new Stretches(trace, reading.vocabulary()));
        draw();
    }

    private void draw() {
        if (!stretches.get().isEmpty()) {
            boolean left = session.constraintLeftProperty().get();
            number.set(left ? Double.NaN : Continuation.draw(session));
            tell();
        }
    }

    private void tell() {
        DrawCounts drawn = counts.get();
        if (drawn != null) {
            ChiSquare test = drawn.test();
            note.set(
                    Messages.text(
                            "draw.thousand.note",
                            Figures.count(drawn.draws()),
                            Figures.fixed(test.statistic(), 1),
                            test.degreesOfFreedom(),
                            Figures.fixed(test.pValue(), 3)));
        } else if (!Double.isNaN(number.get())) {
            note.set(
                    Messages.text(
                            "draw.note",
                            Figures.fixed(number.get(), 4),
                            session.seedProperty().get(),
                            Continuation.position(session)));
        } else if (session.constraintLeftProperty().get()) {
            note.set(Messages.text("draw.none"));
        }
    }

    private String text(Stretch stretch) {
        Reading reading = session.stepProperty().get();
        return reading == null
                ? stretch.text()
                : NextTokenViewModel.text(reading.vocabulary().token(stretch.id()));
    }

    /// What the pointer is on.
    ///
    /// @param index of a stretch
    String reading(int index) {
        if (index >= stretches.get().size()) {
            return note.get();
        }
        Stretch stretch = stretches.get().get(index);
        DrawCounts drawn = counts.get();
        String p = Figures.percent(stretch.p());
        return drawn == null
                ? Messages.text("draw.hover", text(stretch), p)
                : Messages.text(
                        "draw.hoverCounted",
                        text(stretch),
                        p,
                        Figures.count(drawn.count(index)),
                        Figures.fixed(drawn.expected(index), 1));
    }

    Caption caption() {
        return Caption.of(Messages.text("draw.title"))
                .with(RunSettings.of(session))
                .with(Messages.text("export.setting.draw"), note.get());
    }

    /// A row for each token that is left.
    Optional<NumbersTable> numbers() {
        List<Stretch> all = stretches.get();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.whole(Messages.text("export.column.id"), row -> all.get(row).id()));
        columns.add(Column.text(Messages.text("export.column.token"), row -> text(all.get(row))));
        columns.add(
                Column.float64(Messages.text("draw.column.from"), "", row -> all.get(row).from()));
        columns.add(
                Column.float64(
                        Messages.text("draw.column.to"),
                        "",
                        row -> all.get(row).from() + all.get(row).p()));
        DrawCounts drawn = counts.get();
        if (drawn != null) {
            columns.add(Column.whole(Messages.text("draw.column.count"), drawn::count));
        }
        return Optional.of(new NumbersTable(caption(), all.size(), columns));
    }
}
