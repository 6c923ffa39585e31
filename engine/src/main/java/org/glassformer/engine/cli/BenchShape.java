package org.glassformer.engine.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.engine.model.ModelConfig;

/// Shapes of known models, measured with random weights: how fast a model runs does not depend on what it learned.
enum BenchShape {
    /// GPT-2 small.
    GPT2_124M("gpt2-124m"),
    /// As wide and deep as stories15M of llama2.c: for devices as slow as software that plays a graphics card.
    LLAMA_15M("llama-15m"),
    /// Llama 3.2 1B with a shorter context.
    LLAMA_1B("llama-1b");

    private final String text;

    BenchShape(String text) {
        this.text = text;
    }

    /// Its configuration.
    ModelConfig config() {
        return switch (this) {
            case GPT2_124M -> ModelConfig.gpt2Small();
            case LLAMA_15M -> ModelConfig.llama(6, 6, 6, 288, 768, 32_000, 256);
            case LLAMA_1B -> ModelConfig.llama1B();
        };
    }

    /// The shape of a name.
    static Optional<BenchShape> of(String name) {
        return Arrays.stream(values()).filter(shape -> shape.text.equals(name)).findFirst();
    }

    /// All names, for people.
    static String names() {
        return Arrays.stream(values()).map(shape -> shape.text).collect(Collectors.joining(", "));
    }
}
