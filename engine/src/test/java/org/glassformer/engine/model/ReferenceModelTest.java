package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Models that nobody here wrote, on every device.
final class ReferenceModelTest {
    @ParameterizedTest
    @CsvSource({
        "gpt2,scalar",
        "gpt2,vector",
        "llama,scalar",
        "llama,vector",
        "qwen2,scalar",
        "qwen2,vector",
        "llama-f32.gguf,scalar",
        "llama-f32.gguf,vector",
        "gpt2,nd4j",
        "llama,nd4j",
        "qwen2,nd4j"
    })
    void tinyModelsGiveTheExpectedLogits(String name, String device) {
        Path folder = References.path("tiny-models/" + name);
        JsonNode expected =
                References.json("tiny-models/" + name.replace("-f32.gguf", "") + "/expected.json");
        try (Backend backend = open(device);
                Transformer model = Transformer.load(folder, backend, p -> {})) {
            JsonNode sequences = expected.get("sequences");
            for (int s = 0; s < sequences.size(); s++) {
                int[] ids = ints(sequences.get(s));
                float[] logits =
                        backend.read(model.forward(ids, null, Hooks.none(), LogitRows.ALL));
                int v = model.config().vocabSize();
                for (int t = 0; t < ids.length; t++) {
                    for (int i = 0; i < v; i++) {
                        assertThat((double) logits[t * v + i])
                                .as("sequence %d position %d token %d", s, t, i)
                                .isCloseTo(
                                        expected.get("logits").get(s).get(t).get(i).doubleValue(),
                                        Offset.offset(1e-5));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KContinuesExactlyWithACache(String device) {
        int[] expected = ints(References.json("stories260K/greedy.json").get("ids"));
        try (Backend backend = open(device);
                Transformer model = load(backend);
                KvCache cache = model.newCache(expected.length)) {
            for (int t = 0; t + 1 < expected.length; t++) {
                float[] logits = model.lastLogits(new int[] {expected[t]}, cache, Hooks.none());
                assertThat(argmax(logits, 0, logits.length))
                        .as("token %d", t + 1)
                        .isEqualTo(expected[t + 1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KContinuesExactlyWithoutACache(String device) {
        int[] expected = ints(References.json("stories260K/greedy.json").get("ids"));
        try (Backend backend = open(device);
                Transformer model = load(backend)) {
            float[] logits =
                    backend.read(model.forward(expected, null, Hooks.none(), LogitRows.ALL));
            int v = model.config().vocabSize();
            for (int t = 0; t + 1 < expected.length; t++) {
                assertThat(argmax(logits, t * v, v))
                        .as("token %d", t + 1)
                        .isEqualTo(expected[t + 1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KGivesThePublishedLogits(String device) {
        JsonNode greedy = References.json("stories260K/greedy.json");
        int[] ids = ints(greedy.get("ids"));
        JsonNode rows = greedy.get("logits_first_3_positions");
        try (Backend backend = open(device);
                Transformer model = load(backend)) {
            int v = model.config().vocabSize();
            float[] logits = backend.read(model.forward(ids, null, Hooks.none(), LogitRows.ALL));
            for (int t = 0; t < rows.size(); t++) {
                for (int i = 0; i < v; i++) {
                    assertThat((double) logits[t * v + i])
                            .isCloseTo(rows.get(t).get(i).doubleValue(), Offset.offset(1e-5));
                }
            }
        }
    }

    /// ND4J's threads wait for each other by spinning, which on a busy machine costs seconds a token.
    private static Backend open(String device) {
        return Backends.open(device, device.equals("nd4j") ? 1 : 2);
    }

    private static Transformer load(Backend backend) {
        return Transformer.load(References.path("stories260K"), backend, p -> {});
    }

    private static int argmax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }
}
