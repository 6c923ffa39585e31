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
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token, over the whole vocabulary, as bars.
final class NextTokenViewModel {

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
        session.traceProperty().subscribe((before, now) -> show(now));
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
        Reading reading = session.readingProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        bars.set(
                BarsData.of(
                        new VocabularyBars(trace, reading.vocabulary()),
                        trace.kept(),
                        trace.keptMass()));
        String last = text(reading.tokens().getLast());
        title.set(Messages.text("next.title", last));
        shortTitle.set(Messages.text("next.shortTitle", last));
        tellDraw();
    }

    private void tellDraw() {
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.readingProperty().get();
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
}
