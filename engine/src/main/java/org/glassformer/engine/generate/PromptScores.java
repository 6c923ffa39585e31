package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.tensor.Tensor;

/// Scores the tokens of a given text.
public final class PromptScores {
    private static final int MAX_LOGITS = 8 << 20; // of one run

    private PromptScores() {}

    /// The score of every token, the first one without.
    ///
    /// @param breath called between stretches of the text and may throw to give up
    /// @throws IllegalArgumentException if the text is empty, longer than the model's context or has
    ///     an id that is not in the vocabulary
    public static List<TokenScore> of(
            Transformer model, int[] ids, Interventions interventions, Runnable breath) {
        return of(model, ids, interventions, MAX_LOGITS / model.config().vocabSize(), breath);
    }

    /// The score of every token, the first one without, in short stretches, so that somebody who waits
    /// for the model does not wait long. With a mean of a head among the interventions there is one
    /// stretch: the mean needs the whole text.
    ///
    /// @param most tokens of a stretch
    /// @param breath called between stretches of the text and may throw to give up
    /// @throws IllegalArgumentException if the text is empty, longer than the model's context or has
    ///     an id that is not in the vocabulary
    public static List<TokenScore> of(
            Transformer model, int[] ids, Interventions interventions, int most, Runnable breath) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("the model needs at least one token");
        }
        int vocabSize = model.config().vocabSize();
        Interventions bound = interventions.withMeansOver(ids.length);
        boolean whole = !bound.means().isEmpty();
        int stretch = whole ? ids.length : Math.max(1, Math.min(most, MAX_LOGITS / vocabSize));
        Backend backend = model.backend();
        Hooks hooks = Hooks.of(HookFilter.NONE, bound);
        List<TokenScore> scores = new ArrayList<>();
        scores.add(new TokenScore(0, ids[0], Double.NaN, 0, Double.NaN));
        try (KvCache cache = model.newCache(ids.length)) {
            float[] row = new float[vocabSize];
            for (int from = 0; from < ids.length; from += stretch) {
                breath.run();
                int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + stretch));
                Tensor logits = model.forward(part, cache, hooks, Transformer.LogitRows.ALL);
                for (int i = 0; i < part.length && from + i + 1 < ids.length; i++) {
                    backend.read(logits, (long) i * vocabSize, row, 0, vocabSize);
                    int position = from + i + 1;
                    int id = ids[position];
                    scores.add(
                            new TokenScore(
                                    position,
                                    id,
                                    LogProbs.logProb(row, id),
                                    LogProbs.rank(row, id),
                                    LogProbs.entropyBits(row)));
                }
            }
        }
        return scores;
    }
}
