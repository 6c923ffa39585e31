package org.glassformer.engine.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufMetadata;
import org.glassformer.engine.format.GgufValue;
import org.glassformer.engine.format.GgufWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts a model's tokenizer into a GGUF file: byte-level BPE from `tokenizer.json`, or whatever another
/// GGUF file has.
public final class GgufVocabulary {
    private static final String KEYS = "tokenizer.";
    private static final int ORDINARY = 1;
    private static final int CONTROL = 3;
    private static final int USER = 4;
    private static final int UNUSED = 5;

    private GgufVocabulary() {}

    /// Adds the keys of the tokenizer in a model's folder or GGUF file.
    ///
    /// @param size the model's tokens; those that the tokenizer does not have are named as unused
    /// @return whether there was one of a kind that can be written; the keys of its first and last tokens
    ///     are left to the model
    public static boolean add(GgufWriter writer, Path place, int size) {
        if (Gguf.isOne(place)) {
            try (Gguf file = Gguf.open(place)) {
                copy(writer, file.metadata());
            }
            return true;
        }
        Path file = place.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            return false;
        }
        JsonNode json = JsonMapper.shared().readTree(file.toFile());
        Optional<String> pre = preTokenizer(json);
        pre.ifPresent(name -> byteLevel(writer, json, name, size));
        return pre.isPresent();
    }

    private static void copy(GgufWriter writer, GgufMetadata keys) {
        for (String key : keys.keys()) {
            if (!key.startsWith(KEYS) || key.endsWith("_token_id")) {
                continue;
            }
            switch (keys.value(key).orElseThrow()) {
                case GgufValue.Text(String text) -> writer.text(key, text);
                case GgufValue.Flag(boolean flag) -> writer.flag(key, flag);
                case GgufValue.Real(double real) -> writer.real(key, real);
                case GgufValue.Whole(long whole) -> writer.whole(key, (int) whole);
                case GgufValue.Items _ -> list(writer, keys, key);
            }
        }
    }

    private static void list(GgufWriter writer, GgufMetadata keys, String key) {
        switch (key) {
            case "tokenizer.ggml.tokens", "tokenizer.ggml.merges" ->
                    writer.texts(key, keys.texts(key));
            case "tokenizer.ggml.scores" -> writer.reals(key, keys.numbers(key));
            case "tokenizer.ggml.token_type" -> {
                float[] types = keys.numbers(key);
                int[] whole = new int[types.length];
                Arrays.setAll(whole, i -> (int) types[i]);
                writer.wholes(key, whole);
            }
            default -> {} // nothing here is read by anyone without a name
        }
    }

    /// The name that llama.cpp has for the way in which texts are cut into words.
    private static Optional<String> preTokenizer(JsonNode json) {
        boolean bpe = json.path("model").path("type").asString("").equals("BPE");
        if (!bpe || !json.path("decoder").path("type").asString("").equals("ByteLevel")) {
            return Optional.empty();
        }
        JsonNode pre = json.path("pre_tokenizer");
        if (pre.path("type").asString("").equals("ByteLevel")) {
            return cutsWords(pre) ? Optional.of("gpt-2") : Optional.empty();
        }
        JsonNode first = pre.path("pretokenizers").path(0);
        String pattern = first.path("pattern").path("Regex").asString("");
        if (pattern.equals(SplitPattern.CL100K.regex())) {
            return Optional.of("llama-bpe");
        }
        if (pattern.equals(SplitPattern.QWEN2.regex())) {
            return Optional.of("qwen2");
        }
        boolean digits =
                first.path("type").asString("").equals("Digits")
                        && first.path("individual_digits").asBoolean(false)
                        && cutsWords(pre.path("pretokenizers").path(1));
        return digits ? Optional.of("smollm") : Optional.empty();
    }

    private static boolean cutsWords(JsonNode pre) {
        return pre.path("type").asString("").equals("ByteLevel")
                && pre.path("use_regex").asBoolean(true)
                && !pre.path("add_prefix_space").asBoolean(false);
    }

    private static void byteLevel(GgufWriter writer, JsonNode json, String pre, int size) {
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < size; id++) {
            tokens.add("[unused" + id + "]");
        }
        int[] types = new int[size];
        Arrays.fill(types, UNUSED);
        json.path("model")
                .path("vocab")
                .properties()
                .forEach(e -> put(tokens, types, e.getValue().intValue(), e.getKey(), ORDINARY));
        for (JsonNode added : json.path("added_tokens")) {
            int type = added.path("special").asBoolean(false) ? CONTROL : USER;
            put(tokens, types, added.path("id").intValue(), added.path("content").asString(), type);
        }
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : json.path("model").path("merges")) {
            merges.add(
                    merge.isString()
                            ? merge.stringValue()
                            : merge.path(0).asString() + " " + merge.path(1).asString());
        }
        writer.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", pre)
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", types)
                .texts("tokenizer.ggml.merges", merges);
    }

    private static void put(List<String> tokens, int[] types, int id, String token, int type) {
        if (id >= 0 && id < types.length) {
            tokens.set(id, token);
            types[id] = type;
        }
    }
}
