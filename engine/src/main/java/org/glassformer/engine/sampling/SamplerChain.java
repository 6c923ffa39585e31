package org.glassformer.engine.sampling;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.sampling.Cut.MinP;
import org.glassformer.engine.sampling.Cut.TieRule;
import org.glassformer.engine.sampling.Cut.TopK;
import org.glassformer.engine.sampling.Cut.TopNSigma;
import org.glassformer.engine.sampling.Cut.TopP;
import org.glassformer.engine.sampling.Cut.Typical;
import org.glassformer.engine.sampling.Cut.Xtc;
import org.glassformer.engine.sampling.Stage.Temperature;

/// Stages in the order in which they act; the order changes the result.
///
/// @param stages at most 127
public record SamplerChain(List<Stage> stages) {
    /// The last tokens at which llama.cpp's penalties look.
    public static final int LLAMA_CPP_LAST_N = 64;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more than 127 stages
    public SamplerChain {
        if (stages.size() > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(stages.size() + " stages are too many");
        }
        stages = List.copyOf(stages);
    }

    /// The cuts and the temperature in the order of Hugging Face transformers: temperature, top-k,
    /// top-p, min-p. Top-k keeps ties.
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

    /// The cuts and the temperature in the order of llama.cpp: top-k, top-p, min-p, temperature. Top-k
    /// cuts ties by order.
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

    /// llama.cpp's chain with its defaults: penalties, dry, top-n-sigma, top-k, typical, top-p, min-p,
    /// xtc, temperature, of which top-k 40, top-p 0.95, min-p 0.05 and temperature 0.8 are not neutral.
    ///
    /// Source: `common_params_sampling` in llama.cpp's `common/common.h`
    /// (<https://github.com/ggml-org/llama.cpp/blob/master/common/common.h>) and its server's options
    /// (<https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md>), read in November
    /// 2026. The one stage of penalties there is three here, in the order in which it computes. Its
    /// sequence breakers are [DryBreakers#LLAMA_CPP], which need a vocabulary to become tokens.
    public static SamplerChain llamaCppDefaults() {
        return new SamplerChain(
                List.of(
                        new Penalty.Repetition(1, LLAMA_CPP_LAST_N),
                        new Penalty.Frequency(0, LLAMA_CPP_LAST_N),
                        new Penalty.Presence(0, LLAMA_CPP_LAST_N),
                        new Penalty.Dry(0, 1.75, 2, LLAMA_CPP_LAST_N, List.of()),
                        new TopNSigma(TopNSigma.OFF),
                        new TopK(40, TieRule.CUT_BY_ORDER),
                        new Typical(1, TieRule.CUT_BY_ORDER),
                        new TopP(0.95),
                        new MinP(0.05),
                        new Xtc(0, 0.1, 0),
                        new Temperature(0.8)));
    }

    /// Hugging Face transformers' chain with its defaults for sampling: repetition penalty,
    /// temperature, top-k, top-p, min-p, typical, of which only top-k 50 is not neutral.
    ///
    /// Source: `_get_logits_processor` in transformers' `generation/utils.py`
    /// (<https://github.com/huggingface/transformers/blob/main/src/transformers/generation/utils.py>)
    /// and `GenerationConfig`
    /// (<https://huggingface.co/docs/transformers/main_classes/text_generation>), read in November
    /// 2026. What it calls processors comes before what it called warpers.
    public static SamplerChain huggingFaceDefaults() {
        return new SamplerChain(
                List.of(
                        new Penalty.Repetition(1, Penalty.ALL),
                        new Temperature(1),
                        new TopK(50, TieRule.KEEP),
                        new TopP(1),
                        new MinP(0),
                        new Typical(1, TieRule.KEEP)));
    }

    /// The four usual stages, each of which changes nothing.
    public static SamplerChain neutral() {
        return huggingFace(1, 0, 1, 0);
    }

    /// The chain with another stage in the place of one.
    public SamplerChain with(int index, Stage stage) {
        List<Stage> changed = new ArrayList<>(stages);
        changed.set(index, stage);
        return new SamplerChain(changed);
    }

    /// Runs the stages over the whole vocabulary, where there are no tokens before.
    ///
    /// A logit of minus infinity is a token that cannot be chosen.
    ///
    /// @param logits (V), left as they are
    /// @throws IllegalArgumentException if a logit is NaN or plus infinity, or none is finite, or the
    ///     stages leave no token
    public SamplingTrace apply(float[] logits) {
        return apply(logits, SamplingContext.NONE);
    }

    /// Runs the stages over the whole vocabulary.
    ///
    /// @param logits (V), left as they are
    /// @param context the tokens before, the seed, what is allowed
    /// @throws IllegalArgumentException if a logit is NaN or plus infinity, or none is finite, or the
    ///     stages leave no token
    public SamplingTrace apply(float[] logits, SamplingContext context) {
        return apply(RankedLogits.of(logits), context);
    }

    /// Runs the stages over logits that were ranked before.
    ///
    /// @throws IllegalArgumentException if the stages leave no token
    public SamplingTrace apply(RankedLogits logits, SamplingContext context) {
        Acts acts = new Acts(new Pool(logits), context);
        List<StageTrace> traces = new ArrayList<>(stages.size());
        for (int index = 0; index < stages.size(); index++) {
            traces.add(acts.apply(stages.get(index), index));
        }
        return acts.pool().finish(traces);
    }

    /// The tokens as they enter a stage.
    Pool before(int stage, RankedLogits logits, SamplingContext context) {
        Acts acts = new Acts(new Pool(logits), context);
        for (int index = 0; index < stage; index++) {
            acts.apply(stages.get(index), index);
        }
        return acts.pool();
    }
}
