package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.jspecify.annotations.Nullable;

/// Chooses a token from logits, within a grammar if there is one.
///
/// @param drawn the token; logprob and rank are those of the model's own logits
/// @param maskedMass the share of the probability that the grammar took away where it was asked
record Chooser(DrawnToken drawn, double maskedMass) {

    /// Draws the next token. The grammar is asked where the chain has its stage, or else before the
    /// chain.
    static Chooser draw(
            float[] logits,
            SamplerChain chain,
            @Nullable GrammarState grammar,
            SamplingContext context) {
        SamplingTrace trace = trace(RankedLogits.of(logits), chain, grammar, context);
        double masked =
                grammar == null
                        ? 0
                        : trace.stages().get(Math.max(0, indexOfGrammar(chain))).removedMass();
        return new Chooser(trace.pick(context.u()), masked);
    }

    /// What a chain makes of logits, within a grammar if there is one.
    static SamplingTrace trace(
            RankedLogits logits,
            SamplerChain chain,
            @Nullable GrammarState grammar,
            SamplingContext context) {
        if (grammar == null) {
            return chain.apply(logits, context);
        }
        SamplerChain held = chain;
        if (indexOfGrammar(chain) < 0) {
            List<Stage> stages = new ArrayList<>(chain.stages());
            stages.addFirst(new Stage.Grammar());
            held = new SamplerChain(stages);
        }
        return held.apply(logits, context.allowing(grammar.mask()::get));
    }

    private static int indexOfGrammar(SamplerChain chain) {
        for (int i = 0; i < chain.stages().size(); i++) {
            if (chain.stages().get(i) instanceof Stage.Grammar) {
                return i;
            }
        }
        return -1;
    }

    /// The logits that the grammar leaves, minus infinity elsewhere, (V).
    static float[] mask(float[] logits, GrammarState grammar) {
        BitSet mask = grammar.mask();
        float[] masked = logits.clone();
        for (int id = 0; id < masked.length; id++) {
            if (!mask.get(id)) {
                masked[id] = Float.NEGATIVE_INFINITY;
            }
        }
        return masked;
    }
}
