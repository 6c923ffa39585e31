package org.glassformer.engine.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.Grammar;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.jspecify.annotations.Nullable;

/// How tokens are to be chosen, and when to stop.
///
/// @param chain the sampler chain
/// @param seed of the draws
/// @param maxTokens tokens at most
/// @param stopTokens tokens that end the text; they are not part of it
/// @param stopTexts texts that end the text wherever they appear, also across tokens; they are not
///     part of it
/// @param grammar what the text must be; null for anything
/// @param interventions what is changed in the model meanwhile
public record GenerationSettings(
        SamplerChain chain,
        long seed,
        int maxTokens,
        Set<Integer> stopTokens,
        List<String> stopTexts,
        @Nullable TokenMasks grammar,
        Interventions interventions) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if the number of tokens is negative or a stop text empty
    public GenerationSettings {
        if (maxTokens < 0) {
            throw new IllegalArgumentException("cannot generate " + maxTokens + " tokens");
        }
        if (stopTexts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty stop text would stop everything");
        }
        stopTokens = Set.copyOf(stopTokens);
        stopTexts = List.copyOf(stopTexts);
    }

    /// Settings without stop texts and grammar.
    ///
    /// @throws IllegalArgumentException if the number of tokens is negative
    public GenerationSettings(
            SamplerChain chain,
            long seed,
            int maxTokens,
            Set<Integer> stopTokens,
            Interventions interventions) {
        this(chain, seed, maxTokens, stopTokens, List.of(), null, interventions);
    }

    /// Settings that stop where the model's texts end: at its end tokens and at `<|endoftext|>`.
    public static GenerationSettings of(
            LanguageModel model, SamplerChain chain, long seed, int maxTokens) {
        return new GenerationSettings(
                chain, seed, maxTokens, stopTokens(model), Interventions.NONE);
    }

    /// The same with interventions.
    public GenerationSettings with(Interventions changed) {
        return new GenerationSettings(
                chain, seed, maxTokens, stopTokens, stopTexts, grammar, changed);
    }

    /// The same with another seed.
    public GenerationSettings withSeed(long other) {
        return new GenerationSettings(
                chain, other, maxTokens, stopTokens, stopTexts, grammar, interventions);
    }

    /// The same with stop texts.
    ///
    /// @throws IllegalArgumentException if one is empty
    public GenerationSettings withStopTexts(List<String> texts) {
        return new GenerationSettings(
                chain, seed, maxTokens, stopTokens, texts, grammar, interventions);
    }

    /// The same, with the text held to a grammar that ends at the stop tokens.
    ///
    /// @throws org.glassformer.engine.sampling.grammar.GrammarException if the model's tokens cannot
    ///     spell any of its texts
    public GenerationSettings within(Grammar texts, LanguageModel model) {
        TokenMasks masks = texts.over(model.tokenBytes(stopTokens));
        return new GenerationSettings(
                chain, seed, maxTokens, stopTokens, stopTexts, masks, interventions);
    }

    private static Set<Integer> stopTokens(LanguageModel model) {
        Set<Integer> stop = new HashSet<>(model.transformer().config().eosTokens());
        model.tokenizer().idOf("<|endoftext|>").ifPresent(stop::add);
        return stop;
    }
}
