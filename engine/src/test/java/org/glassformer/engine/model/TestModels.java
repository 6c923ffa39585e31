package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Backend;

/// Small models of every family, with random weights large enough that every path matters.
public final class TestModels {
    private TestModels() {}

    /// The families, two layers each.
    public enum Family {
        /// Learned positions, LayerNorm, GELU, biases, tied head.
        GPT2,
        /// Rotary positions, RMSNorm, SwiGLU, grouped queries.
        LLAMA,
        /// Llama with its stretched rotations and a tied head (as SmolLM2 ties it).
        LLAMA3_TIED,
        /// A sliding window of three keys.
        MISTRAL,
        /// Biases on q, k and v.
        QWEN2,
        /// RMSNorm on every query and key head, a head size of its own.
        QWEN3
    }

    /// A configuration with 2 layers, 4 heads and a vocabulary of 13.
    public static ModelConfig config(Family family) {
        ModelConfig llama = ModelConfig.llama(2, 4, 2, 16, 20, 13, 24);
        return switch (family) {
            case GPT2 -> ModelConfig.gpt2(2, 4, 16, 13, 24);
            case LLAMA -> llama;
            case LLAMA3_TIED ->
                    like(llama, "llama", 4, new RopeScaling.Llama3(8, 1, 4, 16), 0, false, true);
            case MISTRAL -> like(llama, "mistral", 4, new RopeScaling.None(), 3, false, false);
            case QWEN2 -> like(llama, "qwen2", 4, new RopeScaling.None(), 0, true, false);
            case QWEN3 -> like(llama, "qwen3", 6, new RopeScaling.None(), 0, false, false);
        };
    }

    private static ModelConfig like(
            ModelConfig c,
            String family,
            int headSize,
            RopeScaling scaling,
            int window,
            boolean qkvBias,
            boolean tied) {
        return new ModelConfig(
                family,
                c.nLayer(),
                c.nHead(),
                c.nKvHead(),
                c.nEmbd(),
                headSize,
                c.ffnSize(),
                c.vocabSize(),
                c.blockSize(),
                true,
                1e-5f,
                Activation.SILU,
                true,
                false,
                10000,
                scaling,
                qkvBias,
                false,
                false,
                family.equals("qwen3"),
                tied,
                List.of(window, window),
                -1,
                List.of());
    }

    /// A model of a family; weights, biases and norms all random.
    public static Transformer model(Family family, Backend backend, long seed) {
        return randomised(config(family), backend, seed);
    }

    /// A model whose every parameter is drawn anew, matrices with deviation 0.4.
    public static Transformer randomised(ModelConfig config, Backend backend, long seed) {
        Transformer model = Transformer.random(config, backend, seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (Parameter parameter : model.parameters()) {
            float[] values = new float[Math.toIntExact(parameter.value().elements())];
            float centre = !parameter.decays() && parameter.name().endsWith("w") ? 1 : 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = centre + (float) (0.4 * random.nextGaussian());
            }
            backend.write(parameter.value(), values);
        }
        return model;
    }

    /// Seeded ids below the vocabulary's size.
    public static int[] ids(int count, int vocabSize, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(random.nextInt(vocabSize));
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Row `row` of `values` cut into rows of `width`.
    public static float[] row(float[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
}
