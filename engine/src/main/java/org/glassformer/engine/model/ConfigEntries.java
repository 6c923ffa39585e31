package org.glassformer.engine.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// Writes `config.json` as Hugging Face has it: the inverse of [ConfigFile].
final class ConfigEntries {
    private final ModelConfig c;
    private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    private ConfigEntries(ModelConfig config) {
        this.c = config;
    }

    /// The entries for a configuration.
    ///
    /// @param type of the weights: F32, F16 or BF16
    static Map<String, @Nullable Object> of(ModelConfig config, DType type) {
        ConfigEntries entries = new ConfigEntries(config);
        entries.put(type);
        return entries.entries;
    }

    private void put(DType type) {
        entries.put("architectures", List.of(architecture(c.family())));
        entries.put("model_type", c.family());
        entries.put("vocab_size", c.vocabSize());
        if (c.family().equals("gpt2")) {
            putGpt2();
        } else {
            entries.put("hidden_size", c.nEmbd());
            entries.put("intermediate_size", c.ffnSize());
            entries.put("num_hidden_layers", c.nLayer());
            entries.put("num_attention_heads", c.nHead());
            entries.put("max_position_embeddings", c.blockSize());
            if (c.family().equals("gpt_neox")) {
                putNeoX();
            } else {
                putRotary();
            }
        }
        entries.put("tie_word_embeddings", c.tiedHead());
        if (c.bosToken() >= 0) {
            entries.put("bos_token_id", c.bosToken());
        }
        if (!c.eosTokens().isEmpty()) {
            entries.put(
                    "eos_token_id",
                    c.eosTokens().size() == 1 ? c.eosTokens().getFirst() : c.eosTokens());
        }
        entries.put("torch_dtype", name(type));
    }

    private static String name(DType type) {
        return switch (type) {
            case F16 -> "float16";
            case BF16 -> "bfloat16";
            default -> "float32";
        };
    }

    private void putGpt2() {
        entries.put("n_layer", c.nLayer());
        entries.put("n_head", c.nHead());
        entries.put("n_embd", c.nEmbd());
        entries.put("n_inner", c.ffnSize());
        entries.put("n_positions", c.blockSize());
        entries.put("n_ctx", c.blockSize());
        entries.put("layer_norm_epsilon", rounded(c.normEps()));
        entries.put("activation_function", name(c.activation()));
    }

    private void putNeoX() {
        entries.put("layer_norm_eps", rounded(c.normEps()));
        entries.put("hidden_act", name(c.activation()));
        entries.put("use_parallel_residual", c.variant().parallel());
        entries.put("rotary_pct", (double) c.rotarySize() / c.headSize());
        entries.put("rotary_emb_base", c.ropeTheta());
        putRopeScaling();
    }

    private void putRotary() {
        entries.put("num_key_value_heads", c.nKvHead());
        entries.put("head_dim", c.headSize());
        entries.put("rms_norm_eps", rounded(c.normEps()));
        boolean gemma = Families.normsBesideOne(c.family());
        String activation = name(c.activation());
        entries.put(
                gemma ? "hidden_activation" : "hidden_act",
                gemma && activation.equals("gelu_new") ? "gelu_pytorch_tanh" : activation);
        entries.put("rope_theta", c.ropeTheta());
        putRopeScaling();
        entries.put("mlp_bias", c.mlpBias());
        entries.put("attention_bias", c.attnOutBias());
        if (c.rotarySize() < c.headSize()) {
            entries.put("partial_rotary_factor", (double) c.rotarySize() / c.headSize());
        }
        putWindows();
        if (gemma) {
            putGemma();
        }
        Experts experts = c.variant().experts();
        if (experts != null) {
            putExperts(experts);
        }
    }

    private void putGemma() {
        Variant variant = c.variant();
        entries.put("embed_scale", rounded(variant.embedScale()));
        if (variant.postNorms()) {
            entries.put("query_pre_attn_scalar", variant.queryScalar());
            entries.put("attn_logit_softcapping", cap(variant.attnCap()));
            entries.put("final_logit_softcapping", cap(variant.logitCap()));
        }
        if (variant.localRopeTheta() > 0) {
            entries.put("rope_local_base_freq", variant.localRopeTheta());
        }
    }

    private static @Nullable Object cap(float cap) {
        return cap > 0 ? rounded(cap) : null; // absent would be the family's usual one
    }

    private void putExperts(Experts experts) {
        boolean mixtral = c.family().equals("mixtral");
        entries.put(mixtral ? "num_local_experts" : "num_experts", experts.count());
        entries.put("num_experts_per_tok", experts.chosen());
        if (!mixtral) {
            entries.put("moe_intermediate_size", experts.size());
            entries.put("norm_topk_prob", experts.normalised());
            entries.put("mlp_only_layers", experts.denseLayers());
            if (experts.sharedSize() > 0) {
                entries.put("shared_expert_intermediate_size", experts.sharedSize());
                entries.put("qkv_bias", c.qkvBias());
            }
        }
    }

    private void putRopeScaling() {
        Map<String, Object> scaling =
                switch (c.ropeScaling()) {
                    case RopeScaling.None none -> Map.of();
                    case RopeScaling.Linear linear ->
                            Map.of("rope_type", "linear", "factor", linear.factor());
                    case RopeScaling.Llama3 llama3 ->
                            Map.of(
                                    "rope_type",
                                    "llama3",
                                    "factor",
                                    llama3.factor(),
                                    "low_freq_factor",
                                    llama3.lowFrequencyFactor(),
                                    "high_freq_factor",
                                    llama3.highFrequencyFactor(),
                                    "original_max_position_embeddings",
                                    llama3.original());
                    case RopeScaling.Yarn yarn ->
                            Map.of(
                                    "rope_type",
                                    "yarn",
                                    "factor",
                                    yarn.factor(),
                                    "beta_fast",
                                    yarn.betaFast(),
                                    "beta_slow",
                                    yarn.betaSlow(),
                                    "original_max_position_embeddings",
                                    yarn.original(),
                                    "attention_factor",
                                    yarn.attentionFactor());
                    case RopeScaling.LongRope longRope -> {
                        entries.put("original_max_position_embeddings", longRope.originalContext());
                        yield Map.of(
                                "rope_type",
                                "longrope",
                                "short_factor",
                                longRope.shortFactors(),
                                "long_factor",
                                longRope.longFactors(),
                                "attention_factor",
                                longRope.attentionFactor());
                    }
                };
        if (!scaling.isEmpty()) {
            entries.put("rope_scaling", scaling);
        }
    }

    private void putWindows() {
        int window = c.windows().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (window > 0) {
            entries.put("sliding_window", window);
            entries.put("use_sliding_window", true);
            entries.put(
                    "layer_types",
                    c.windows().stream()
                            .map(w -> w > 0 ? "sliding_attention" : "full_attention")
                            .toList());
        } else if (!c.family().equals("llama")) {
            entries.put("sliding_window", null); // absent would be 4,096 in some families
        }
    }

    private static String architecture(String family) {
        return switch (family) {
            case "gpt2" -> "GPT2LMHeadModel";
            case "mistral" -> "MistralForCausalLM";
            case "qwen2" -> "Qwen2ForCausalLM";
            case "qwen3" -> "Qwen3ForCausalLM";
            case "gemma" -> "GemmaForCausalLM";
            case "gemma2" -> "Gemma2ForCausalLM";
            case "gemma3_text" -> "Gemma3ForCausalLM";
            case "phi3" -> "Phi3ForCausalLM";
            case "gpt_neox" -> "GPTNeoXForCausalLM";
            case "mixtral" -> "MixtralForCausalLM";
            case "qwen2_moe" -> "Qwen2MoeForCausalLM";
            case "qwen3_moe" -> "Qwen3MoeForCausalLM";
            default -> "LlamaForCausalLM";
        };
    }

    private static String name(Activation activation) {
        return switch (activation) {
            case GELU_TANH -> "gelu_new";
            case GELU_ERF -> "gelu";
            case SILU -> "silu";
            case RELU -> "relu";
        };
    }

    /// 1e-5f as a double is 9.999999747378752e-06; the file shall say 1e-05.
    private static double rounded(float eps) {
        return Double.parseDouble(Float.toString(eps));
    }
}
