package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

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
        try (Backend backend = open(device)) {
            PublishedModels.tinyModelGivesTheExpectedLogits(name, backend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KContinuesExactlyWithACache(String device) {
        try (Backend backend = open(device)) {
            PublishedModels.stories260KContinuesExactlyTokenByToken(backend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KContinuesExactlyWithoutACache(String device) {
        try (Backend backend = open(device)) {
            PublishedModels.stories260KContinuesExactlyInOneRun(backend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector", "nd4j"})
    void stories260KGivesThePublishedLogits(String device) {
        JsonNode greedy = References.json("stories260K/greedy.json");
        int[] ids = PublishedModels.ints(greedy.get("ids"));
        JsonNode rows = greedy.get("logits_first_3_positions");
        try (Backend backend = open(device);
                Transformer model = PublishedModels.stories260K(backend)) {
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
}
