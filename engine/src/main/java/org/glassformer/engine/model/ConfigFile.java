package org.glassformer.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.format.JsonFile;
import org.glassformer.engine.format.ModelFormatException;

/// Reads `config.json` as Hugging Face has it; [ConfigEntries] writes it. What is absent has the default
/// of the family's own configuration class there, such as Mistral's sliding window of 4,096.
final class ConfigFile {
    static final int MOST_LAYERS = 1_000;
    static final int LONGEST = 1 << 25;
    private static final int MOST_HEADS = 4_096;
    private static final int WIDEST = 1 << 18;
    private static final int MOST_TOKENS = 1 << 22;

    private final JsonFile json;
    private final JsonFile outer; // the file, where `json` is a part of it
    private final String type;

    private ConfigFile(JsonFile json, JsonFile outer, String type) {
        this.json = json;
        this.outer = outer;
        this.type = type;
    }

    /// The configuration in a file.
    ///
    /// @throws ModelFormatException if it is no configuration, or asks for what this engine lacks
    static ModelConfig read(Path file) {
        JsonFile json = JsonFile.read(file);
        String type = json.requireString("model_type");
        if (!Families.FOLDERS.contains(type)) {
            throw json.wrong("model_type", "one of " + String.join(", ", Families.FOLDERS));
        }
        try {
            return new ConfigFile(json, json, type).draft().build();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file, -1, "sizes that fit each other", String.valueOf(e.getMessage()), e);
        }
    }

    private ConfigDraft draft() {
        return switch (type) {
            case "gpt2" -> gpt2();
            case "gpt_neox" -> neoX();
            case "gemma" -> gemma();
            case "gemma2" -> gemma2();
            case "gemma3_text" -> gemma3();
            case "gemma3" ->
                    // The language model within one that also sees images.
                    new ConfigFile(json.requireChild("text_config"), json, "gemma3_text").gemma3();
            case "phi3" -> phi3();
            case "mixtral" -> mixtral();
            case "qwen2_moe", "qwen3_moe" -> qwenMixture();
            default -> rotary(0, false);
        };
    }

    private ConfigDraft gpt2() {
        refuse("scale_attn_by_inverse_layer_idx");
        refuse("add_cross_attention");
        ConfigDraft c = new ConfigDraft();
        c.nEmbd = json.requireInt("n_embd", 1, WIDEST);
        c.nLayer = json.requireInt("n_layer", 1, MOST_LAYERS);
        c.nHead = json.requireInt("n_head", 1, MOST_HEADS);
        if (c.nEmbd % c.nHead != 0) {
            throw json.wrong("n_embd", "a multiple of n_head " + c.nHead);
        }
        if (!json.optBool("scale_attn_weights").orElse(true)) {
            throw json.wrong("scale_attn_weights", "true");
        }
        c.nKvHead = c.nHead;
        c.headSize = c.nEmbd / c.nHead;
        c.ffnSize = json.optInt("n_inner", 1, WIDEST).orElse(4 * c.nEmbd);
        c.blockSize = json.optInt("n_positions", 1, LONGEST).orElse(1024);
        c.normEps = eps("layer_norm_epsilon", 1e-5);
        c.activation = activation("activation_function", "gelu_new");
        c.learnedPositions = true;
        layerNormAndBiases(c);
        c.tiedHead = json.optBool("tie_word_embeddings").orElse(true);
        common(c);
        return c;
    }

    private ConfigDraft neoX() {
        ConfigDraft c = new ConfigDraft();
        c.nEmbd = json.requireInt("hidden_size", 1, WIDEST);
        c.nLayer = json.requireInt("num_hidden_layers", 1, MOST_LAYERS);
        c.nHead = json.requireInt("num_attention_heads", 1, MOST_HEADS);
        if (c.nEmbd % c.nHead != 0) {
            throw json.wrong("hidden_size", "a multiple of num_attention_heads " + c.nHead);
        }
        if (!json.optBool("attention_bias").orElse(true)) {
            throw json.wrong("attention_bias", "true");
        }
        c.nKvHead = c.nHead;
        c.headSize = c.nEmbd / c.nHead;
        c.ffnSize = json.requireInt("intermediate_size", 1, WIDEST);
        c.blockSize = json.optInt("max_position_embeddings", 1, LONGEST).orElse(2048);
        c.normEps = eps("layer_norm_eps", 1e-5);
        c.activation = activation("hidden_act", "gelu");
        layerNormAndBiases(c);
        c.parallel = json.optBool("use_parallel_residual").orElse(true);
        c.tiedHead = json.optBool("tie_word_embeddings").orElse(false);
        new ConfigRope(json, type).read(c, 0.25);
        common(c);
        return c;
    }

    private static void layerNormAndBiases(ConfigDraft c) {
        c.rmsNorm = false;
        c.gatedMlp = false;
        c.qkvBias = true;
        c.attnOutBias = true;
        c.mlpBias = true;
    }

    /// What all decoders with rotations, RMSNorm and gates share.
    ///
    /// @param headSize if it is not said; 0 for channels by heads
    /// @param tied whether the head is tied if it is not said
    private ConfigDraft rotary(int headSize, boolean tied) {
        ConfigDraft c = new ConfigDraft();
        c.nEmbd = json.requireInt("hidden_size", 1, WIDEST);
        c.nLayer = json.requireInt("num_hidden_layers", 1, MOST_LAYERS);
        c.nHead = require("num_attention_heads", MOST_HEADS, 8);
        c.nKvHead = json.optInt("num_key_value_heads", 1, MOST_HEADS).orElse(usualKvHeads(c.nHead));
        if (c.nHead % c.nKvHead != 0) {
            throw json.wrong("num_key_value_heads", "a divisor of the " + c.nHead + " heads");
        }
        if (headSize == 0 && !json.has("head_dim") && c.nEmbd % c.nHead != 0) {
            throw json.wrong("hidden_size", "a multiple of num_attention_heads " + c.nHead);
        }
        int usual = headSize > 0 ? headSize : Math.max(1, c.nEmbd / c.nHead);
        c.headSize = json.optInt("head_dim", 2, WIDEST).orElse(usual);
        c.ffnSize = json.requireInt("intermediate_size", 1, WIDEST);
        c.blockSize = json.optInt("max_position_embeddings", 1, LONGEST).orElse(usualContext(type));
        c.normEps = eps("rms_norm_eps", type.equals("mixtral") ? 1e-5 : 1e-6);
        c.activation = activation("hidden_act", "silu");
        boolean mayHaveBias = switch (type) { // the others fix it
                    case "llama", "qwen3", "qwen3_moe", "gemma", "gemma2", "gemma3_text" -> true;
                    default -> false;
                };
        c.attnOutBias = mayHaveBias && json.optBool("attention_bias").orElse(false);
        c.qkvBias = type.startsWith("qwen2") ? qkvBias() : c.attnOutBias;
        c.mlpBias = type.equals("llama") && json.optBool("mlp_bias").orElse(false);
        c.qkNorm = type.startsWith("qwen3");
        c.tiedHead = json.optBool("tie_word_embeddings").orElse(tied);
        new ConfigRope(json, type).read(c, 1);
        common(c);
        c.windows = new ConfigWindows(json, type).read(c.nLayer);
        return c;
    }

    private boolean qkvBias() {
        return type.equals("qwen2") || json.optBool("qkv_bias").orElse(true);
    }

    private int usualKvHeads(int nHead) {
        return switch (type) {
            case "mixtral" -> Math.min(8, nHead);
            case "gemma2", "gemma3_text" -> Math.min(4, nHead);
            default -> nHead;
        };
    }

    private static int usualContext(String type) {
        return switch (type) {
            case "mistral", "mixtral", "gemma3_text" -> 131_072;
            case "qwen2", "qwen3", "qwen2_moe", "qwen3_moe" -> 32_768;
            case "gemma", "gemma2" -> 8_192;
            case "phi3" -> 4_096;
            default -> 2_048;
        };
    }

    /// Gemma keeps the activation under another name; older files say `gelu` and mean the approximation.
    private ConfigDraft gemma() {
        ConfigDraft c = rotary(256, true);
        c.activation =
                json.has("hidden_activation")
                        ? activation("hidden_activation", "gelu_pytorch_tanh")
                        : Activation.GELU_TANH;
        c.embedScale = embedScale(c.nEmbd);
        return c;
    }

    private ConfigDraft gemma2() {
        ConfigDraft c = gemma();
        c.postNorms = true;
        c.queryScalar = json.optDouble("query_pre_attn_scalar").orElse(256);
        if (!(c.queryScalar > 0)) {
            throw json.wrong("query_pre_attn_scalar", "a positive number");
        }
        boolean second = type.equals("gemma2");
        c.attnCap = cap("attn_logit_softcapping", second ? 50 : 0);
        c.logitCap = cap("final_logit_softcapping", second ? 30 : 0);
        return c;
    }

    private ConfigDraft gemma3() {
        ConfigDraft c = gemma2();
        c.qkNorm = true;
        c.localRopeTheta = new ConfigRope(json, type).localTheta();
        if (json.optBool("use_bidirectional_attention").orElse(false)) {
            throw json.wrong("use_bidirectional_attention", "false, this engine reads forward");
        }
        return c;
    }

    /// sqrt(C), rounded to the type that the model was trained in, as the original computes it; a model
    /// that this engine wrote says it.
    private float embedScale(int nEmbd) {
        double root = Math.sqrt(nEmbd);
        String dtype =
                outer.optString("torch_dtype").or(() -> outer.optString("dtype")).orElse("float32");
        float usual =
                switch (dtype) {
                    case "bfloat16" -> bfloat16((float) root);
                    case "float16" -> Float.float16ToFloat(Float.floatToFloat16((float) root));
                    default -> (float) root;
                };
        double scale = json.optDouble("embed_scale").orElse(usual);
        if (!(scale > 0)) {
            throw json.wrong("embed_scale", "a positive number");
        }
        return (float) scale;
    }

    private static float bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int even = (bits >>> 16) & 1;
        return Float.intBitsToFloat((bits + 0x7fff + even) & 0xffff0000);
    }

    /// A soft cap; `null` is none.
    private float cap(String name, double usual) {
        double cap = json.optDouble(name).orElse(json.names().contains(name) ? 0 : usual);
        if (cap < 0) {
            throw json.wrong(name, "a positive number, or null");
        }
        return (float) cap;
    }

    private ConfigDraft phi3() {
        ConfigDraft c = rotary(0, false);
        c.normEps = eps("rms_norm_eps", 1e-5);
        return c;
    }

    private ConfigDraft mixtral() {
        ConfigDraft c = rotary(0, false);
        c.experts =
                new Experts(
                        json.optInt("num_local_experts", 1, MOST_HEADS).orElse(8),
                        json.optInt("num_experts_per_tok", 1, MOST_HEADS).orElse(2),
                        c.ffnSize,
                        true,
                        0,
                        List.of());
        return c;
    }

    private ConfigDraft qwenMixture() {
        ConfigDraft c = rotary(0, false);
        boolean second = type.equals("qwen2_moe");
        int count = json.optInt("num_experts", 1, MOST_HEADS).orElse(second ? 60 : 128);
        int chosen = json.optInt("num_experts_per_tok", 1, MOST_HEADS).orElse(second ? 4 : 8);
        int size = json.requireInt("moe_intermediate_size", 1, WIDEST);
        int shared = second ? json.requireInt("shared_expert_intermediate_size", 1, WIDEST) : 0;
        boolean normalised = json.optBool("norm_topk_prob").orElse(false);
        c.experts = new Experts(count, chosen, size, normalised, shared, denseLayers(c.nLayer));
        return c;
    }

    /// Every `decoder_sparse_step`-th layer has experts, but for those of `mlp_only_layers`.
    private List<Integer> denseLayers(int nLayer) {
        int step = json.optInt("decoder_sparse_step", 1, MOST_LAYERS).orElse(1);
        int[] only = json.optInts("mlp_only_layers", 0, MOST_LAYERS).orElse(new int[0]);
        List<Integer> dense = new ArrayList<>();
        for (int layer = 0; layer < nLayer; layer++) {
            int now = layer;
            if ((layer + 1) % step != 0 || Arrays.stream(only).anyMatch(l -> l == now)) {
                dense.add(layer);
            }
        }
        return dense;
    }

    /// A number that every family but Gemma 3 says.
    private int require(String name, int most, int ofGemma3) {
        return type.equals("gemma3_text") && !json.has(name)
                ? ofGemma3
                : json.requireInt(name, 1, most);
    }

    private void common(ConfigDraft c) {
        c.family = type;
        c.vocabSize = require("vocab_size", MOST_TOKENS, 262_208);
        c.windows = Collections.nCopies(c.nLayer, 0);
        c.bosToken = outer.optInt("bos_token_id", 0, MOST_TOKENS).orElse(-1);
        c.eosTokens =
                outer.optInts("eos_token_id", 0, MOST_TOKENS)
                        .map(ids -> Arrays.stream(ids).boxed().toList())
                        .orElse(List.of());
    }

    private float eps(String name, double usual) {
        double eps = json.optDouble(name).orElse(usual);
        if (eps < 0 || eps > 1) {
            throw json.wrong(name, "a number from 0 to 1");
        }
        return (float) eps;
    }

    private Activation activation(String name, String usual) {
        return switch (json.optString(name).orElse(usual)) {
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> Activation.GELU_TANH;
            case "gelu" -> Activation.GELU_ERF;
            case "silu", "swish" -> Activation.SILU;
            case "relu" -> Activation.RELU;
            default ->
                    throw json.wrong(name, "one of gelu_new, gelu_pytorch_tanh, gelu, silu, relu");
        };
    }

    private void refuse(String name) {
        if (json.optBool(name).orElse(false)) {
            throw json.wrong(name, "false, this engine does not have it");
        }
    }
}
