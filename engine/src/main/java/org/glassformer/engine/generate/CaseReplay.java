package org.glassformer.engine.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;

/// Runs [SamplingCase]s again.
public final class CaseReplay {
    private CaseReplay() {}

    /// Draws the expected tokens again, up to the first that is another one.
    ///
    /// @param model the case's model, on any device; its weights are compared by hash if the case has one
    /// @throws IllegalArgumentException if the case has ids that the model does not, or is too long for it
    public static CaseReport run(SamplingCase saved, LanguageModel model) {
        Transformer transformer = model.transformer();
        check(saved, transformer);
        boolean sameModel =
                saved.modelHash().isEmpty()
                        || saved.modelHash().equals(ModelHash.of(model.folder()));
        int[] ids = ids(saved);
        int prompt = saved.promptIds().size();
        double largest = 0;
        if (saved.expected().isEmpty()) {
            return new CaseReport(0, sameModel, 0, Optional.empty());
        }
        int capacity = Math.min(ids.length, transformer.config().blockSize());
        try (KvCache cache = transformer.newCache(capacity)) {
            float[] logits =
                    transformer.lastLogits(Arrays.copyOf(ids, prompt), cache, Hooks.none());
            for (int step = 0; step < saved.expected().size(); step++) {
                int[] before = Arrays.copyOf(ids, prompt + step);
                SamplingContext context = SamplingContext.after(before, saved.seed());
                SamplingTrace trace = saved.chain().apply(logits, context);
                DrawnToken drawn = trace.pick(context.u());
                SamplingCase.Expected expected = saved.expected().get(step);
                if (drawn.id() != expected.id()) {
                    CaseReport.Difference difference =
                            new CaseReport.Difference(
                                    step,
                                    drawn.u(),
                                    expected.logprob(),
                                    candidate(trace, expected.id()),
                                    candidate(trace, drawn.id()));
                    return new CaseReport(step + 1, sameModel, largest, Optional.of(difference));
                }
                double off = Math.abs(drawn.logprob() - expected.logprob());
                largest = Double.isNaN(off) ? largest : Math.max(largest, off);
                if (step + 1 < saved.expected().size()) {
                    logits = transformer.lastLogits(new int[] {expected.id()}, cache, Hooks.none());
                }
            }
        }
        return new CaseReport(saved.expected().size(), sameModel, largest, Optional.empty());
    }

    private static CaseReport.Candidate candidate(SamplingTrace trace, int id) {
        int rank = trace.rankOf(id);
        return new CaseReport.Candidate(
                id, trace.logit(rank), trace.rawLogProb(rank), rank + 1, trace.probability(rank));
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
