package org.glassformer.engine.generate;

import java.nio.file.Path;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.tokenizer.Tokenizers;

/// Models with random weights that read bytes.
final class SmallModels {
    static final int CONTEXT = 64;
    static final int[] PROMPT = {72, 105, 33};

    private SmallModels() {}

    /// Two layers over the 256 bytes and `<|endoftext|>`.
    static LanguageModel bytes(Backend backend) {
        return of(ModelConfig.gpt2(2, 4, 16, 257, CONTEXT), backend);
    }

    /// Two layers over the first `vocabSize` bytes.
    static LanguageModel tiny(Backend backend, int vocabSize) {
        return of(ModelConfig.gpt2(2, 4, 16, vocabSize, CONTEXT), backend);
    }

    private static LanguageModel of(ModelConfig config, Backend backend) {
        return new LanguageModel(
                Path.of("small"), TestModels.randomised(config, backend, 5), Tokenizers.bytes());
    }
}
