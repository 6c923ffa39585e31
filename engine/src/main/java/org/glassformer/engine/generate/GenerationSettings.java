package org.glassformer.engine.generate;

import java.util.HashSet;
import java.util.Set;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;

/// How tokens are to be chosen, and when to stop.
///
/// @param chain the sampler chain
/// @param seed of the draws
/// @param maxTokens tokens at most
/// @param stopTokens tokens that end the text; they are not part of it
/// @param interventions what is changed in the model meanwhile
public record GenerationSettings(
        SamplerChain chain,
        long seed,
        int maxTokens,
        Set<Integer> stopTokens,
        Interventions interventions) {

    /// Copies the stop tokens.
    ///
    /// @throws IllegalArgumentException if the number of tokens is negative
    public GenerationSettings {
        if (maxTokens < 0) {
            throw new IllegalArgumentException("cannot generate " + maxTokens + " tokens");
        }
        stopTokens = Set.copyOf(stopTokens);
    }

    /// Settings that stop where the model's texts end: at its end tokens and at `<|endoftext|>`.
    public static GenerationSettings of(
            LanguageModel model, SamplerChain chain, long seed, int maxTokens) {
        return new GenerationSettings(
                chain, seed, maxTokens, stopTokens(model), Interventions.NONE);
    }

    /// The same with interventions.
    public GenerationSettings with(Interventions changed) {
        return new GenerationSettings(chain, seed, maxTokens, stopTokens, changed);
    }

    private static Set<Integer> stopTokens(LanguageModel model) {
        Set<Integer> stop = new HashSet<>(model.transformer().config().eosTokens());
        model.tokenizer().idOf("<|endoftext|>").ifPresent(stop::add);
        return stop;
    }
}
