package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.Divergence;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.jspecify.annotations.Nullable;

/// Continues one prompt under two settings and says where and how far they part.
///
/// Both are followed along the first one's text: at each step the two distributions come after the very same tokens, so
/// that a difference says what the settings do and not what another text does. From the first token that differs on the
/// second text is written alone. Settings that share a model share its runs up to there. Each text is what a generation
/// with its settings gives alone.
public final class SideBySide implements AutoCloseable {

    /// One of the two settings.
    ///
    /// @param model that computes, on its device; it stays the caller's
    /// @param chain the sampler chain
    /// @param seed of the draws
    public record Side(Transformer model, SamplerChain chain, long seed) {}

    /// What both have in common.
    ///
    /// @param promptIds the tokens before, at least one
    /// @param maxTokens tokens after them at most
    /// @param stop what ends a text before
    /// @param grammar where the grammar that holds both texts is after the prompt; null for none
    /// @param interventions in force in both models
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Task(
            int[] promptIds,
            int maxTokens,
            StopRule stop,
            @Nullable GrammarState grammar,
            Interventions interventions) {

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException without a prompt, or with a negative number of tokens
        public Task {
            if (promptIds.length == 0) {
                throw new IllegalArgumentException("the model needs at least one token");
            }
            if (maxTokens < 0) {
                throw new IllegalArgumentException("cannot generate " + maxTokens + " tokens");
            }
        }
    }

    /// Hears of every token; called before the model runs on it.
    @FunctionalInterface
    public interface Listener {
        /// Called on the working thread.
        ///
        /// @param soFar what is known by now
        /// @return false to stop: what is known counts
        boolean onToken(SideBySideReport soFar);
    }

    private record Candidate(SamplingTrace trace, DrawnToken drawn) {}

    /// Where the second text goes its own way.
    ///
    /// @param ids what both have in common, the prompt included
    /// @param grammar after it
    /// @param drawn the second text's next token
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fork(int[] ids, @Nullable GrammarState grammar, DrawnToken drawn) {}

    private final Side a;
    private final Side b;
    private final Task task;
    private final Hooks hooks;
    private final int capacity;
    private final KvCache cacheA;
    private final KvCache cacheB;
    private final List<SideBySideReport.Step> steps = new ArrayList<>();
    private final List<DrawnToken> first = new ArrayList<>();
    private final List<DrawnToken> second = new ArrayList<>();
    private SideBySideReport.@Nullable Difference difference;
    private @Nullable Fork fork;
    private @Nullable StopReason stopA;
    private @Nullable StopReason stopB;

    private SideBySide(Side a, Side b, Task task) {
        this.a = a;
        this.b = b;
        this.task = task;
        this.hooks =
                Hooks.of(
                        HookFilter.NONE,
                        task.interventions().withMeansOver(task.promptIds().length));
        long wanted = (long) task.promptIds().length + task.maxTokens();
        int room = Math.min(a.model().config().blockSize(), b.model().config().blockSize());
        if (task.promptIds().length > room) {
            throw new IllegalArgumentException(
                    "the prompt's "
                            + task.promptIds().length
                            + " tokens do not fit into the model's context of "
                            + room);
        }
        if (a.model().config().vocabSize() != b.model().config().vocabSize()) {
            throw new IllegalArgumentException("the two models have different vocabularies");
        }
        this.capacity = (int) Math.min(room, wanted);
        this.cacheA = a.model().newCache(capacity);
        try {
            this.cacheB = sameModel() ? cacheA : b.model().newCache(capacity);
        } catch (RuntimeException | Error e) {
            cacheA.close();
            throw e;
        }
    }

    /// Continues the prompt under both settings.
    ///
    /// @throws IllegalArgumentException if the prompt does not fit, or the models have different vocabularies
    public static SideBySideReport run(Side a, Side b, Task task, Listener listener) {
        try (SideBySide run = new SideBySide(a, b, task)) {
            run.together(listener);
            Fork fork = run.fork;
            if (fork != null && run.stopB == null) {
                run.alone(fork, listener);
            }
            return run.report();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same model on the same device
    private boolean sameModel() {
        return a.model() == b.model();
    }

    private SideBySideReport report() {
        return new SideBySideReport(
                steps,
                first,
                second,
                Optional.ofNullable(difference),
                Optional.ofNullable(stopA),
                Optional.ofNullable(stopB));
    }

    /// Both along the first text.
    private void together(Listener listener) {
        int[] ids = task.promptIds();
        int[] fresh = ids;
        GrammarState grammar = task.grammar();
        StopRule.Watch watch = task.stop().after(ids);
        while (stopA == null) {
            StopReason over = reason(ids, grammar);
            if (over != null) {
                end(over);
                return;
            }
            float[] logitsA = a.model().lastLogits(fresh, cacheA, hooks);
            float[] logitsB = sameModel() ? logitsA : b.model().lastLogits(fresh, cacheB, hooks);
            RankedLogits rankedA = RankedLogits.of(logitsA);
            RankedLogits rankedB = sameModel() ? rankedA : RankedLogits.of(logitsB);
            Candidate drawnA = draw(a, rankedA, ids, grammar);
            Candidate drawnB = draw(b, rankedB, ids, grammar);
            steps.add(
                    new SideBySideReport.Step(
                            Divergence.of(drawnA.trace(), drawnB.trace()),
                            largestDifference(logitsA, logitsB)));
            int id = drawnA.drawn().id();
            if (difference == null && id != drawnB.drawn().id()) {
                difference = difference(steps.size() - 1, drawnA, drawnB);
                fork = new Fork(ids, grammar, drawnB.drawn());
            }
            if (task.stop().tokens().contains(id)) {
                stopA = StopReason.STOP_TOKEN;
                stopB = difference == null ? stopA : stopB;
                return;
            }
            first.add(drawnA.drawn());
            if (difference == null) {
                second.add(drawnB.drawn());
            }
            ids = longer(ids, id);
            fresh = new int[] {id};
            grammar = grammar == null ? null : grammar.accept(id);
            if (watch.isOver(id)) {
                end(StopReason.STOP_TEXT);
                return;
            }
            if (!listener.onToken(report())) {
                end(StopReason.CANCELLED);
                stopB = StopReason.CANCELLED;
            }
        }
    }

    /// The second text from the first difference on.
    private void alone(Fork from, Listener listener) {
        cacheB.truncate(from.ids().length);
        int[] ids = from.ids();
        GrammarState grammar = from.grammar();
        DrawnToken drawn = from.drawn();
        StopRule.Watch watch = task.stop().after(task.promptIds());
        for (int i = task.promptIds().length; i < ids.length; i++) {
            watch.isOver(ids[i]);
        }
        while (true) {
            if (task.stop().tokens().contains(drawn.id())) {
                stopB = StopReason.STOP_TOKEN;
                return;
            }
            second.add(drawn);
            ids = longer(ids, drawn.id());
            grammar = grammar == null ? null : grammar.accept(drawn.id());
            if (watch.isOver(drawn.id())) {
                stopB = StopReason.STOP_TEXT;
                return;
            }
            stopB = listener.onToken(report()) ? reason(ids, grammar) : StopReason.CANCELLED;
            if (stopB != null) {
                return;
            }
            float[] logits = b.model().lastLogits(new int[] {drawn.id()}, cacheB, hooks);
            drawn = draw(b, RankedLogits.of(logits), ids, grammar).drawn();
        }
    }

    /// Why a text of so many tokens ends; null if it goes on.
    private @Nullable StopReason reason(int[] ids, @Nullable GrammarState grammar) {
        if (ids.length - task.promptIds().length >= task.maxTokens()) {
            return StopReason.MAX_TOKENS;
        }
        if (grammar != null && grammar.isFinished()) {
            return StopReason.GRAMMAR_COMPLETE;
        }
        return ids.length > capacity ? StopReason.CONTEXT_FULL : null;
    }

    private void end(StopReason reason) {
        stopA = reason;
        stopB = difference == null ? reason : stopB;
    }

    private static Candidate draw(
            Side side, RankedLogits logits, int[] ids, @Nullable GrammarState grammar) {
        SamplingContext context = SamplingContext.after(ids, side.seed());
        SamplingTrace trace = Chooser.trace(logits, side.chain(), grammar, context);
        return new Candidate(trace, trace.pick(context.u()));
    }

    private static SideBySideReport.Difference difference(int step, Candidate a, Candidate b) {
        int idA = a.drawn().id();
        int idB = b.drawn().id();
        return new SideBySideReport.Difference(
                step,
                new SideBySideReport.View(
                        a.drawn(),
                        CaseReport.Candidate.of(a.trace(), idA),
                        CaseReport.Candidate.of(a.trace(), idB)),
                new SideBySideReport.View(
                        b.drawn(),
                        CaseReport.Candidate.of(b.trace(), idA),
                        CaseReport.Candidate.of(b.trace(), idB)));
    }

    @SuppressWarnings("ReferenceEquality") // the same array has no differences
    private static float largestDifference(float[] a, float[] b) {
        float largest = 0;
        for (int id = 0; a != b && id < a.length; id++) {
            if (a[id] != b[id]) {
                largest = Math.max(largest, Math.abs(a[id] - b[id]));
            }
        }
        return largest;
    }

    private static int[] longer(int[] ids, int id) {
        int[] longer = Arrays.copyOf(ids, ids.length + 1);
        longer[ids.length] = id;
        return longer;
    }

    @Override
    public void close() {
        cacheA.close();
        if (!sameModel()) {
            cacheB.close();
        }
    }
}
