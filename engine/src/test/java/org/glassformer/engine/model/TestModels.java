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
        QWEN3,
        /// Scaled embeddings, norms behind, soft caps, a window in every second layer.
        GEMMA2,
        /// The same without caps, with q/k norm and rotations of its own in layers with a window.
        GEMMA3,
        /// Parts of heads turn, by factors for long texts.
        PHI3,
        /// Attention and MLP side by side, LayerNorm, a part of each head turns.
        NEOX,
        /// Two of four experts, their weights made to sum to 1.
        MIXTRAL,
        /// A layer with an MLP, one with experts weighted as the router says and a shared one.
        QWEN2_MOE,
        /// q/k norm and experts.
        QWEN3_MOE
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
            case GEMMA2 -> gemma2(llama).build();
            case GEMMA3 -> gemma3(llama).build();
            case PHI3 -> phi3(llama).build();
            case NEOX -> neoX(llama).build();
            case MIXTRAL ->
                    mixture(llama, "mixtral", new Experts(4, 2, 20, true, 0, List.of())).build();
            case QWEN2_MOE -> {
                ConfigDraft c =
                        mixture(llama, "qwen2_moe", new Experts(5, 2, 10, false, 12, List.of(0)));
                c.qkvBias = true;
                yield c.build();
            }
            case QWEN3_MOE -> {
                ConfigDraft c =
                        mixture(llama, "qwen3_moe", new Experts(6, 3, 8, true, 0, List.of()));
                c.headSize = 6;
                c.qkNorm = true;
                yield c.build();
            }
        };
    }

    private static ConfigDraft gemma2(ModelConfig llama) {
        ConfigDraft c = new ConfigDraft(llama);
        c.family = "gemma2";
        c.headSize = 6;
        c.activation = Activation.GELU_TANH;
        c.tiedHead = true;
        c.windows = List.of(3, 0);
        c.embedScale = 4;
        c.postNorms = true;
        c.queryScalar = 6;
        c.attnCap = 1.5f;
        c.logitCap = 3;
        return c;
    }

    private static ConfigDraft gemma3(ModelConfig llama) {
        ConfigDraft c = gemma2(llama);
        c.family = "gemma3_text";
        c.embedScale = 3.5f;
        c.queryScalar = 5;
        c.attnCap = 0;
        c.logitCap = 0;
        c.qkNorm = true;
        c.ropeTheta = 1_000_000;
        c.ropeScaling = new RopeScaling.Linear(8);
        c.localRopeTheta = 50;
        return c;
    }

    private static ConfigDraft phi3(ModelConfig llama) {
        ConfigDraft c = new ConfigDraft(llama);
        c.family = "phi3";
        c.headSize = 6;
        c.rotarySize = 4;
        c.windows = List.of(5, 5);
        c.ropeScaling = new RopeScaling.LongRope(List.of(1.5, 2.0), List.of(3.0, 7.0), 10, 1.25);
        return c;
    }

    private static ConfigDraft neoX(ModelConfig llama) {
        ConfigDraft c = new ConfigDraft(llama);
        c.family = "gpt_neox";
        c.nKvHead = c.nHead;
        c.rmsNorm = false;
        c.activation = Activation.GELU_ERF;
        c.gatedMlp = false;
        c.rotarySize = 2;
        c.qkvBias = true;
        c.attnOutBias = true;
        c.mlpBias = true;
        c.parallel = true;
        return c;
    }

    private static ConfigDraft mixture(ModelConfig llama, String family, Experts experts) {
        ConfigDraft c = new ConfigDraft(llama);
        c.family = family;
        c.experts = experts;
        return c;
    }

    private static ModelConfig like(
            ModelConfig c,
            String family,
            int headSize,
            RopeScaling scaling,
            int window,
            boolean qkvBias,
            boolean tied) {
        ConfigDraft draft = new ConfigDraft(c);
        draft.family = family;
        draft.headSize = headSize;
        draft.ropeScaling = scaling;
        draft.qkvBias = qkvBias;
        draft.qkNorm = family.equals("qwen3");
        draft.tiedHead = tied;
        draft.windows = List.of(window, window);
        return draft.build();
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
                if (centre == 1) { // so that what some files keep, one less, is exact
                    values[i] = Math.round(values[i] * 1024) / 1024f;
                }
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
