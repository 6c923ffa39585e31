package org.glassformer.app.feature.sampling;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Aimed;
import org.glassformer.app.session.ChainAim;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.BarAim;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// Moves the sliders so that a bar or the cut line stands where it was dragged to; [ChainAim] says which.
///
/// Off the JavaFX thread; while one wish is being solved the newest of those that come meanwhile waits, so that a drag
/// shows its way and not its end alone.
final class AimViewModel implements BarAim {

    private sealed interface Wish {

        Aimed solve(ChainAim aim);
    }

    private record Share(int id, double share, boolean alone) implements Wish {

        @Override
        public Aimed solve(ChainAim aim) {
            return alone ? aim.bias(id, share) : aim.share(id, share);
        }
    }

    private record Cut(int kept) implements Wish {

        @Override
        public Aimed solve(ChainAim aim) {
            return aim.cut(kept);
        }
    }

    private final LabSession session;
    private final NewestWins turns;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private @Nullable Wish waiting;
    private boolean moving;

    /// Watches a session.
    ///
    /// @param session gets the chain
    /// @param runner solves chains
    AimViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
        session.chainProperty().subscribe((before, now) -> forget());
        session.stepProperty().subscribe((before, now) -> forget());
    }

    /// What moved for the last wish, or why nothing could.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    @Override
    public void share(int id, double share, boolean alone) {
        wish(new Share(id, share, alone));
    }

    @Override
    public void cut(int kept) {
        wish(new Cut(kept));
    }

    @Override
    public String barHint() {
        return Messages.text("aim.hint.bar");
    }

    @Override
    public String cutHint() {
        return Messages.text("aim.hint.cut");
    }

    private void forget() {
        if (!moving) {
            sentence.set("");
        }
    }

    private void wish(Wish wish) {
        waiting = wish;
        if (!turns.isBusy()) {
            next();
        }
    }

    private void next() {
        Wish wish = waiting;
        waiting = null;
        SamplingTrace trace = session.traceProperty().get();
        Reading reading = session.stepProperty().get();
        if (wish == null || trace == null || reading == null) {
            return;
        }
        Drawing drawing = Drawing.of(session);
        int reroll = session.rerollProperty().get();
        turns.submit(
                Job.of("Aim", task -> wish.solve(aim(drawing, trace, reading, reroll)))
                        .whenDone(found -> show(wish, found, reading, drawing.chain()))
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    private static ChainAim aim(Drawing drawing, SamplingTrace trace, Reading step, int reroll) {
        return new ChainAim(drawing, trace.logits(), drawing.context(step, reroll));
    }

    /// Another text or a slider moved meanwhile counts more.
    private void show(Wish wish, Aimed found, Reading asked, ChainSettings from) {
        if (asked.equals(session.stepProperty().get())
                && from.equals(session.chainProperty().get())) {
            moving = true;
            switch (found) {
                case Aimed.Kept kept -> session.chainProperty().set(kept.chain());
                case Aimed.Shared shared -> session.chainProperty().set(shared.chain());
                case Aimed.Cannot cannot -> {}
            }
            sentence.set(
                    switch (wish) {
                        case Cut(int count) -> AimWords.cut(found, count);
                        case Share share -> AimWords.share(found, text(asked, share), share.share);
                    });
            moving = false;
        }
        next();
    }

    private static String text(Reading reading, Share wish) {
        return NextTokenViewModel.text(reading.vocabulary().token(wish.id));
    }
}
