package org.glassformer.engine.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.jspecify.annotations.Nullable;

/// Runs [SamplingCase]s again.
public final class CaseReplay {
    private CaseReplay() {}

    /// Draws the expected tokens again, up to the first that is another one.
    ///
    /// @param model the case's model, on any device; its weights are compared by hash if the case has one
    /// @throws IllegalArgumentException if the case has ids or heads that the model does not, is too long for it, or has
    ///     a constraint that cannot be compiled
    public static CaseReport run(SamplingCase saved, LanguageModel model) {
        String hash = saved.modelHash().isEmpty() ? "" : ModelHash.of(model.folder());
        return run(saved, model, hash, () -> {});
    }

    /// Draws the expected tokens again, up to the first that is another one.
    ///
    /// @param model the case's model, on any device
    /// @param hash of the model's weights, as [ModelHash] gives it
    /// @param breath called between tokens; may throw to give up
    /// @throws IllegalArgumentException if the case has ids or heads that the model does not, is too long for it, or has
    ///     a constraint that cannot be compiled
    public static CaseReport run(
            SamplingCase saved, LanguageModel model, String hash, Runnable breath) {
        Transformer transformer = model.transformer();
        check(saved, transformer);
        boolean sameModel = saved.modelHash().isEmpty() || saved.modelHash().equals(hash);
        if (saved.expected().isEmpty()) {
            return new CaseReport(0, sameModel, 0, Optional.empty());
        }
        int[] ids = ids(saved);
        int prompt = saved.promptIds().size();
        double largest = 0;
        GrammarState grammar = grammar(saved, model);
        Hooks hooks = Hooks.of(HookFilter.NONE, saved.interventions().withMeansOver(prompt));
        int capacity = Math.min(ids.length, transformer.config().blockSize());
        try (KvCache cache = transformer.newCache(capacity)) {
            int[] fresh = Arrays.copyOf(ids, prompt);
            for (int step = 0; step < saved.expected().size(); step++) {
                breath.run();
                float[] logits = transformer.lastLogits(fresh, cache, hooks);
                SamplingContext context =
                        SamplingContext.after(Arrays.copyOf(ids, prompt + step), saved.seed());
                SamplingTrace trace =
                        Chooser.trace(RankedLogits.of(logits), saved.chain(), grammar, context);
                DrawnToken drawn = trace.pick(context.u());
                SamplingCase.Expected expected = saved.expected().get(step);
                if (drawn.id() != expected.id()) {
                    CaseReport.Difference difference =
                            new CaseReport.Difference(
                                    step,
                                    drawn.u(),
                                    expected.logprob(),
                                    CaseReport.Candidate.of(trace, expected.id()),
                                    CaseReport.Candidate.of(trace, drawn.id()));
                    return new CaseReport(step + 1, sameModel, largest, Optional.of(difference));
                }
                double off = Math.abs(drawn.logprob() - expected.logprob());
                largest = Double.isNaN(off) ? largest : Math.max(largest, off);
                grammar = grammar == null ? null : grammar.accept(expected.id());
                fresh = new int[] {expected.id()};
            }
        }
        return new CaseReport(saved.expected().size(), sameModel, largest, Optional.empty());
    }

    private static @Nullable GrammarState grammar(SamplingCase saved, LanguageModel model) {
        GrammarSource source = saved.constraint();
        if (source == null) {
            return null;
        }
        TokenMasks masks =
                GenerationSettings.of(model, saved.chain(), saved.seed(), 0)
                        .within(source.compile(), model)
                        .grammar();
        return masks == null ? null : masks.start();
    }

    private static int[] ids(SamplingCase saved) {
        List<SamplingCase.Expected> expected = saved.expected();
        int[] ids = new int[saved.promptIds().size() + expected.size()];
        for (int i = 0; i < ids.length; i++) {
            int step = i - saved.promptIds().size();
            ids[i] = step < 0 ? saved.promptIds().get(i) : expected.get(step).id();
        }
        return ids;
    }

    private static void check(SamplingCase saved, Transformer transformer) {
        int vocabSize = transformer.config().vocabSize();
        for (int id : ids(saved)) {
            if (id >= vocabSize) {
                throw new IllegalArgumentException(
                        "the case has token " + id + ", the model only " + vocabSize);
            }
        }
        int room = transformer.config().blockSize();
        if (saved.promptIds().size() + saved.expected().size() > room + 1) {
            throw new IllegalArgumentException(
                    "the case is longer than the model's context of " + room);
        }
    }
}
