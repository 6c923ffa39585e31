package org.glassformer.engine.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.engine.tensor.Shape;

/// Where GGUF files keep the parameters: two tables of names, and what a few families fuse.
///
/// @param config of the model
/// @param names from short names, `*` for the layer and `#` for the expert, to those of the file
record GgufNames(ModelConfig config, Map<String, String> names) {
    static final String EMBEDDING = "token_embd.weight";
    static final String HEAD = "output.weight";

    /// The factors of stretched rotations, part of the configuration.
    static final String ROPE_FACTORS = "rope_freqs.weight";

    /// The same for LongRoPE, within the original context.
    static final String SHORT_FACTORS = "rope_factors_short.weight";

    /// The same for LongRoPE, beyond it.
    static final String LONG_FACTORS = "rope_factors_long.weight";

    private static final Pattern LAYER = Pattern.compile("blocks\\.(\\d+)\\.(.+)");
    private static final Pattern EXPERT = Pattern.compile("experts\\.(\\d+)\\.(.+)");

    private static final Map<String, String> ROTARY =
            Map.ofEntries(
                    Map.entry("wte", EMBEDDING),
                    Map.entry("head", HEAD),
                    Map.entry("*.ln1w", "attn_norm.weight"),
                    Map.entry("*.wq", "attn_q.weight"),
                    Map.entry("*.bq", "attn_q.bias"),
                    Map.entry("*.wk", "attn_k.weight"),
                    Map.entry("*.bk", "attn_k.bias"),
                    Map.entry("*.wv", "attn_v.weight"),
                    Map.entry("*.bv", "attn_v.bias"),
                    Map.entry("*.qnw", "attn_q_norm.weight"),
                    Map.entry("*.knw", "attn_k_norm.weight"),
                    Map.entry("*.wo", "attn_output.weight"),
                    Map.entry("*.bo", "attn_output.bias"),
                    Map.entry("*.ln2w", "ffn_norm.weight"),
                    Map.entry("*.w1", "ffn_gate.weight"),
                    Map.entry("*.b1", "ffn_gate.bias"),
                    Map.entry("*.w3", "ffn_up.weight"),
                    Map.entry("*.b3", "ffn_up.bias"),
                    Map.entry("*.w2", "ffn_down.weight"),
                    Map.entry("*.b2", "ffn_down.bias"),
                    Map.entry("lnfw", "output_norm.weight"));

    private static final Map<String, String> GEMMA2 =
            with(
                    ROTARY,
                    Map.of(
                            "*.ln1pw", "post_attention_norm.weight",
                            "*.ln2pw", "post_ffw_norm.weight"));

    private static final Map<String, String> PHI3 =
            with(
                    ROTARY,
                    Map.of(
                            "*.wq", "attn_qkv.weight",
                            "*.wk", "attn_qkv.weight",
                            "*.wv", "attn_qkv.weight",
                            "*.w1", "ffn_up.weight"));

    private static final Map<String, String> EXPERTS =
            with(
                    ROTARY,
                    Map.of(
                            "*.router", "ffn_gate_inp.weight",
                            "*.experts.#.w1", "ffn_gate_exps.weight",
                            "*.experts.#.w3", "ffn_up_exps.weight",
                            "*.experts.#.w2", "ffn_down_exps.weight",
                            "*.sharedGate", "ffn_gate_inp_shexp.weight",
                            "*.shared.w1", "ffn_gate_shexp.weight",
                            "*.shared.w3", "ffn_up_shexp.weight",
                            "*.shared.w2", "ffn_down_shexp.weight"));

    private static final Map<String, String> LAYER_NORMS =
            Map.ofEntries(
                    Map.entry("wte", EMBEDDING),
                    Map.entry("wpe", "position_embd.weight"),
                    Map.entry("head", HEAD),
                    Map.entry("*.ln1w", "attn_norm.weight"),
                    Map.entry("*.ln1b", "attn_norm.bias"),
                    Map.entry("*.wq", "attn_qkv.weight"),
                    Map.entry("*.bq", "attn_qkv.bias"),
                    Map.entry("*.wk", "attn_qkv.weight"),
                    Map.entry("*.bk", "attn_qkv.bias"),
                    Map.entry("*.wv", "attn_qkv.weight"),
                    Map.entry("*.bv", "attn_qkv.bias"),
                    Map.entry("*.wo", "attn_output.weight"),
                    Map.entry("*.bo", "attn_output.bias"),
                    Map.entry("*.ln2w", "ffn_norm.weight"),
                    Map.entry("*.ln2b", "ffn_norm.bias"),
                    Map.entry("*.w1", "ffn_up.weight"),
                    Map.entry("*.b1", "ffn_up.bias"),
                    Map.entry("*.w2", "ffn_down.weight"),
                    Map.entry("*.b2", "ffn_down.bias"),
                    Map.entry("lnfw", "output_norm.weight"),
                    Map.entry("lnfb", "output_norm.bias"));

    private static Map<String, String> with(Map<String, String> names, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(others);
        return Map.copyOf(all);
    }

    /// The names of a model.
    static GgufNames of(ModelConfig config) {
        Map<String, String> names =
                switch (config.family()) {
                    case "gpt2", "gpt_neox" -> LAYER_NORMS;
                    case "gemma2", "gemma3_text" -> GEMMA2;
                    case "phi3" -> PHI3;
                    default -> config.variant().experts() == null ? ROTARY : EXPERTS;
                };
        return new GgufNames(config, names);
    }

    /// The names that tensors of layer 0 may have, and those outside the layers.
    Set<String> known() {
        Set<String> known = new TreeSet<>();
        names.forEach((key, name) -> known.add(key.startsWith("*.") ? "blk.0." + name : name));
        return known;
    }

    /// Where a parameter of shape `shape` lies.
    StoredPlace place(String parameter, Shape shape) {
        Matcher matcher = LAYER.matcher(parameter);
        boolean inBlock = matcher.matches();
        String part = inBlock ? matcher.group(2) : parameter;
        int expert = -1;
        Matcher ofExpert = EXPERT.matcher(part);
        if (ofExpert.matches()) {
            expert = Integer.parseInt(ofExpert.group(1));
            part = "experts.#." + ofExpert.group(2);
        }
        String name = names.get(inBlock ? "*." + part : part);
        if (name == null) {
            throw new IllegalStateException("no name in GGUF files for " + parameter);
        }
        String full = inBlock ? "blk." + matcher.group(1) + "." + name : name;
        Experts experts = config.variant().experts();
        if (expert >= 0 && experts != null) {
            StoredRows rows = FusedRows.expert(experts.count(), expert, shape.dim(0));
            return new StoredPlace(full, rows, false, false, experts.count());
        }
        return new StoredPlace(full, rows(part, shape), false, false, 0);
    }

    private StoredRows rows(String part, Shape shape) {
        StoredRows all = StoredRows.all(shape.dim(0));
        String family = config.family();
        boolean fused = "attn_qkv.weight".equals(names.get("*.wq"));
        return switch (part) {
            case "wq", "wk", "bq", "bk" -> {
                StoredRows rows = fused ? FusedRows.stacked(config, part) : all;
                boolean paired =
                        family.equals("llama")
                                || family.equals("mistral")
                                || family.equals("mixtral");
                yield paired ? rows.paired(config.headSize()) : rows;
            }
            case "wv", "bv" -> fused ? FusedRows.stacked(config, part) : all;
            case "w1", "w3" ->
                    family.equals("phi3") ? FusedRows.gateAndUp(config.ffnSize(), part) : all;
            default -> all;
        };
    }
}
