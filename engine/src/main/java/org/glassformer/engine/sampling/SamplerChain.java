package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.sampling.Stage.MinP;
import org.glassformer.engine.sampling.Stage.Temperature;
import org.glassformer.engine.sampling.Stage.TieRule;
import org.glassformer.engine.sampling.Stage.TopK;
import org.glassformer.engine.sampling.Stage.TopP;

/// Stages in the order in which they act; the order changes the result.
///
/// @param stages at most 127
public record SamplerChain(List<Stage> stages) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more than 127 stages
    public SamplerChain {
        if (stages.size() > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(stages.size() + " stages are too many");
        }
        stages = List.copyOf(stages);
    }

    /// The order of Hugging Face transformers: temperature, top-k, top-p, min-p. Top-k keeps ties.
    ///
    /// @throws IllegalArgumentException if a value is out of its stage's range
    public static SamplerChain huggingFace(double temperature, int k, double p, double minP) {
        return new SamplerChain(
                List.of(
                        new Temperature(temperature),
                        new TopK(k, TieRule.KEEP),
                        new TopP(p),
                        new MinP(minP)));
    }

    /// The order of llama.cpp: top-k, top-p, min-p, temperature. Top-k cuts ties by order.
    ///
    /// @throws IllegalArgumentException if a value is out of its stage's range
    public static SamplerChain llamaCpp(double temperature, int k, double p, double minP) {
        return new SamplerChain(
                List.of(
                        new TopK(k, TieRule.CUT_BY_ORDER),
                        new TopP(p),
                        new MinP(minP),
                        new Temperature(temperature)));
    }

    /// The four stages, each of which changes nothing.
    public static SamplerChain neutral() {
        return huggingFace(1, 0, 1, 0);
    }

    /// Runs the stages over the whole vocabulary.
    ///
    /// A logit of minus infinity is a token that cannot be chosen.
    ///
    /// @param logits (V), left as they are
    /// @throws IllegalArgumentException if a logit is NaN or plus infinity, or none is finite
    public SamplingTrace apply(float[] logits) {
        Pool pool = new Pool(logits);
        double rawTotal = pool.total();
        double rawEntropyBits = pool.entropyBits();
        List<StageTrace> traces = new ArrayList<>(stages.size());
        for (int index = 0; index < stages.size(); index++) {
            traces.add(pool.apply(stages.get(index), index));
        }
        return pool.finish(traces, rawTotal, rawEntropyBits);
    }
}
