package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import tools.jackson.databind.JsonNode;

/// What models of the references give, held against a device.
public final class PublishedModels {
    private PublishedModels() {}

    /// A tiny model gives the logits that its reference gave, at every position.
    ///
    /// @param name of its folder or file
    public static void tinyModelGivesTheExpectedLogits(String name, Backend backend) {
        Path folder = References.path("tiny-models/" + name);
        JsonNode expected =
                References.json("tiny-models/" + name.replace("-f32.gguf", "") + "/expected.json");
        try (Transformer model = Transformer.load(folder, backend, p -> {})) {
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

    /// stories260K goes on as it was published, one token after the other.
    public static void stories260KContinuesExactlyTokenByToken(Backend backend) {
        int[] expected = ints(References.json("stories260K/greedy.json").get("ids"));
        try (Transformer model = stories260K(backend);
                KvCache cache = model.newCache(expected.length)) {
            for (int t = 0; t + 1 < expected.length; t++) {
                float[] logits = model.lastLogits(new int[] {expected[t]}, cache, Hooks.none());
                assertThat(argmax(logits, 0, logits.length))
                        .as("token %d", t + 1)
                        .isEqualTo(expected[t + 1]);
            }
        }
    }

    /// stories260K goes on as it was published, all positions at once.
    public static void stories260KContinuesExactlyInOneRun(Backend backend) {
        int[] expected = ints(References.json("stories260K/greedy.json").get("ids"));
        try (Transformer model = stories260K(backend)) {
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

    /// The published model on a device; the caller closes it.
    static Transformer stories260K(Backend backend) {
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

    /// An array of whole numbers.
    static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).intValue();
        }
        return values;
    }
}
