package org.glassformer.engine.generate;

/// Reads a prompt once, then adds one token after the other.
///
/// The number drawn for a token depends on the seed and the token's position alone: the same seed
/// gives the same tokens whether they are generated in one run or one by one.
public final class Generator {
    private final LanguageModel model;

    /// A generator for a model, which stays the caller's.
    public Generator(LanguageModel model) {
        this.model = model;
    }

    /// Generates until something ends it. Heads that are replaced by their mean get that over the
    /// prompt, so that the tokens added do not move it.
    ///
    /// @throws IllegalArgumentException if the prompt is empty, does not fit into the model's context
    ///     or has an id that is not in the vocabulary
    public Generation generate(
            int[] promptIds, GenerationSettings settings, GenerationListener listener) {
        try (BranchTree tree =
                new BranchTree(model, promptIds, settings.interventions(), settings.maxTokens())) {
            return new AnswerWriter(tree, tree.root(), settings).write(listener);
        }
    }
}
