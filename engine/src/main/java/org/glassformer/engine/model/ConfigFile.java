package org.glassformer.engine.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.format.JsonFile;
import org.glassformer.engine.format.ModelFormatException;
import org.jspecify.annotations.Nullable;

/// Reads and writes `config.json` as Hugging Face has it. What is absent has the default of the
/// family's own configuration class there, such as Mistral's sliding window of 4,096.
final class ConfigFile {
    private static final int MOST_LAYERS = 1_000;
    private static final int MOST_HEADS = 4_096;
    private static final int WIDEST = 1 << 18;
    private static final int MOST_TOKENS = 1 << 22;
    private static final int LONGEST = 1 << 25;
    private static final int USUAL_WINDOW = 4_096;
    private static final int QWEN_FULL_LAYERS = 28;

    private final JsonFile json;

    private ConfigFile(JsonFile json) {
        this.json = json;
    }

    /// The configuration in a file.
    ///
    /// @throws ModelFormatException if it is no configuration, or asks for what this engine lacks
    static ModelConfig read(Path file) {
        ConfigFile config = new ConfigFile(JsonFile.read(file));
        String type = config.json.requireString("model_type");
        try {
            return switch (type) {
                case "gpt2" -> config.gpt2();
                case "llama", "mistral", "qwen2", "qwen3" -> config.llama(type);
                default ->
                        throw config.json.wrong(
                                "model_type", "one of gpt2, llama, mistral, qwen2, qwen3");
            };
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file, -1, "sizes that fit each other", String.valueOf(e.getMessage()), e);
        }
    }

    private ModelConfig gpt2() {
        refuse("scale_attn_by_inverse_layer_idx");
        refuse("add_cross_attention");
        int nEmbd = json.requireInt("n_embd", 1, WIDEST);
        int nLayer = json.requireInt("n_layer", 1, MOST_LAYERS);
        int nHead = json.requireInt("n_head", 1, MOST_HEADS);
        if (nEmbd % nHead != 0) {
            throw json.wrong("n_embd", "a multiple of n_head " + nHead);
        }
        if (!json.optBool("scale_attn_weights").orElse(true)) {
            throw json.wrong("scale_attn_weights", "true");
        }
        return new ModelConfig(
                "gpt2",
                nLayer,
                nHead,
                nHead,
                nEmbd,
                nEmbd / nHead,
                json.optInt("n_inner", 1, WIDEST).orElse(4 * nEmbd),
                json.requireInt("vocab_size", 1, MOST_TOKENS),
                json.optInt("n_positions", 1, LONGEST).orElse(1024),
                false,
                eps("layer_norm_epsilon", 1e-5),
                activation("activation_function", "gelu_new"),
                false,
                true,
                10000,
                new RopeScaling.None(),
                true,
                true,
                true,
                false,
                json.optBool("tie_word_embeddings").orElse(true),
                Collections.nCopies(nLayer, 0),
                json.optInt("bos_token_id", 0, MOST_TOKENS).orElse(-1),
                eos());
    }

    private ModelConfig llama(String type) {
        int nEmbd = json.requireInt("hidden_size", 1, WIDEST);
        int nLayer = json.requireInt("num_hidden_layers", 1, MOST_LAYERS);
        int nHead = json.requireInt("num_attention_heads", 1, MOST_HEADS);
        int nKvHead = json.optInt("num_key_value_heads", 1, MOST_HEADS).orElse(nHead);
        if (nHead % nKvHead != 0) {
            throw json.wrong("num_key_value_heads", "a divisor of the " + nHead + " heads");
        }
        if (!json.has("head_dim") && nEmbd % nHead != 0) {
            throw json.wrong("hidden_size", "a multiple of num_attention_heads " + nHead);
        }
        boolean mayHaveBias = type.equals("llama") || type.equals("qwen3"); // the others fix it
        boolean attentionBias = mayHaveBias && json.optBool("attention_bias").orElse(false);
        boolean mlpBias = type.equals("llama") && json.optBool("mlp_bias").orElse(false);
        return new ModelConfig(
                type,
                nLayer,
                nHead,
                nKvHead,
                nEmbd,
                json.optInt("head_dim", 2, WIDEST).orElse(Math.max(1, nEmbd / nHead)),
                json.requireInt("intermediate_size", 1, WIDEST),
                json.requireInt("vocab_size", 1, MOST_TOKENS),
                json.optInt("max_position_embeddings", 1, LONGEST).orElse(usualContext(type)),
                true,
                eps("rms_norm_eps", 1e-6),
                activation("hidden_act", "silu"),
                true,
                false,
                ropeTheta(),
                ropeScaling(),
                type.equals("qwen2") || attentionBias,
                attentionBias,
                mlpBias,
                type.equals("qwen3"),
                json.optBool("tie_word_embeddings").orElse(false),
                windows(type, nLayer),
                json.optInt("bos_token_id", 0, MOST_TOKENS).orElse(-1),
                eos());
    }

    private static int usualContext(String type) {
        return switch (type) {
            case "mistral" -> 131_072;
            case "qwen2", "qwen3" -> 32_768;
            default -> 2_048;
        };
    }

    private float eps(String name, double usual) {
        double eps = json.optDouble(name).orElse(usual);
        if (eps < 0 || eps > 1) {
            throw json.wrong(name, "a number from 0 to 1");
        }
        return (float) eps;
    }

    /// Mistral slides in every layer (unless it says `null`); Qwen slides in those that `layer_types` names or, without it,
    /// from layer `max_window_layers` on.
    private List<Integer> windows(String type, int nLayer) {
        boolean qwen = type.startsWith("qwen");
        int usual = json.names().contains("sliding_window") ? 0 : USUAL_WINDOW;
        int window = json.optInt("sliding_window", 1, LONGEST).orElse(usual);
        if (type.equals("llama") || (qwen && !json.optBool("use_sliding_window").orElse(false))) {
            window = 0;
        }
        List<String> types = json.optStrings("layer_types");
        if (!types.isEmpty() && types.size() != nLayer) {
            throw json.wrong("layer_types", "one entry for each of the " + nLayer + " layers");
        }
        int first =
                qwen
                        ? json.optInt("max_window_layers", 0, MOST_LAYERS).orElse(QWEN_FULL_LAYERS)
                        : 0;
        List<Integer> windows = new ArrayList<>();
        for (int layer = 0; layer < nLayer; layer++) {
            boolean slides = layer >= first;
            if (!types.isEmpty()) {
                slides =
                        switch (types.get(layer)) {
                            case "sliding_attention" -> true;
                            case "full_attention" -> false;
                            default ->
                                    throw json.wrong(
                                            "layer_types", "full_attention or sliding_attention");
                        };
            }
            windows.add(slides ? window : 0);
        }
        return windows;
    }

    private double ropeTheta() {
        double theta =
                json.optDouble("rope_theta")
                        .orElseGet(() ->
                                json.child("rope_parameters")
                                        .map(p -> p.optDouble("rope_theta").orElse(10000))
                                        .orElse(10000.0));
        if (theta <= 0) {
            throw json.wrong("rope_theta", "a positive number");
        }
        if (json.optDouble("partial_rotary_factor").orElse(1) != 1) {
            throw json.wrong("partial_rotary_factor", "1, rotations of whole heads");
        }
        return theta;
    }

    private RopeScaling ropeScaling() {
        JsonFile scaling =
                json.child("rope_scaling").or(() -> json.child("rope_parameters")).orElse(null);
        if (scaling == null) {
            return new RopeScaling.None();
        }
        String type =
                scaling.optString("rope_type")
                        .or(() -> scaling.optString("type"))
                        .orElse("default");
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(positive(scaling, "factor"));
            case "llama3" -> llama3(scaling);
            default ->
                    throw scaling.wrong(
                            scaling.has("rope_type") ? "rope_type" : "type",
                            "one of default, linear, llama3");
        };
    }

    private static RopeScaling llama3(JsonFile scaling) {
        double low = positive(scaling, "low_freq_factor");
        double high = positive(scaling, "high_freq_factor");
        if (high <= low) {
            throw scaling.wrong("high_freq_factor", "more than low_freq_factor " + low);
        }
        return new RopeScaling.Llama3(
                positive(scaling, "factor"),
                low,
                high,
                positive(scaling, "original_max_position_embeddings"));
    }

    private static double positive(JsonFile json, String name) {
        double value = json.requireDouble(name);
        if (value <= 0) {
            throw json.wrong(name, "a positive number");
        }
        return value;
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

    private List<Integer> eos() {
        return json.optInts("eos_token_id", 0, MOST_TOKENS)
                .map(ids -> Arrays.stream(ids).boxed().toList())
                .orElse(List.of());
    }

    private void refuse(String name) {
        if (json.optBool(name).orElse(false)) {
            throw json.wrong(name, "false, this engine does not have it");
        }
    }

    /// The entries of `config.json` for a configuration.
    static Map<String, @Nullable Object> entries(ModelConfig c, boolean half) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        boolean gpt2 = c.family().equals("gpt2");
        entries.put("architectures", List.of(architecture(c.family())));
        entries.put("model_type", c.family());
        entries.put("vocab_size", c.vocabSize());
        if (gpt2) {
            entries.put("n_layer", c.nLayer());
            entries.put("n_head", c.nHead());
            entries.put("n_embd", c.nEmbd());
            entries.put("n_inner", c.ffnSize());
            entries.put("n_positions", c.blockSize());
            entries.put("n_ctx", c.blockSize());
            entries.put("layer_norm_epsilon", rounded(c.normEps()));
            entries.put("activation_function", name(c.activation()));
        } else {
            entries.put("hidden_size", c.nEmbd());
            entries.put("intermediate_size", c.ffnSize());
            entries.put("num_hidden_layers", c.nLayer());
            entries.put("num_attention_heads", c.nHead());
            entries.put("num_key_value_heads", c.nKvHead());
            entries.put("head_dim", c.headSize());
            entries.put("max_position_embeddings", c.blockSize());
            entries.put("rms_norm_eps", rounded(c.normEps()));
            entries.put("hidden_act", name(c.activation()));
            entries.put("rope_theta", c.ropeTheta());
            putRopeScaling(entries, c.ropeScaling());
            entries.put("mlp_bias", c.mlpBias());
            entries.put("attention_bias", c.attnOutBias());
            putWindows(entries, c);
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
        entries.put("torch_dtype", half ? "float16" : "float32");
        return entries;
    }

    private static void putRopeScaling(Map<String, @Nullable Object> entries, RopeScaling scaling) {
        switch (scaling) {
            case RopeScaling.None none -> {}
            case RopeScaling.Linear linear ->
                    entries.put(
                            "rope_scaling",
                            Map.of("rope_type", "linear", "factor", linear.factor()));
            case RopeScaling.Llama3 llama3 ->
                    entries.put(
                            "rope_scaling",
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
                                    llama3.originalContext()));
        }
    }

    private static void putWindows(Map<String, @Nullable Object> entries, ModelConfig c) {
        int window = c.windows().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (window > 0) {
            entries.put("sliding_window", window);
            entries.put("use_sliding_window", true);
            entries.put(
                    "layer_types",
                    c.windows().stream()
                            .map(w -> w > 0 ? "sliding_attention" : "full_attention")
                            .toList());
        } else if (c.family().equals("mistral")) {
            entries.put("sliding_window", null); // absent would be 4,096
        }
    }

    private static String architecture(String family) {
        return switch (family) {
            case "gpt2" -> "GPT2LMHeadModel";
            case "mistral" -> "MistralForCausalLM";
            case "qwen2" -> "Qwen2ForCausalLM";
            case "qwen3" -> "Qwen3ForCausalLM";
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
