package org.glassformer.engine.model;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where GGUF files keep the parameters. All families but GPT-2 have the same names.
///
/// @param names from short names, `*` for the layer, to those of the file
/// @param parts for parameters that share a tensor of three parts, one below the other: which one
/// @param paired whether the rows of queries and keys lie as neighbouring pairs for the rotation, where
///     the engine has them in two halves
record GgufNames(Map<String, String> names, Map<String, Integer> parts, boolean paired) {
    static final String EMBEDDING = "token_embd.weight";
    static final String HEAD = "output.weight";

    /// The factors of stretched rotations, part of the configuration.
    static final String ROPE_FACTORS = "rope_freqs.weight";

    private static final Pattern LAYER = Pattern.compile("blocks\\.(\\d+)\\.(.+)");

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

    private static final Map<String, String> GPT2 =
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

    private static final Map<String, Integer> GPT2_PARTS =
            Map.of("*.wq", 0, "*.wk", 1, "*.wv", 2, "*.bq", 0, "*.bk", 1, "*.bv", 2);

    /// The names of a family.
    static GgufNames of(String family) {
        return family.equals("gpt2")
                ? new GgufNames(GPT2, GPT2_PARTS, false)
                : new GgufNames(ROTARY, Map.of(), family.equals("llama"));
    }

    /// Where a parameter lies.
    ///
    /// @param name the tensor
    /// @param part which third of its rows, or -1 for all
    /// @param paired whether its rows lie as pairs
    record Place(String name, int part, boolean paired) {}

    /// Where a parameter lies.
    Place place(String parameter) {
        Matcher matcher = LAYER.matcher(parameter);
        boolean inBlock = matcher.matches();
        String key = inBlock ? "*." + matcher.group(2) : parameter;
        String name = names.get(key);
        if (name == null) {
            throw new IllegalStateException("no name in GGUF files for " + parameter);
        }
        boolean rotated =
                switch (key) {
                    case "*.wq", "*.bq", "*.wk", "*.bk" -> paired;
                    default -> false;
                };
        String full = inBlock ? "blk." + matcher.group(1) + "." + name : name;
        return new Place(full, parts.getOrDefault(key, -1), rotated);
    }
}
