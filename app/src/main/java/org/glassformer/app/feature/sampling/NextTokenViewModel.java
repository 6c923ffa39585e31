package org.glassformer.app.feature.sampling;

import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.BarSource;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.BarsData.Bar;
import org.glassformer.app.ui.control.BarsData.Others;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token, over the whole vocabulary, as bars.
final class NextTokenViewModel {

    /// A trace as bars, a token a row, in the order of the raw logits.
    ///
    /// Sums from a row on are what is missing from 1 before it, so that the first rows of a vocabulary cost nothing.
    private static final class VocabularyBars implements BarSource {

        private final SamplingTrace trace;
        private final TokenTexts vocabulary;
        private final int cut;

        VocabularyBars(SamplingTrace trace, TokenTexts vocabulary) {
            this.trace = trace;
            this.vocabulary = vocabulary;
            this.cut = cut(trace);
        }

        private static int cut(SamplingTrace trace) {
            int first = 0;
            while (first < trace.size() && trace.removedBy(first) == SamplingTrace.NOT_REMOVED) {
                first++;
            }
            return first == trace.kept() ? first : -1;
        }

        @Override
        public int size() {
            return trace.size();
        }

        @Override
        public Bar bar(int row) {
            int id = trace.id(row);
            return new Bar(
                    id,
                    vocabulary.token(id).text(),
                    trace.logit(row),
                    trace.value(row),
                    trace.rawProbability(row),
                    trace.probability(row),
                    reason(trace, row),
                    isMasked(trace, row));
        }

        @Override
        public Others from(int row) {
            if (row >= trace.size()) {
                return new Others(0, 0, 0, null);
            }
            double raw = 0;
            double after = 0;
            for (int rank = 0; rank < row; rank++) {
                raw += trace.rawProbability(rank);
                after += trace.probability(rank);
            }
            int by = trace.removedBy(row);
            boolean same = by != SamplingTrace.NOT_REMOVED;
            boolean anyLeft = !same;
            for (int rank = row; rank < trace.size() && !(anyLeft && !same); rank++) {
                anyLeft |= trace.removedBy(rank) == SamplingTrace.NOT_REMOVED;
                same &= trace.removedBy(rank) == by;
            }
            return new Others(
                    trace.size() - row,
                    Math.max(0, 1 - raw),
                    anyLeft ? Math.max(0, 1 - after) : 0,
                    same ? reason(trace, row) : null);
        }

        @Override
        public int cutIndex() {
            return cut;
        }
    }

    private final LabSession session;
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

    /// The row of a token.
    ///
    /// @param id in the vocabulary
    OptionalInt row(int id) {
        SamplingTrace trace = session.traceProperty().get();
        return trace == null || id < 0 || id >= trace.size()
                ? OptionalInt.empty()
                : OptionalInt.of(trace.rankOf(id));
    }

    /// The token of a row.
    OptionalInt id(int row) {
        SamplingTrace trace = session.traceProperty().get();
        return trace == null || row < 0 || row >= trace.size()
                ? OptionalInt.empty()
                : OptionalInt.of(trace.id(row));
    }

    private void show(@Nullable SamplingTrace trace) {
        Reading reading = session.stepProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        bars.set(
                BarsData.of(
                        new VocabularyBars(trace, reading.vocabulary()),
                        trace.kept(),
                        trace.keptMass()));
        String last = reading.tokens().isEmpty() ? "" : text(reading.tokens().getLast());
        boolean untitled = last.isEmpty();
        title.set(untitled ? Messages.text("next.untitled") : Messages.text("next.title", last));
        shortTitle.set(
                untitled ? Messages.text("next.untitled") : Messages.text("next.shortTitle", last));
        tellDraw();
    }

    private void tellDraw() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        if (trace != null && reading != null) {
            DrawnToken drawn = trace.pick(Continuation.draw(session));
            draw.set(
                    Messages.text(
                            "next.draw",
                            Figures.fixed(drawn.u(), 3),
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

    /// Whether a constraint forbids a token here.
    static boolean isMasked(SamplingTrace trace, int rank) {
        int by = trace.removedBy(rank);
        return by >= 0 && trace.stages().get(by).name().equals(Stage.Kind.GRAMMAR.stageName());
    }
}
