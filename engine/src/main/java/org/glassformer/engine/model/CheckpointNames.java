package org.glassformer.engine.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassformer.engine.tensor.Shape;

/// Where each family's folders keep the parameters.
///
/// A family is a table of names here and a reading of `config.json`, not a class of its own. The
/// only place in which checkpoint strings of folders appear; [GgufNames] has those of GGUF.
///
/// @param config of the model
/// @param prefix before all names but the head's
/// @param head the head's name
/// @param names from short names, `*` for the layer and `#` for the expert, to checkpoint names
record CheckpointNames(ModelConfig config, String prefix, String head, Map<String, String> names) {
    private static final String HEAD = "lm_head.weight";
    private static final Pattern LAYER = Pattern.compile("blocks\\.(\\d+)\\.(.+)");
    private static final Pattern EXPERT = Pattern.compile("experts\\.(\\d+)\\.(.+)");

    /// Buffers that some exports carry and no model needs, and the parts that see images.
    private static final Pattern UNUSED =
            Pattern.compile(
                    ".*\\.attn\\.(bias|masked_bias)|.*rotary_emb\\.inv_freq"
                            + "|.*\\.attention\\.(bias|masked_bias)"
                            + "|(model\\.)?(vision_tower|multi_modal_projector)\\..*");

    /// What stands before the names of a language model within a larger one.
    private static final List<String> PREFIXES =
            List.of("", "language_model.model.", "model.language_model.");

    private static final Map<String, String> GPT2 =
            Map.ofEntries(
                    Map.entry("wte", "wte.weight"),
                    Map.entry("wpe", "wpe.weight"),
                    Map.entry("*.ln1w", "h.*.ln_1.weight"),
                    Map.entry("*.ln1b", "h.*.ln_1.bias"),
                    Map.entry("*.wq", "h.*.attn.c_attn.weight"),
                    Map.entry("*.bq", "h.*.attn.c_attn.bias"),
                    Map.entry("*.wk", "h.*.attn.c_attn.weight"),
                    Map.entry("*.bk", "h.*.attn.c_attn.bias"),
                    Map.entry("*.wv", "h.*.attn.c_attn.weight"),
                    Map.entry("*.bv", "h.*.attn.c_attn.bias"),
                    Map.entry("*.wo", "h.*.attn.c_proj.weight"),
                    Map.entry("*.bo", "h.*.attn.c_proj.bias"),
                    Map.entry("*.ln2w", "h.*.ln_2.weight"),
                    Map.entry("*.ln2b", "h.*.ln_2.bias"),
                    Map.entry("*.w1", "h.*.mlp.c_fc.weight"),
                    Map.entry("*.b1", "h.*.mlp.c_fc.bias"),
                    Map.entry("*.w2", "h.*.mlp.c_proj.weight"),
                    Map.entry("*.b2", "h.*.mlp.c_proj.bias"),
                    Map.entry("lnfw", "ln_f.weight"),
                    Map.entry("lnfb", "ln_f.bias"));

    private static final Map<String, String> LLAMA =
            Map.ofEntries(
                    Map.entry("wte", "embed_tokens.weight"),
                    Map.entry("*.ln1w", "layers.*.input_layernorm.weight"),
                    Map.entry("*.wq", "layers.*.self_attn.q_proj.weight"),
                    Map.entry("*.bq", "layers.*.self_attn.q_proj.bias"),
                    Map.entry("*.wk", "layers.*.self_attn.k_proj.weight"),
                    Map.entry("*.bk", "layers.*.self_attn.k_proj.bias"),
                    Map.entry("*.wv", "layers.*.self_attn.v_proj.weight"),
                    Map.entry("*.bv", "layers.*.self_attn.v_proj.bias"),
                    Map.entry("*.qnw", "layers.*.self_attn.q_norm.weight"),
                    Map.entry("*.knw", "layers.*.self_attn.k_norm.weight"),
                    Map.entry("*.wo", "layers.*.self_attn.o_proj.weight"),
                    Map.entry("*.bo", "layers.*.self_attn.o_proj.bias"),
                    Map.entry("*.ln2w", "layers.*.post_attention_layernorm.weight"),
                    Map.entry("*.w1", "layers.*.mlp.gate_proj.weight"),
                    Map.entry("*.b1", "layers.*.mlp.gate_proj.bias"),
                    Map.entry("*.w3", "layers.*.mlp.up_proj.weight"),
                    Map.entry("*.b3", "layers.*.mlp.up_proj.bias"),
                    Map.entry("*.w2", "layers.*.mlp.down_proj.weight"),
                    Map.entry("*.b2", "layers.*.mlp.down_proj.bias"),
                    Map.entry("lnfw", "norm.weight"));

    private static final Map<String, String> GEMMA2 =
            with(
                    LLAMA,
                    Map.of(
                            "*.ln1pw", "layers.*.post_attention_layernorm.weight",
                            "*.ln2w", "layers.*.pre_feedforward_layernorm.weight",
                            "*.ln2pw", "layers.*.post_feedforward_layernorm.weight"));

    private static final Map<String, String> PHI3 =
            with(
                    LLAMA,
                    Map.of(
                            "*.wq", "layers.*.self_attn.qkv_proj.weight",
                            "*.wk", "layers.*.self_attn.qkv_proj.weight",
                            "*.wv", "layers.*.self_attn.qkv_proj.weight",
                            "*.w1", "layers.*.mlp.gate_up_proj.weight",
                            "*.w3", "layers.*.mlp.gate_up_proj.weight"));

    private static final Map<String, String> NEOX =
            Map.ofEntries(
                    Map.entry("wte", "embed_in.weight"),
                    Map.entry("*.ln1w", "layers.*.input_layernorm.weight"),
                    Map.entry("*.ln1b", "layers.*.input_layernorm.bias"),
                    Map.entry("*.wq", "layers.*.attention.query_key_value.weight"),
                    Map.entry("*.bq", "layers.*.attention.query_key_value.bias"),
                    Map.entry("*.wk", "layers.*.attention.query_key_value.weight"),
                    Map.entry("*.bk", "layers.*.attention.query_key_value.bias"),
                    Map.entry("*.wv", "layers.*.attention.query_key_value.weight"),
                    Map.entry("*.bv", "layers.*.attention.query_key_value.bias"),
                    Map.entry("*.wo", "layers.*.attention.dense.weight"),
                    Map.entry("*.bo", "layers.*.attention.dense.bias"),
                    Map.entry("*.ln2w", "layers.*.post_attention_layernorm.weight"),
                    Map.entry("*.ln2b", "layers.*.post_attention_layernorm.bias"),
                    Map.entry("*.w1", "layers.*.mlp.dense_h_to_4h.weight"),
                    Map.entry("*.b1", "layers.*.mlp.dense_h_to_4h.bias"),
                    Map.entry("*.w2", "layers.*.mlp.dense_4h_to_h.weight"),
                    Map.entry("*.b2", "layers.*.mlp.dense_4h_to_h.bias"),
                    Map.entry("lnfw", "final_layer_norm.weight"),
                    Map.entry("lnfb", "final_layer_norm.bias"));

    private static final Map<String, String> MIXTRAL =
            with(
                    LLAMA,
                    Map.of(
                            "*.router", "layers.*.block_sparse_moe.gate.weight",
                            "*.experts.#.w1", "layers.*.block_sparse_moe.experts.#.w1.weight",
                            "*.experts.#.w3", "layers.*.block_sparse_moe.experts.#.w3.weight",
                            "*.experts.#.w2", "layers.*.block_sparse_moe.experts.#.w2.weight"));

    private static final Map<String, String> QWEN_MIXTURE =
            with(
                    LLAMA,
                    Map.of(
                            "*.router", "layers.*.mlp.gate.weight",
                            "*.experts.#.w1", "layers.*.mlp.experts.#.gate_proj.weight",
                            "*.experts.#.w3", "layers.*.mlp.experts.#.up_proj.weight",
                            "*.experts.#.w2", "layers.*.mlp.experts.#.down_proj.weight",
                            "*.sharedGate", "layers.*.mlp.shared_expert_gate.weight",
                            "*.shared.w1", "layers.*.mlp.shared_expert.gate_proj.weight",
                            "*.shared.w3", "layers.*.mlp.shared_expert.up_proj.weight",
                            "*.shared.w2", "layers.*.mlp.shared_expert.down_proj.weight"));

    private static Map<String, String> with(Map<String, String> names, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(others);
        return Map.copyOf(all);
    }

    /// The names of a family, with the prefix that language-model checkpoints have.
    static CheckpointNames of(ModelConfig config) {
        return switch (config.family()) {
            case "gpt2" -> new CheckpointNames(config, "transformer.", HEAD, GPT2);
            case "gpt_neox" -> new CheckpointNames(config, "gpt_neox.", "embed_out.weight", NEOX);
            case "llama", "mistral", "qwen2", "qwen3", "gemma" ->
                    new CheckpointNames(config, "model.", HEAD, LLAMA);
            case "gemma2", "gemma3_text" -> new CheckpointNames(config, "model.", HEAD, GEMMA2);
            case "phi3" -> new CheckpointNames(config, "model.", HEAD, PHI3);
            case "mixtral" -> new CheckpointNames(config, "model.", HEAD, MIXTRAL);
            case "qwen2_moe", "qwen3_moe" ->
                    new CheckpointNames(config, "model.", HEAD, QWEN_MIXTURE);
            default -> throw new IllegalArgumentException("no names for " + config.family());
        };
    }

    /// The same with the prefix that the checkpoint has.
    CheckpointNames matching(Set<String> present) {
        String wte = names.get("wte");
        for (String other : PREFIXES) {
            if (present.contains(other + wte)) {
                return new CheckpointNames(config, other, head, names);
            }
        }
        return this;
    }

    /// Where a parameter of shape `shape` is kept.
    StoredPlace place(String parameter, Shape shape) {
        StoredRows all = StoredRows.all(shape.dim(0));
        if (parameter.equals("head")) {
            return new StoredPlace(head, all, false, false, 0);
        }
        Matcher matcher = LAYER.matcher(parameter);
        boolean inBlock = matcher.matches();
        String part = inBlock ? matcher.group(2) : parameter;
        String expert = "";
        Matcher ofExpert = EXPERT.matcher(part);
        if (ofExpert.matches()) {
            expert = ofExpert.group(1);
            part = "experts.#." + ofExpert.group(2);
        }
        String name = names.get(inBlock ? "*." + part : part);
        if (name == null) {
            throw new IllegalStateException("no checkpoint name for " + parameter);
        }
        if (inBlock) {
            name = name.replace("*", matcher.group(1)).replace("#", expert);
        }
        boolean norm = shape.rank() == 1 && part.endsWith("w");
        boolean besideOne = norm && Families.normsBesideOne(config.family());
        boolean transposed = inBlock && config.family().equals("gpt2");
        return new StoredPlace(prefix + name, rows(part, all), transposed, besideOne, 0);
    }

    private StoredRows rows(String part, StoredRows all) {
        boolean qkv =
                switch (part) {
                    case "wq", "wk", "wv", "bq", "bk", "bv" -> true;
                    default -> false;
                };
        return switch (config.family()) {
            case "gpt2" -> qkv ? FusedRows.stacked(config, part) : all;
            case "gpt_neox" -> qkv ? FusedRows.perHead(config, part) : all;
            case "phi3" -> {
                if (qkv) {
                    yield FusedRows.stacked(config, part);
                }
                boolean gateOrUp = part.equals("w1") || part.equals("w3");
                yield gateOrUp ? FusedRows.gateAndUp(config.ffnSize(), part) : all;
            }
            default -> all;
        };
    }

    /// The tensors of a checkpoint that are neither used nor known to be harmless.
    List<String> unexpected(Set<String> present, Set<String> used) {
        return present.stream()
                .filter(name -> !used.contains(name))
                .filter(name -> !name.equals(head) && !name.endsWith("." + HEAD))
                .filter(name -> !UNUSED.matcher(name).matches())
                .sorted()
                .toList();
    }
}
