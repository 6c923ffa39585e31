package org.glassformer.app.feature.sampling.compare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.glassformer.app.feature.sampling.compare.SecondDeviceViewModel.Beside;
import org.glassformer.app.session.Drawing;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenTexts;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplingTrace;
import org.jspecify.annotations.Nullable;

/// The distribution of the next token under both settings. The model runs for it only on the second device, once for
/// each text.
final class PairViewModel {

    /// The next token under both settings.
    ///
    /// @param step what was read
    /// @param a what the first chain makes of the logits
    /// @param b what the second chain makes of the logits of its device
    /// @param divergence of the two
    /// @param logitDifference the largest between the devices; 0 on one device
    /// @param bars a row for each token of the vocabulary, the likeliest under either first
    record Pair(
            Reading step,
            SamplingTrace a,
            SamplingTrace b,
            Divergence divergence,
            float logitDifference,
            ChangeBarsData bars) {}

    /// Puts two distributions over one vocabulary side by side, token by token.
    static final class PairRows {

        private @Nullable TokenTexts vocabulary;
        private String[] texts = new String[0];

        /// A row for each token: the candidates of either, the likeliest first, then all others by their logits in A.
        ChangeBarsData of(SamplingTrace a, SamplingTrace b, TokenTexts tokens) {
            String[] known = texts(tokens, a.size());
            BitSet candidates = new BitSet(a.size());
            IntStream.range(0, a.kept()).map(a::candidate).map(a::id).forEach(candidates::set);
            IntStream.range(0, b.kept()).map(b::candidate).map(b::id).forEach(candidates::set);
            List<ChangeBarsData.Row> rows = new ArrayList<>(a.size());
            candidates.stream()
                    .mapToObj(id ->
                            new ChangeBarsData.Row(
                                    id,
                                    known[id],
                                    a.probability(a.rankOf(id)),
                                    b.probability(b.rankOf(id))))
                    .sorted(
                            Comparator.comparingDouble((ChangeBarsData.Row row) ->
                                            -Math.max(row.before(), row.after()))
                                    .thenComparingInt(ChangeBarsData.Row::id))
                    .forEach(rows::add);
            for (int rank = 0; rank < a.size(); rank++) {
                int id = a.id(rank);
                if (!candidates.get(id)) {
                    rows.add(new ChangeBarsData.Row(id, known[id], 0, 0));
                }
            }
            return new ChangeBarsData(rows, true);
        }

        /// All texts of a vocabulary, made once for each.
        @SuppressWarnings("ReferenceEquality") // the very vocabulary of the model
        private synchronized String[] texts(TokenTexts tokens, int size) {
            if (vocabulary != tokens || texts.length != size) {
                texts =
                        IntStream.range(0, size)
                                .mapToObj(id -> tokens.token(id).text())
                                .toArray(String[]::new);
                vocabulary = tokens;
            }
            return texts;
        }
    }

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
