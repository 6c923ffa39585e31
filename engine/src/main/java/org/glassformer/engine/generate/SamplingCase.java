package org.glassformer.engine.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.grammar.GrammarSource;
import org.jspecify.annotations.Nullable;

/// A generation that was kept to be run again: what went in, and what came out. [CaseFile] has its form
/// in JSON.
///
/// @param model the model's folder or file as it was written down, absolute or relative to the case's file
/// @param modelHash as [ModelHash] gives it; empty if unknown
/// @param promptIds the tokens of the prompt, at least one
/// @param chain the sampler chain
/// @param seed of the draws
/// @param device the name of the device that computed it
/// @param expected the tokens that came
/// @param constraint what the text after the prompt must be; null for anything
/// @param interventions what is changed in the model; those that a specification can express, as
///     [Interventions#spec] has it
public record SamplingCase(
        Path model,
        String modelHash,
        List<Integer> promptIds,
        SamplerChain chain,
        long seed,
        String device,
        List<Expected> expected,
        @Nullable GrammarSource constraint,
        Interventions interventions) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no prompt, or an intervention cannot be written down
    public SamplingCase {
        if (promptIds.isEmpty()) {
            throw new IllegalArgumentException("a sampling case needs at least one prompt token");
        }
        promptIds = List.copyOf(promptIds);
        expected = List.copyOf(expected);
        for (Intervention each : interventions.list()) {
            if (Interventions.spec(each).isEmpty()) {
                throw new IllegalArgumentException("a sampling case cannot hold a patch");
            }
        }
    }

    /// A case without constraint and interventions.
    ///
    /// @throws IllegalArgumentException if there is no prompt
    public SamplingCase(
            Path model,
            String modelHash,
            List<Integer> promptIds,
            SamplerChain chain,
            long seed,
            String device,
            List<Expected> expected) {
        this(model, modelHash, promptIds, chain, seed, device, expected, null, Interventions.NONE);
    }

    /// A token that came.
    ///
    /// @param id the token
    /// @param logprob its natural log probability under the model itself
    public record Expected(int id, double logprob) {}

    /// The case of a generation.
    ///
    /// @param device the name of the device that computed it
    /// @param constraint the source of the settings' grammar; null for none
    /// @throws IllegalArgumentException if an intervention cannot be written down
    public static SamplingCase of(
            LanguageModel model,
            String device,
            GenerationSettings settings,
            Generation generation,
            @Nullable GrammarSource constraint) {
        List<Expected> expected = new ArrayList<>();
        for (GeneratedToken token : generation.tokens()) {
            expected.add(new Expected(token.id(), token.drawn().logprob()));
        }
        return new SamplingCase(
                model.folder().toAbsolutePath().normalize(),
                ModelHash.of(model.folder()),
                generation.promptIds(),
                settings.chain(),
                settings.seed(),
                device,
                expected,
                constraint,
                settings.interventions());
    }
}
