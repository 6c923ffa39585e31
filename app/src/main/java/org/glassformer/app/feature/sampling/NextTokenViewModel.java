package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.BarSource;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.StageTrace;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token, over the whole vocabulary, as bars.
final class NextTokenViewModel {

    /// A trace as bars, a token a row, in the order of the raw logits; those that a constraint forbids may come last.
    ///
    /// Sums from a row on are what is missing from 1 before it, so that the first rows of a vocabulary cost nothing.
    private static final class VocabularyBars implements BarSource {

        private final SamplingTrace trace;
        private final TokenTexts vocabulary;
        private final int @Nullable [] ranks; // by row; null where they are the rows
        private final boolean greedy;
        private final int cut;

        VocabularyBars(
                SamplingTrace trace,
                TokenTexts vocabulary,
                int @Nullable [] ranks,
                boolean greedy) {
            this.trace = trace;
            this.vocabulary = vocabulary;
            this.ranks = ranks;
            this.greedy = greedy;
            int first = 0;
            while (first < trace.size() && isLeft(first)) {
                first++;
            }
            this.cut = first == trace.kept() ? first : -1;
        }

        private int rank(int row) {
            return ranks == null ? row : ranks[row];
        }

        private boolean isLeft(int row) {
            return trace.removedBy(rank(row)) == SamplingTrace.NOT_REMOVED;
        }

        @Override
        public int size() {
            return trace.size();
        }

        @Override
        public Bar bar(int row) {
            int rank = rank(row);
            int id = trace.id(rank);
            return new Bar(
                    id,
                    vocabulary.token(id).text(),
                    trace.logit(rank),
                    divided(trace, rank, greedy),
                    trace.rawProbability(rank),
                    trace.probability(rank),
                    reason(trace, rank),
                    isMasked(trace, rank));
        }

        @Override
        public Others from(int row) {
            if (row >= trace.size()) {
                return new Others(0, 0, 0, null);
            }
            double raw = 0;
            double after = 0;
            for (int above = 0; above < row; above++) {
                raw += trace.rawProbability(rank(above));
                after += trace.probability(rank(above));
            }
            int by = trace.removedBy(rank(row));
            boolean same = by != SamplingTrace.NOT_REMOVED;
            boolean anyLeft = !same;
            for (int below = row; below < trace.size() && !(anyLeft && !same); below++) {
                anyLeft |= isLeft(below);
                same &= trace.removedBy(rank(below)) == by;
            }
            return new Others(
                    trace.size() - row,
                    Math.max(0, 1 - raw),
                    anyLeft ? Math.max(0, 1 - after) : 0,
                    same ? reason(trace, rank(row)) : null);
        }

        @Override
        public int cutIndex() {
            return cut;
        }
    }

    private static final String MASK = Stage.Kind.GRAMMAR.stageName();

    private final LabSession session;
    private final BooleanProperty allowedFirst =
            new SimpleBooleanProperty(this, "allowedFirst", true);
    private final ReadOnlyBooleanWrapper masked = new ReadOnlyBooleanWrapper(this, "masked");
    private int @Nullable [] ranks; // by row of the bars; null where they are the rows
    private final ReadOnlyObjectWrapper<BarsData> bars =
            new ReadOnlyObjectWrapper<>(this, "bars", BarsData.EMPTY);
    private final ReadOnlyStringWrapper title =
            new ReadOnlyStringWrapper(this, "title", Messages.text("next.untitled"));
    private final ReadOnlyStringWrapper shortTitle =
            new ReadOnlyStringWrapper(this, "shortTitle", Messages.text("next.untitled"));
    private final ReadOnlyStringWrapper draw = new ReadOnlyStringWrapper(this, "draw", "");

    NextTokenViewModel(LabSession session) {
        this.session = session;
        session.traceProperty().subscribe(this::show);
        allowedFirst.subscribe((before, now) -> show(session.traceProperty().get()));
        session.seedProperty().subscribe((before, now) -> tellDraw());
        session.rerollProperty().subscribe((before, now) -> tellDraw());
    }

    ReadOnlyObjectProperty<BarsData> barsProperty() {
        return bars.getReadOnlyProperty();
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// The title where there is little room.
    ReadOnlyStringProperty shortTitleProperty() {
        return shortTitle.getReadOnlyProperty();
    }

    /// The number drawn for the next token and where it falls.
    ReadOnlyStringProperty drawProperty() {
        return draw.getReadOnlyProperty();
    }

    /// Whether the tokens that a constraint forbids come after all others.
    BooleanProperty allowedFirstProperty() {
        return allowedFirst;
    }

    /// Whether a constraint forbids tokens here.
    ReadOnlyBooleanProperty maskedProperty() {
        return masked.getReadOnlyProperty();
    }

    /// The row of a token.
    ///
    /// @param id in the vocabulary
    OptionalInt row(int id) {
        SamplingTrace trace = session.traceProperty().get();
        if (trace == null || id < 0 || id >= trace.size()) {
            return OptionalInt.empty();
        }
        int rank = trace.rankOf(id);
        int[] order = ranks;
        return order == null
                ? OptionalInt.of(rank)
                : IntStream.range(0, order.length).filter(row -> order[row] == rank).findFirst();
    }

    /// The token of a row.
    OptionalInt id(int row) {
        SamplingTrace trace = session.traceProperty().get();
        int[] order = ranks;
        return trace == null || row < 0 || row >= trace.size()
                ? OptionalInt.empty()
                : OptionalInt.of(trace.id(order == null ? row : order[row]));
    }

    private void show(@Nullable SamplingTrace trace) {
        Reading reading = session.stepProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        masked.set(isMaskedSomewhere(trace));
        ranks = masked.get() && allowedFirst.get() ? allowedFirst(trace) : null;
        bars.set(
                BarsData.of(
                        new VocabularyBars(trace, reading.vocabulary(), ranks, isGreedy(session)),
                        trace.kept(),
                        trace.keptMass()));
        String last = reading.tokens().isEmpty() ? "" : text(reading.tokens().getLast());
        boolean untitled = last.isEmpty();
        title.set(untitled ? Messages.text("next.untitled") : Messages.text("next.title", last));
        shortTitle.set(
                untitled ? Messages.text("next.untitled") : Messages.text("next.shortTitle", last));
        tellDraw();
    }

    private static boolean isMaskedSomewhere(SamplingTrace trace) {
        return trace.stages().stream()
                .anyMatch(stage -> stage.name().equals(MASK) && stage.removed() > 0);
    }

    /// The ranks of the tokens that no mask removed, then those of the others.
    private static int[] allowedFirst(SamplingTrace trace) {
        int[] order = new int[trace.size()];
        int next = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int rank = 0; rank < order.length; rank++) {
                if (isMasked(trace, rank) == (pass == 1)) {
                    order[next++] = rank;
                }
            }
        }
        return order;
    }

    private void tellDraw() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        if (session.constraintLeftProperty().get()) {
            draw.set(Messages.text("draw.none"));
        } else if (trace != null && reading != null) {
            DrawnToken drawn = trace.pick(Continuation.draw(session));
            draw.set(
                    Messages.text(
                            "next.draw",
                            Figures.fixed(drawn.u(), 4),
                            text(reading.vocabulary().token(drawn.id()))));
        }
    }

    /// A token as a person reads it.
    static String text(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// The stage that removed a token, null for none; its value stands on its card.
    static @Nullable String reason(SamplingTrace trace, int rank) {
        int by = trace.removedBy(rank);
        if (by == SamplingTrace.NOT_REMOVED) {
            return null;
        }
        if (isMasked(trace, rank)) {
            return Messages.text("next.mask");
        }
        return by >= 0 ? trace.stages().get(by).name() : Messages.text("next.impossible");
    }

    /// Whether the temperature takes the largest logit and divides none.
    static boolean isGreedy(LabSession session) {
        ChainSettings.Entry entry = session.chainProperty().get().entry(StageKind.TEMPERATURE);
        return entry.on() && entry.stage().equals(new Stage.Temperature(0));
    }

    /// The logit after the penalties and the temperature; NaN where the temperature divided nothing.
    ///
    /// @param greedy whether it takes the largest instead
    static double divided(SamplingTrace trace, int rank, boolean greedy) {
        int by = trace.removedBy(rank);
        int temperature = temperature(trace);
        boolean before = by != SamplingTrace.NOT_REMOVED && by < temperature;
        return greedy || before ? Double.NaN : trace.value(rank);
    }

    /// The place of the temperature among the stages, or -1.
    private static int temperature(SamplingTrace trace) {
        List<StageTrace> stages = trace.stages();
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equals(StageKind.TEMPERATURE.stageName())) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a constraint forbids a token here.
    static boolean isMasked(SamplingTrace trace, int rank) {
        int by = trace.removedBy(rank);
        return by >= 0 && trace.stages().get(by).name().equals(MASK);
    }
}
