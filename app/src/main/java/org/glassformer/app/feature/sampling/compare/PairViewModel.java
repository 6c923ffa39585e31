package org.glassformer.app.feature.sampling.compare;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token under both settings. The model runs for it only on the second device, once for
/// each text.
final class PairViewModel {

    /// The logits of a text on the second device.
    private record There(Reading step, Beside beside, RankedLogits logits, float difference) {}

    private final LabSession session;
    private final NewestWins turns;
    private final PairRows rows = new PairRows();
    private final ReadOnlyObjectWrapper<@Nullable Pair> pair =
            new ReadOnlyObjectWrapper<>(this, "pair");
    private volatile @Nullable There there;

    PairViewModel(LabSession session, TaskRunner runner) {
        this.session = session;
        this.turns = runner.newestWins();
    }

    /// The two distributions; null before the first.
    ReadOnlyObjectProperty<@Nullable Pair> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// Nothing is wanted any more.
    void rest() {
        turns.cancel();
        there = null;
    }

    /// Compares again.
    ///
    /// @param b what the second draws with
    /// @param beside the second device; null for the same
    void compare(Drawing b, @Nullable Beside beside) {
        SamplingTrace a = session.traceProperty().get();
        Reading step = session.stepProperty().get();
        if (a == null || step == null || a.size() != step.logits().length) {
            return;
        }
        int reroll = session.rerollProperty().get();
        turns.submit(
                Job.of("Comparing", context -> compare(step, a, b, reroll, beside, context))
                        .whenDone(pair::set)
                        .whenFailed(
                                failure -> session.tell(Notice.Tone.ERROR, Sentences.of(failure))));
    }

    private Pair compare(
            Reading step,
            SamplingTrace a,
            Drawing b,
            int reroll,
            @Nullable Beside beside,
            TaskContext context) {
        There other = beside == null ? null : there(step, beside);
        context.checkCancelled();
        RankedLogits logits = other == null ? a.logits() : other.logits();
        SamplingTrace traceB = b.toChain().apply(logits, b.context(step, reroll));
        return new Pair(
                step,
                a,
                traceB,
                Divergence.of(a, traceB),
                other == null ? 0 : other.difference(),
                rows.of(a, traceB, step.vocabulary()));
    }

    @SuppressWarnings("ReferenceEquality") // an equal text read by another run has other logits
    private There there(Reading step, Beside beside) {
        There known = there;
        if (known != null && known.step() == step && known.beside() == beside) {
            return known;
        }
        float[] logits =
                beside.run(model ->
                        model.transformer()
                                .lastLogits(
                                        step.ids(),
                                        null,
                                        Hooks.of(HookFilter.NONE, step.interventions())));
        float largest = 0;
        for (int id = 0; id < logits.length; id++) {
            if (logits[id] != step.logits()[id]) {
                largest = Math.max(largest, Math.abs(logits[id] - step.logits()[id]));
            }
        }
        There made = new There(step, beside, RankedLogits.of(logits), largest);
        there = made;
        return made;
    }
}
