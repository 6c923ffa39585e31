package org.glassformer.engine.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.sampling.SamplerChain;

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
public record SamplingCase(
        Path model,
        String modelHash,
        List<Integer> promptIds,
        SamplerChain chain,
        long seed,
        String device,
        List<Expected> expected) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no prompt
    public SamplingCase {
        if (promptIds.isEmpty()) {
            throw new IllegalArgumentException("a sampling case needs at least one prompt token");
        }
        promptIds = List.copyOf(promptIds);
        expected = List.copyOf(expected);
    }

    /// A token that came.
    ///
    /// @param id the token
    /// @param logprob its natural log probability under the model itself
    public record Expected(int id, double logprob) {}

    /// The case of a generation.
    ///
    /// @param device the name of the device that computed it
    public static SamplingCase of(
            LanguageModel model,
            String device,
            GenerationSettings settings,
            Generation generation) {
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
                expected);
    }
}
