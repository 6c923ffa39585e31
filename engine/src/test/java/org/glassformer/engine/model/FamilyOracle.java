package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.multiply;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of the families share: each family is held to its published definition (the modelling code of
/// transformers, the converter of llama.cpp), transcribed in plain double and reading the tensors under
/// the names they have there, on every device.
@ExtendWith(EveryDevice.Once.class)
abstract class FamilyOracle {
    static final int[] IDS = {3, 1, 4, 1, 5, 9, 2, 6, 5, 10};
    static final int C = 12;
    static final int NH = 4;
    static final int NKV = 2;
    static final int HS = 6;
    static final int F = 10;
    static final int V = 11;
    static final double EPS = 1e-6;

    private final EveryDevice devices;

    @TempDir Path folder;

    FamilyOracle(EveryDevice devices) {
        this.devices = devices;
    }

    @Test
    void everyDeviceTakesPart() {
        devices.assumeAllAreHere();
    }

    final EveryDevice devices() {
        return devices;
    }

    static void attention(MadeCheckpoint made, GgufWriter writer, String p, String b) {
        made.put(writer, p + "self_attn.q_proj.weight", b + "attn_q.weight");
        made.put(writer, p + "self_attn.k_proj.weight", b + "attn_k.weight");
        made.put(writer, p + "self_attn.v_proj.weight", b + "attn_v.weight");
        made.put(writer, p + "self_attn.o_proj.weight", b + "attn_output.weight");
    }

    static String sizes(String type, String more) {
        return """
        {"model_type": "%s", "vocab_size": %d, "hidden_size": %d, "intermediate_size": %d,
         "num_hidden_layers": 2, "num_attention_heads": %d, "num_key_value_heads": %d,
         "head_dim": %d, "rms_norm_eps": 1e-06, "max_position_embeddings": 64, %s}
        """
                .formatted(type, V, C, F, NH, NKV, HS, more);
    }

    static GgufWriter keys(String a) {
        return new GgufWriter()
                .text("general.architecture", a)
                .whole(a + ".block_count", 2)
                .whole(a + ".context_length", 64)
                .whole(a + ".embedding_length", C)
                .whole(a + ".feed_forward_length", F)
                .whole(a + ".attention.head_count", NH)
                .whole(a + ".attention.head_count_kv", NKV)
                .whole(a + ".attention.key_length", HS)
                .whole(a + ".attention.value_length", HS)
                .real(a + ".attention.layer_norm_rms_epsilon", EPS);
    }

    static double[][] gated(double[][] x, float[] w1, float[] w3, float[] w2) {
        double[][] gate = each(linear(x, w1, null), PlainMath::silu);
        return linear(multiply(gate, linear(x, w3, null)), w2, null);
    }

    final Path file(GgufWriter writer) throws IOException {
        Path file = folder.resolve("model.gguf");
        writer.write(file);
        return file;
    }

    /// All logits at once, and one after the other with a cache, on every device.
    final void check(Path path, double[][] expected) {
        for (Backend backend : devices.backends()) {
            try (Transformer model = Transformer.load(path, backend, part -> {});
                    KvCache cache = model.newCache(IDS.length)) {
                assertClose(
                        backend.name() + ", all at once",
                        backend.read(model.forward(IDS, null, Hooks.none(), LogitRows.ALL)),
                        expected);
                for (int t = 0; t < IDS.length; t++) {
                    float[] next = model.lastLogits(new int[] {IDS[t]}, cache, Hooks.none());
                    assertClose(
                            backend.name() + ", token " + t, next, new double[][] {expected[t]});
                }
            }
        }
    }

    static void assertClose(String what, float[] actual, double[][] expected) {
        int width = expected[0].length;
        assertThat(actual).hasSize(expected.length * width);
        for (int i = 0; i < actual.length; i++) {
            double value = expected[i / width][i % width];
            assertThat((double) actual[i])
                    .as("%s, row %d, column %d", what, i / width, i % width)
                    .isCloseTo(value, Assertions.within(3e-5 * Math.max(1, Math.abs(value))));
        }
    }
}
