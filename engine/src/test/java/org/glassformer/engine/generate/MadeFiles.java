package org.glassformer.engine.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.Checkpoint;
import org.glassformer.engine.format.Checkpoints;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.model.GgufModels;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.DType;

/// One small model with its tokenizer and chat template, in every layout that is read.
final class MadeFiles {
    private static final int SPECIAL = 2;
    private static final ModelConfig CONFIG =
            ModelConfig.llama(1, 4, 2, 192, 1024, 640, 128).withTokens(638, List.of(639));
    private static final String CHAT = "{% for m in messages %}{{ m.content }}{% endfor %}";

    private MadeFiles() {}

    /// A folder with config.json, model.safetensors, tokenizer.json and tokenizer_config.json.
    static Path folder(Path to) throws IOException {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.randomised(CONFIG, backend, 6)) {
            model.save(to, false);
        }
        List<String> tokens = tokens();
        StringBuilder vocabulary = new StringBuilder();
        StringBuilder merges = new StringBuilder();
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.append(id == 0 ? "" : ",").append(quoted(tokens.get(id))).append(':');
            vocabulary.append(id);
        }
        for (String merge : merges()) {
            merges.append(merges.isEmpty() ? "" : ",").append(quoted(merge));
        }
        Files.writeString(
                to.resolve("tokenizer.json"),
                """
                {"version": "1.0",
                 "added_tokens": [
                  {"id": 638, "content": "<s>", "special": true},
                  {"id": 639, "content": "</s>", "special": true}],
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
                 "decoder": {"type": "ByteLevel"},
                 "model": {"type": "BPE", "vocab": {%s}, "merges": [%s]}}
                """
                        .formatted(vocabulary, merges));
        Files.writeString(
                to.resolve("tokenizer_config.json"),
                "{\"chat_template\": \"" + CHAT + "\", \"bos_token\": \"<s>\"}");
        return to;
    }

    /// The same with its tensors in two files and an index.
    static Path shards(Path to) throws IOException {
        folder(to);
        StringBuilder map = new StringBuilder();
        Path whole = to.resolve("model.safetensors");
        try (Checkpoint read = Checkpoints.open(whole)) {
            List<String> names = List.copyOf(read.names());
            for (int shard = 1; shard <= 2; shard++) {
                String file = "model-0000" + shard + "-of-00002.safetensors";
                SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
                int half = names.size() / 2;
                for (String name :
                        shard == 1 ? names.subList(0, half) : names.subList(half, names.size())) {
                    writer.add(
                            name,
                            DType.F32,
                            read.tensor(name).shape(),
                            read.tensor(name).toFloats());
                    map.append(map.isEmpty() ? "" : ",").append(quoted(name)).append(':');
                    map.append(quoted(file));
                }
                writer.write(to.resolve(file));
            }
        }
        Files.delete(whole);
        Files.writeString(
                to.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":123},\"weight_map\":{" + map + "}}");
        return to;
    }

    /// The same in one GGUF file.
    static Path gguf(Path to) throws IOException {
        Path file = to.resolve("model.gguf");
        List<String> tokens = new ArrayList<>(tokens());
        tokens.addAll(List.of("<s>", "</s>"));
        int[] types = new int[tokens.size()];
        Arrays.fill(types, 0, types.length - SPECIAL, 1);
        Arrays.fill(types, types.length - SPECIAL, types.length, 3);
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = TestModels.randomised(CONFIG, backend, 6)) {
            GgufModels.of(model, GgufType.F32)
                    .text("tokenizer.ggml.model", "gpt2")
                    .text("tokenizer.ggml.pre", "gpt-2")
                    .texts("tokenizer.ggml.tokens", tokens)
                    .wholes("tokenizer.ggml.token_type", types)
                    .texts("tokenizer.ggml.merges", merges())
                    .text("tokenizer.chat_template", CHAT)
                    .write(file);
        }
        return file;
    }

    /// Bytes before the numbers, of which nothing can be said to be wrong.
    static int head(byte[] good, String name) {
        if (name.endsWith(".safetensors")) {
            return 8
                    + Math.toIntExact(
                            ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong(0));
        }
        return name.endsWith(".gguf") ? indexOf(good, "output_norm.weight") + 60 : good.length;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /// The 256 bytes as GPT-2 writes them, and pairs of letters.
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        int beyond = 256;
        for (int b = 0; b < 256; b++) {
            boolean shown = (b > 32 && b < 127) || (b > 160 && b != 173);
            tokens.add(String.valueOf((char) (shown ? b : beyond++)));
        }
        for (String merge : merges()) {
            tokens.add(merge.replace(" ", ""));
        }
        return tokens;
    }

    private static List<String> merges() {
        List<String> merges = new ArrayList<>();
        for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z' && merges.size() < 640 - SPECIAL - 256; b++) {
                merges.add(a + " " + b);
            }
        }
        return merges;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
