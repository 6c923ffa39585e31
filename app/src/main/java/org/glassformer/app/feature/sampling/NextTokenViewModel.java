package org.glassformer.app.feature.sampling;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.ui.control.BarsData;
import org.glassformer.app.ui.control.TokenText;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token, over the whole vocabulary, as bars.
final class NextTokenViewModel {

    private static final int LISTED = 20;

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

    private void show(@Nullable SamplingTrace trace) {
        Reading reading = session.readingProperty().get();
        if (trace == null || reading == null || trace.size() != reading.logits().length) {
            return;
        }
        ChainSettings chain = session.chainProperty().get();
        bars.set(bars(trace, reading.vocabulary(), reasons(chain)));
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

    private static BarsData bars(SamplingTrace trace, TokenTexts vocabulary, List<String> reasons) {
        int listed = Math.min(LISTED, trace.size());
        List<BarsData.Bar> made = new ArrayList<>();
        double rawListed = 0;
        double listedP = 0;
        double keptMass = 0;
        for (int rank = 0; rank < trace.kept(); rank++) {
            keptMass += trace.rawProbability(rank);
        }
        for (int rank = 0; rank < listed; rank++) {
            double raw = trace.rawProbability(rank);
            double p = trace.probability(rank);
            made.add(
                    new BarsData.Bar(
                            trace.id(rank),
                            vocabulary.token(trace.id(rank)).text(),
                            trace.logit(rank),
                            trace.value(rank),
                            raw,
                            p,
                            reason(trace.removedBy(rank), reasons)));
            rawListed += raw;
            listedP += p;
        }
        int rest = trace.size() - listed;
        BarsData.Others others =
                new BarsData.Others(
                        rest,
                        Math.max(0, 1 - rawListed),
                        trace.kept() <= listed ? 0 : Math.max(0, 1 - listedP),
                        othersReason(trace, listed, reasons));
        return new BarsData(made, others, trace.kept(), Math.min(1, keptMass));
    }

    private static @Nullable String othersReason(
            SamplingTrace trace, int listed, List<String> reasons) {
        if (listed == trace.size()) {
            return null;
        }
        int by = trace.removedBy(listed);
        for (int rank = listed; rank < trace.size(); rank++) {
            if (trace.removedBy(rank) != by) {
                return null;
            }
        }
        return reason(by, reasons);
    }

    /// The stage that removed a token, null for none.
    static @Nullable String reason(int removedBy, List<String> reasons) {
        if (removedBy == SamplingTrace.NOT_REMOVED) {
            return null;
        }
        return removedBy >= 0 && removedBy < reasons.size()
                ? reasons.get(removedBy)
                : Messages.text("next.impossible");
    }

    /// The stages of the chain by name; their values stand on the cards beside.
    static List<String> reasons(ChainSettings chain) {
        return chain.toChain().stages().stream().map(Stage::name).toList();
    }
}
