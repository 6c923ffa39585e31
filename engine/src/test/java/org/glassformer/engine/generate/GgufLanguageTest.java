package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.chat.ChatTemplate;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.GgufModels;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole models with their tokenizers, written as GGUF and read back.
final class GgufLanguageTest {
    private static final String STORY =
            "Once upon a time, Tim's 3 cats saw\n\na dog.<|endoftext|>Ä€";
    private static final Path SAMPLE = sample();

    @TempDir Path folder;

    private static Path sample() {
        Path here = Path.of("sample-models/stories");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }

    @Test
    void theSampleModelReadsAndSaysTheSame() throws IOException {
        Path plain = folder.resolve("plain.gguf");
        Path eight = folder.resolve("eight.gguf");
        try (Backend backend = Backends.open(1);
                LanguageModel model = LanguageModel.open(SAMPLE, backend)) {
            vocabulary(GgufModels.of(model.transformer(), GgufType.F32)).write(plain);
            vocabulary(GgufModels.of(model.transformer(), GgufType.Q8_0)).write(eight);
            int[] ids = model.promptIds(STORY);
            float[] logits = model.transformer().lastLogits(ids, null, Hooks.none());
            try (LanguageModel read = LanguageModel.open(plain, backend);
                    LanguageModel small = LanguageModel.open(eight, backend)) {
                assertThat(read.promptIds(STORY)).isEqualTo(ids);
                assertThat(read.tokenizer().decode(ids)).isEqualTo(model.tokenizer().decode(ids));
                float[] same = read.transformer().lastLogits(ids, null, Hooks.none());
                float[] near = small.transformer().lastLogits(ids, null, Hooks.none());
                assertThat(distance(logits, same)).isLessThan(1e-4);
                assertThat(distance(logits, near)).isBetween(1e-6, 0.5);
            }
        }
        assertThat(ChatTemplate.fromFolder(plain)).isNotEmpty();
    }

    private static double distance(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static GgufWriter vocabulary(GgufWriter writer) {
        JsonNode json = JsonMapper.shared().readTree(SAMPLE.resolve("tokenizer.json").toFile());
        List<String> tokens = entries(json);
        int[] types = new int[tokens.size()];
        Arrays.fill(types, 1);
        for (JsonNode added : json.get("added_tokens")) {
            types[added.get("id").intValue()] = 3;
        }
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : json.get("model").get("merges")) {
            merges.add(
                    merge.isString()
                            ? merge.stringValue()
                            : merge.get(0).stringValue() + " " + merge.get(1).stringValue());
        }
        return writer.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "gpt-2")
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", types)
                .texts("tokenizer.ggml.merges", merges)
                .text("tokenizer.chat_template", "{{ messages[0].content }}");
    }

    private static List<String> entries(JsonNode json) {
        List<String> tokens = new ArrayList<>();
        json.get("model")
                .get("vocab")
                .properties()
                .forEach(e -> put(tokens, e.getValue(), e.getKey()));
        for (JsonNode added : json.get("added_tokens")) {
            put(tokens, added.get("id"), added.get("content").stringValue());
        }
        return tokens;
    }

    private static void put(List<String> tokens, JsonNode id, String token) {
        while (tokens.size() <= id.intValue()) {
            tokens.add("[unused" + tokens.size() + "]");
        }
        tokens.set(id.intValue(), token);
    }

    @Test
    void scoredPiecesCutAsTheMergesThatCameOfThem() throws IOException {
        Path place = References.path("stories260K/tokenizer.json");
        JsonNode json = JsonMapper.shared().readTree(place.toFile());
        List<String> tokens = entries(json);
        int[] types = new int[tokens.size()];
        float[] scores = new float[tokens.size()];
        for (int id = 0; id < types.length; id++) {
            types[id] = id == 0 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1;
            scores[id] = id < 259 ? 0 : 259 - id;
        }
        Path file = folder.resolve("pieces.gguf");
        new GgufWriter()
                .text("tokenizer.ggml.model", "llama")
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", types)
                .reals("tokenizer.ggml.scores", scores)
                .whole("tokenizer.ggml.bos_token_id", 1)
                .write(file);
        Tokenizer theirs = Tokenizers.fromFile(place);
        Tokenizer ours = Tokenizers.fromPath(file);
        for (String text :
                List.of(
                        "Once upon a time, there was a little girl named Lily.",
                        " two  spaces",
                        "Ä€🙂 bytes",
                        "line\nline",
                        "")) {
            assertThat(ours.encode(text).ids()).as(text).isEqualTo(theirs.encode(text).ids());
            int[] ids = ours.encode(text).ids();
            assertThat(ours.decode(ids)).isEqualTo(theirs.decode(ids));
        }
        assertThat(ours.prefix()).containsExactly(1);
    }
}
