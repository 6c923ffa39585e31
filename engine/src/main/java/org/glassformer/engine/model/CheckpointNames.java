package org.glassformer.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where each family's checkpoints keep the parameters.
///
/// A family is a table of names here and a reading of `config.json`, not a class of its own. The
/// only place in which checkpoint strings appear.
///
/// @param prefix before all names but the head's
/// @param names from short names, `*` for the layer, to checkpoint names
/// @param fused for parameters that share one tensor with others: which part they are
/// @param transposed whether matrices of the blocks are stored as (in, out)
record CheckpointNames(
        String prefix, Map<String, String> names, Map<String, Part> fused, boolean transposed) {
    private static final String HEAD = "lm_head.weight";
    private static final Pattern LAYER = Pattern.compile("blocks\\.(\\d+)\\.(.+)");

    /// Buffers that some exports carry and no model needs.
    private static final Pattern BUFFERS =
            Pattern.compile(
                    ".*\\.attn\\.(bias|masked_bias)|.*rotary_emb\\.inv_freq"
                            + "|.*\\.attention\\.(bias|masked_bias)");

    /// One of `count` equal parts of a tensor, along its output axis.
    record Part(int index, int count) {
        static final Part WHOLE = new Part(0, 1);
    }

    /// @param name the tensor in the checkpoint
    /// @param part the part of it
    /// @param transposed whether it is stored as (in, out)
    record Place(String name, Part part, boolean transposed) {}

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

    private static final Map<String, Part> GPT2_FUSED =
            Map.of(
                    "*.wq", new Part(0, 3),
                    "*.wk", new Part(1, 3),
                    "*.wv", new Part(2, 3),
                    "*.bq", new Part(0, 3),
                    "*.bk", new Part(1, 3),
                    "*.bv", new Part(2, 3));

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

    /// The names of a family, with the prefix that language-model checkpoints have.
    static CheckpointNames of(ModelConfig config) {
        return switch (config.family()) {
            case "gpt2" -> new CheckpointNames("transformer.", GPT2, GPT2_FUSED, true);
            case "llama", "mistral", "qwen2", "qwen3" ->
                    new CheckpointNames("model.", LLAMA, Map.of(), false);
            default -> throw new IllegalArgumentException("no names for " + config.family());
        };
    }

    /// The same without the prefix if the checkpoint does without it.
    CheckpointNames matching(Set<String> present) {
        return present.contains(names.get("wte"))
                ? new CheckpointNames("", names, fused, transposed)
                : this;
    }

    /// Where a parameter is kept.
    Place place(String parameter) {
        if (parameter.equals("head")) {
            return new Place(HEAD, Part.WHOLE, false);
        }
        Matcher matcher = LAYER.matcher(parameter);
        boolean inBlock = matcher.matches();
        String key = inBlock ? "*." + matcher.group(2) : parameter;
        String name = names.get(key);
        if (name == null) {
            throw new IllegalStateException("no checkpoint name for " + parameter);
        }
        if (inBlock) {
            name = name.replace("*", matcher.group(1));
        }
        return new Place(prefix + name, fused.getOrDefault(key, Part.WHOLE), transposed && inBlock);
    }

    /// The tensors of a checkpoint that are neither used nor known to be harmless.
    List<String> unexpected(Set<String> present, Set<String> used) {
        return present.stream()
                .filter(name -> !used.contains(name))
                .filter(name -> !name.equals(HEAD))
                .filter(name -> !BUFFERS.matcher(name).matches())
                .sorted()
                .toList();
    }
}
