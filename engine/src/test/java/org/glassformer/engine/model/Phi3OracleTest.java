package org.glassformer.engine.model;

import static org.glassformer.engine.model.PlainMath.add;
import static org.glassformer.engine.model.PlainMath.attend;
import static org.glassformer.engine.model.PlainMath.columns;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.frequencies;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.multiply;
import static org.glassformer.engine.model.PlainMath.rmsNorm;
import static org.glassformer.engine.model.PlainMath.rope;

import java.io.IOException;
import java.util.Arrays;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Phi-3 against its published definition.
final class Phi3OracleTest extends FamilyOracle {
    private static final double[] SHORT = {1.25, 2};
    private static final double[] LONG = {3, 5};
    private static final int ROTARY = 4;

    Phi3OracleTest(EveryDevice devices) {
        super(devices);
    }

    private static MadeCheckpoint phi3() {
        MadeCheckpoint made = new MadeCheckpoint().add("model.embed_tokens.weight", 0, V, C);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            made.add(p + "input_layernorm.weight", 1, C)
                    .add(p + "self_attn.qkv_proj.weight", 0, (NH + 2 * NKV) * HS, C)
                    .add(p + "self_attn.o_proj.weight", 0, C, NH * HS)
                    .add(p + "post_attention_layernorm.weight", 1, C)
                    .add(p + "mlp.gate_up_proj.weight", 0, 2 * F, C)
                    .add(p + "mlp.down_proj.weight", 0, C, F);
        }
        return made.add("model.norm.weight", 1, C).add("lm_head.weight", 0, V, C);
    }

    private static double[][] phi3(MadeCheckpoint w, double[] factors) {
        double[] turns = frequencies(10_000, ROTARY);
        for (int i = 0; i < turns.length; i++) {
            turns[i] /= factors[i];
        }
        double attention = Math.sqrt(1 + Math.log(64.0 / 8) / Math.log(8));
        double[][] h = w.embed("model.embed_tokens.weight", IDS, 1);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            double[][] x = rmsNorm(h, w.get(p + "input_layernorm.weight"), 0, EPS);
            double[][] qkv = linear(x, w.get(p + "self_attn.qkv_proj.weight"), null);
            double[][] q = rope(columns(qkv, 0, NH * HS), HS, turns, attention);
            int end = (NH + NKV) * HS;
            double[][] k = rope(columns(qkv, NH * HS, end), HS, turns, attention);
            double[][] v = columns(qkv, end, end + NKV * HS);
            double[][] z = attend(q, k, v, HS, 1 / Math.sqrt(HS), 0, 6);
            h = add(h, linear(z, w.get(p + "self_attn.o_proj.weight"), null));
            x = rmsNorm(h, w.get(p + "post_attention_layernorm.weight"), 0, EPS);
            double[][] both = linear(x, w.get(p + "mlp.gate_up_proj.weight"), null);
            double[][] gate = each(columns(both, 0, F), PlainMath::silu);
            double[][] post = multiply(gate, columns(both, F, 2 * F));
            h = add(h, linear(post, w.get(p + "mlp.down_proj.weight"), null));
        }
        h = rmsNorm(h, w.get("model.norm.weight"), 0, EPS);
        return linear(h, w.get("lm_head.weight"), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"longrope", "su"})
    void phi3IsAsPublished(String type) throws IOException {
        MadeCheckpoint made = phi3();
        String scaling =
                """
                "partial_rotary_factor": 0.6667, "sliding_window": 6,
                "original_max_position_embeddings": 8,
                "rope_scaling": {"type": "%s", "short_factor": [1.25, 2.0], "long_factor": [3, 5]}
                """
                        .formatted(type);
        made.write(folder, sizes("phi3", scaling));
        check(folder, phi3(made, LONG)); // 10 tokens are more than 8
        Backend backend = devices().get("scalar");
        try (Transformer model = Transformer.load(folder, backend, part -> {})) {
            int[] few = Arrays.copyOf(IDS, 8);
            assertClose(
                    "a short text",
                    backend.read(model.forward(few, null, Hooks.none(), LogitRows.ALL)),
                    Arrays.copyOf(phi3(made, SHORT), 8));
        }
    }

    @Test
    void phi3OfGgufIsAsPublished() throws IOException {
        MadeCheckpoint made = phi3();
        GgufWriter writer =
                keys("phi3")
                        .whole("phi3.rope.dimension_count", ROTARY)
                        .whole("phi3.rope.scaling.original_context_length", 8)
                        .real(
                                "phi3.rope.scaling.attn_factor",
                                Math.sqrt(1 + Math.log(64.0 / 8) / Math.log(8)))
                        .whole("phi3.attention.sliding_window", 6);
        factors(writer, "rope_factors_short.weight", SHORT);
        factors(writer, "rope_factors_long.weight", LONG);
        made.put(writer, "model.embed_tokens.weight", "token_embd.weight");
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            String b = "blk." + l + ".";
            made.put(writer, p + "input_layernorm.weight", b + "attn_norm.weight");
            made.put(writer, p + "self_attn.qkv_proj.weight", b + "attn_qkv.weight");
            made.put(writer, p + "self_attn.o_proj.weight", b + "attn_output.weight");
            made.put(writer, p + "post_attention_layernorm.weight", b + "ffn_norm.weight");
            made.put(writer, p + "mlp.gate_up_proj.weight", b + "ffn_up.weight");
            made.put(writer, p + "mlp.down_proj.weight", b + "ffn_down.weight");
        }
        made.put(writer, "model.norm.weight", "output_norm.weight");
        made.put(writer, "lm_head.weight", "output.weight");
        check(file(writer), phi3(made, LONG));
    }

    private static void factors(GgufWriter writer, String name, double[] factors) {
        float[] values = new float[factors.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) factors[i];
        }
        writer.tensor(name, GgufType.F32, Shape.of(values.length), () -> values);
    }
}
