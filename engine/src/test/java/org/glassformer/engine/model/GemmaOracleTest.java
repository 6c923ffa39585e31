package org.glassformer.engine.model;

import static org.glassformer.engine.model.PlainMath.add;
import static org.glassformer.engine.model.PlainMath.attend;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.frequencies;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.multiply;
import static org.glassformer.engine.model.PlainMath.rmsNorm;
import static org.glassformer.engine.model.PlainMath.rope;

import java.io.IOException;
import org.glassformer.engine.format.GgufWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gemma 2 and 3 against their published definition.
final class GemmaOracleTest extends FamilyOracle {
    GemmaOracleTest(EveryDevice devices) {
        super(devices);
    }

    private static MadeCheckpoint gemma(boolean qkNorm) {
        MadeCheckpoint made = new MadeCheckpoint().add("model.embed_tokens.weight", 0, V, C);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            made.add(p + "input_layernorm.weight", 0, C)
                    .add(p + "self_attn.q_proj.weight", 0, NH * HS, C)
                    .add(p + "self_attn.k_proj.weight", 0, NKV * HS, C)
                    .add(p + "self_attn.v_proj.weight", 0, NKV * HS, C)
                    .add(p + "self_attn.o_proj.weight", 0, C, NH * HS)
                    .add(p + "post_attention_layernorm.weight", 0, C)
                    .add(p + "pre_feedforward_layernorm.weight", 0, C)
                    .add(p + "mlp.gate_proj.weight", 0, F, C)
                    .add(p + "mlp.up_proj.weight", 0, F, C)
                    .add(p + "mlp.down_proj.weight", 0, C, F)
                    .add(p + "post_feedforward_layernorm.weight", 0, C);
            if (qkNorm) {
                made.add(p + "self_attn.q_norm.weight", 0, HS)
                        .add(p + "self_attn.k_norm.weight", 0, HS);
            }
        }
        return made.add("model.norm.weight", 0, C);
    }

    /// @param window of layer 0; layer 1 sees everything
    private static double[][] gemma(
            MadeCheckpoint w,
            double embedScale,
            double queryScalar,
            double attnCap,
            double logitCap,
            int window,
            boolean third) {
        double[][] h = w.embed("model.embed_tokens.weight", IDS, embedScale);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            double[][] x = rmsNorm(h, w.get(p + "input_layernorm.weight"), 1, EPS);
            double[][] q = linear(x, w.get(p + "self_attn.q_proj.weight"), null);
            double[][] k = linear(x, w.get(p + "self_attn.k_proj.weight"), null);
            double[][] v = linear(x, w.get(p + "self_attn.v_proj.weight"), null);
            double[] turns = frequencies(10_000, HS);
            if (third) {
                q = rmsNorm(q, w.get(p + "self_attn.q_norm.weight"), 1, EPS);
                k = rmsNorm(k, w.get(p + "self_attn.k_norm.weight"), 1, EPS);
                if (l == 1) {
                    turns = frequencies(1_000_000, HS);
                    for (int i = 0; i < turns.length; i++) {
                        turns[i] /= 8;
                    }
                }
            }
            q = rope(q, HS, turns, 1);
            k = rope(k, HS, turns, 1);
            int sees = l == 0 ? window : 0;
            double[][] z = attend(q, k, v, HS, Math.pow(queryScalar, -0.5), attnCap, sees);
            double[][] out = linear(z, w.get(p + "self_attn.o_proj.weight"), null);
            h = add(h, rmsNorm(out, w.get(p + "post_attention_layernorm.weight"), 1, EPS));
            x = rmsNorm(h, w.get(p + "pre_feedforward_layernorm.weight"), 1, EPS);
            double[][] gate = linear(x, w.get(p + "mlp.gate_proj.weight"), null);
            double[][] up = linear(x, w.get(p + "mlp.up_proj.weight"), null);
            double[][] post = multiply(each(gate, PlainMath::geluTanh), up);
            double[][] mlp = linear(post, w.get(p + "mlp.down_proj.weight"), null);
            h = add(h, rmsNorm(mlp, w.get(p + "post_feedforward_layernorm.weight"), 1, EPS));
        }
        h = rmsNorm(h, w.get("model.norm.weight"), 1, EPS);
        double[][] logits = linear(h, w.get("model.embed_tokens.weight"), null);
        return logitCap > 0 ? each(logits, x -> Math.tanh(x / logitCap) * logitCap) : logits;
    }

    private static void gemmaTensors(MadeCheckpoint made, GgufWriter writer, boolean third) {
        made.put(writer, "model.embed_tokens.weight", "token_embd.weight");
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            String b = "blk." + l + ".";
            attention(made, writer, p, b);
            String[][] norms = {
                {"input_layernorm", "attn_norm"},
                {"post_attention_layernorm", "post_attention_norm"},
                {"pre_feedforward_layernorm", "ffn_norm"},
                {"post_feedforward_layernorm", "post_ffw_norm"}
            };
            for (String[] n : norms) {
                String name = p + n[0] + ".weight";
                made.put(writer, name, b + n[1] + ".weight", MadeCheckpoint::plusOne);
            }
            made.put(writer, p + "mlp.gate_proj.weight", b + "ffn_gate.weight");
            made.put(writer, p + "mlp.up_proj.weight", b + "ffn_up.weight");
            made.put(writer, p + "mlp.down_proj.weight", b + "ffn_down.weight");
            if (third) {
                for (String x : new String[] {"q", "k"}) {
                    made.put(
                            writer,
                            p + "self_attn." + x + "_norm.weight",
                            b + "attn_" + x + "_norm.weight",
                            MadeCheckpoint::plusOne);
                }
            }
        }
        made.put(writer, "model.norm.weight", "output_norm.weight", MadeCheckpoint::plusOne);
    }

    @Test
    void gemma2IsAsPublished() throws IOException {
        MadeCheckpoint made = gemma(false);
        made.write(
                folder,
                sizes(
                        "gemma2",
                        """
                        "hidden_activation": "gelu_pytorch_tanh", "query_pre_attn_scalar": 7,
                        "attn_logit_softcapping": 2.0, "final_logit_softcapping": 3.0,
                        "sliding_window": 4, "torch_dtype": "bfloat16"
                        """));
        double bfloat16 = 3.46875; // sqrt(12) = 3.4641...
        check(folder, gemma(made, bfloat16, 7, 2, 3, 4, false));
    }

    @Test
    void gemma2OfGgufIsAsPublished() throws IOException {
        MadeCheckpoint made = gemma(false);
        GgufWriter writer =
                keys("gemma2")
                        .real("gemma2.attn_logit_softcapping", 2)
                        .real("gemma2.final_logit_softcapping", 3)
                        .whole("gemma2.attention.sliding_window", 4);
        gemmaTensors(made, writer, false);
        check(file(writer), gemma(made, Math.sqrt(C), HS, 2, 3, 4, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gemma3IsAsPublished(boolean newer) throws IOException {
        MadeCheckpoint made = gemma(true);
        String old =
                """
                "rope_theta": 1000000, "rope_local_base_freq": 10000,
                "rope_scaling": {"rope_type": "linear", "factor": 8.0},
                "sliding_window_pattern": 2
                """;
        String nested =
                """
                "rope_parameters": {
                  "sliding_attention": {"rope_type": "default", "rope_theta": 10000},
                  "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000}},
                "layer_types": ["sliding_attention", "full_attention"]
                """;
        made.write(
                folder,
                sizes(
                        "gemma3_text",
                        """
                        "hidden_activation": "gelu_pytorch_tanh", "query_pre_attn_scalar": 5,
                        "sliding_window": 3, "torch_dtype": "float32",
                        """
                                + (newer ? nested : old)));
        check(folder, gemma(made, Math.sqrt(C), 5, 0, 0, 3, true));
    }

    @Test
    void gemma3OfGgufIsAsPublished() throws IOException {
        MadeCheckpoint made = gemma(true);
        GgufWriter writer =
                keys("gemma3")
                        .real("gemma3.rope.freq_base", 1_000_000)
                        .text("gemma3.rope.scaling.type", "linear")
                        .real("gemma3.rope.scaling.factor", 8)
                        .whole("gemma3.attention.sliding_window", 3)
                        .whole("gemma3.attention.sliding_window_pattern", 2);
        gemmaTensors(made, writer, true);
        check(file(writer), gemma(made, Math.sqrt(C), HS, 0, 0, 3, true));
    }
}
