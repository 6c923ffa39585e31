package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.model.PlainMath.add;
import static org.glassformer.engine.model.PlainMath.attend;
import static org.glassformer.engine.model.PlainMath.columns;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.frequencies;
import static org.glassformer.engine.model.PlainMath.layerNorm;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.multiply;
import static org.glassformer.engine.model.PlainMath.rmsNorm;
import static org.glassformer.engine.model.PlainMath.rope;
import static org.glassformer.engine.model.PlainMath.softmax;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each family against its published definition (the modelling code of transformers, the converter of
/// llama.cpp), transcribed in plain double and reading the tensors under the names they have there.
final class FamilyOracleTest {
    private static final int[] IDS = {3, 1, 4, 1, 5, 9, 2, 6, 5, 10};
    private static final int C = 12;
    private static final int NH = 4;
    private static final int NKV = 2;
    private static final int HS = 6;
    private static final int F = 10;
    private static final int V = 11;
    private static final double EPS = 1e-6;

    private static final EveryDevice DEVICES = new EveryDevice();

    @TempDir Path folder;

    @AfterAll
    static void closeDevices() {
        DEVICES.close();
    }

    @Test
    void everyDeviceTakesPart() {
        DEVICES.assumeAllAreHere();
    }

    // ---- Gemma 2 and 3

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

    private static void attention(MadeCheckpoint made, GgufWriter writer, String p, String b) {
        made.put(writer, p + "self_attn.q_proj.weight", b + "attn_q.weight");
        made.put(writer, p + "self_attn.k_proj.weight", b + "attn_k.weight");
        made.put(writer, p + "self_attn.v_proj.weight", b + "attn_v.weight");
        made.put(writer, p + "self_attn.o_proj.weight", b + "attn_output.weight");
    }

    private static String sizes(String type, String more) {
        return """
        {"model_type": "%s", "vocab_size": %d, "hidden_size": %d, "intermediate_size": %d,
         "num_hidden_layers": 2, "num_attention_heads": %d, "num_key_value_heads": %d,
         "head_dim": %d, "rms_norm_eps": 1e-06, "max_position_embeddings": 64, %s}
        """
                .formatted(type, V, C, F, NH, NKV, HS, more);
    }

    private static GgufWriter keys(String a) {
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

    // ---- Phi-3

    private static final double[] SHORT = {1.25, 2};
    private static final double[] LONG = {3, 5};
    private static final int ROTARY = 4;

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
        Backend backend = DEVICES.get("scalar");
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

    // ---- GPT-NeoX

    private static MadeCheckpoint neoX() {
        MadeCheckpoint made = new MadeCheckpoint().add("gpt_neox.embed_in.weight", 0, V, NH * HS);
        int c = NH * HS;
        for (int l = 0; l < 2; l++) {
            String p = "gpt_neox.layers." + l + ".";
            made.add(p + "input_layernorm.weight", 1, c)
                    .add(p + "input_layernorm.bias", 0, c)
                    .add(p + "post_attention_layernorm.weight", 1, c)
                    .add(p + "post_attention_layernorm.bias", 0, c)
                    .add(p + "attention.query_key_value.weight", 0, 3 * c, c)
                    .add(p + "attention.query_key_value.bias", 0, 3 * c)
                    .add(p + "attention.dense.weight", 0, c, c)
                    .add(p + "attention.dense.bias", 0, c)
                    .add(p + "mlp.dense_h_to_4h.weight", 0, F, c)
                    .add(p + "mlp.dense_h_to_4h.bias", 0, F)
                    .add(p + "mlp.dense_4h_to_h.weight", 0, c, F)
                    .add(p + "mlp.dense_4h_to_h.bias", 0, c);
        }
        return made.add("gpt_neox.final_layer_norm.weight", 1, c)
                .add("gpt_neox.final_layer_norm.bias", 0, c)
                .add("embed_out.weight", 0, V, c);
    }

    private static double[][] norm(MadeCheckpoint w, String name, double[][] x) {
        return layerNorm(x, w.get(name + ".weight"), w.get(name + ".bias"), 1e-5);
    }

    private static double[][] project(MadeCheckpoint w, String name, double[][] x) {
        return linear(x, w.get(name + ".weight"), w.get(name + ".bias"));
    }

    private static double[][] neoX(MadeCheckpoint w, boolean parallel) {
        double[] turns = frequencies(10_000, 2); // a third of the head of 6
        double[][] h = w.embed("gpt_neox.embed_in.weight", IDS, 1);
        for (int l = 0; l < 2; l++) {
            String p = "gpt_neox.layers." + l + ".";
            double[][] x = norm(w, p + "input_layernorm", h);
            double[][] qkv = project(w, p + "attention.query_key_value", x);
            double[][] q = new double[h.length][NH * HS];
            double[][] k = new double[h.length][NH * HS];
            double[][] v = new double[h.length][NH * HS];
            for (int t = 0; t < h.length; t++) { // view(heads, 3 * size).chunk(3)
                for (int i = 0; i < NH * HS; i++) {
                    int from = i / HS * 3 * HS + i % HS;
                    q[t][i] = qkv[t][from];
                    k[t][i] = qkv[t][from + HS];
                    v[t][i] = qkv[t][from + 2 * HS];
                }
            }
            q = rope(q, HS, turns, 1);
            k = rope(k, HS, turns, 1);
            double[][] z = attend(q, k, v, HS, 1 / Math.sqrt(HS), 0, 0);
            double[][] attention = project(w, p + "attention.dense", z);
            double[][] read = parallel ? h : add(h, attention);
            double[][] pre =
                    project(
                            w,
                            p + "mlp.dense_h_to_4h",
                            norm(w, p + "post_attention_layernorm", read));
            double[][] mlp = project(w, p + "mlp.dense_4h_to_h", each(pre, PlainMath::gelu));
            h = add(add(h, attention), mlp);
        }
        return linear(norm(w, "gpt_neox.final_layer_norm", h), w.get("embed_out.weight"), null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neoXIsAsPublished(boolean parallel) throws IOException {
        MadeCheckpoint made = neoX();
        made.write(
                folder,
                """
                {"model_type": "gpt_neox", "vocab_size": %d, "hidden_size": %d,
                 "intermediate_size": %d, "num_hidden_layers": 2, "num_attention_heads": %d,
                 "max_position_embeddings": 64, "layer_norm_eps": 1e-05, "hidden_act": "gelu",
                 "rotary_pct": 0.34, "rotary_emb_base": 10000, "use_parallel_residual": %s}
                """
                        .formatted(V, NH * HS, F, NH, parallel));
        check(folder, neoX(made, parallel));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neoXOfGgufIsAsPublished(boolean parallel) throws IOException {
        MadeCheckpoint made = neoX();
        String a = "gptneox";
        GgufWriter writer =
                new GgufWriter()
                        .text("general.architecture", a)
                        .whole(a + ".block_count", 2)
                        .whole(a + ".context_length", 64)
                        .whole(a + ".embedding_length", NH * HS)
                        .whole(a + ".feed_forward_length", F)
                        .whole(a + ".attention.head_count", NH)
                        .whole(a + ".rope.dimension_count", 2)
                        .flag(a + ".use_parallel_residual", parallel)
                        .real(a + ".attention.layer_norm_epsilon", 1e-5);
        made.put(writer, "gpt_neox.embed_in.weight", "token_embd.weight");
        for (int l = 0; l < 2; l++) {
            for (String kind : new String[] {".weight", ".bias"}) {
                String p = "gpt_neox.layers." + l + ".";
                String b = "blk." + l + ".";
                made.put(writer, p + "input_layernorm" + kind, b + "attn_norm" + kind);
                made.put(writer, p + "post_attention_layernorm" + kind, b + "ffn_norm" + kind);
                made.put(
                        writer,
                        p + "attention.query_key_value" + kind,
                        b + "attn_qkv" + kind,
                        values -> MadeCheckpoint.apart(values, NH, HS));
                made.put(writer, p + "attention.dense" + kind, b + "attn_output" + kind);
                made.put(writer, p + "mlp.dense_h_to_4h" + kind, b + "ffn_up" + kind);
                made.put(writer, p + "mlp.dense_4h_to_h" + kind, b + "ffn_down" + kind);
            }
        }
        made.put(writer, "gpt_neox.final_layer_norm.weight", "output_norm.weight");
        made.put(writer, "gpt_neox.final_layer_norm.bias", "output_norm.bias");
        made.put(writer, "embed_out.weight", "output.weight");
        check(file(writer), neoX(made, parallel));
    }

    // ---- mixtures of experts

    private static final int EXPERTS = 5;
    private static final int CHOSEN = 2;
    private static final int SIZE = 7;
    private static final int SHARED = 8;

    /// What a mixture is called, and what it adds.
    enum Kind {
        MIXTRAL,
        QWEN2_MOE,
        QWEN3_MOE;

        String mlp() {
            return this == MIXTRAL ? "block_sparse_moe." : "mlp.";
        }

        String part(String mixtral) {
            if (this == MIXTRAL) {
                return mixtral;
            }
            return switch (mixtral) {
                case "w1" -> "gate_proj";
                case "w3" -> "up_proj";
                default -> "down_proj";
            };
        }

        int size() {
            return this == MIXTRAL ? F : SIZE;
        }
    }

    private static MadeCheckpoint mixture(Kind kind) {
        MadeCheckpoint made = new MadeCheckpoint().add("model.embed_tokens.weight", 0, V, C);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            made.add(p + "input_layernorm.weight", 1, C)
                    .add(p + "self_attn.q_proj.weight", 0, NH * HS, C)
                    .add(p + "self_attn.k_proj.weight", 0, NKV * HS, C)
                    .add(p + "self_attn.v_proj.weight", 0, NKV * HS, C)
                    .add(p + "self_attn.o_proj.weight", 0, C, NH * HS)
                    .add(p + "post_attention_layernorm.weight", 1, C)
                    .add(p + kind.mlp() + "gate.weight", 0, EXPERTS, C);
            for (int e = 0; e < EXPERTS; e++) {
                String x = p + kind.mlp() + "experts." + e + ".";
                made.add(x + kind.part("w1") + ".weight", 0, kind.size(), C)
                        .add(x + kind.part("w3") + ".weight", 0, kind.size(), C)
                        .add(x + kind.part("w2") + ".weight", 0, C, kind.size());
            }
            if (kind == Kind.QWEN2_MOE) {
                made.add(p + "self_attn.q_proj.bias", 0, NH * HS)
                        .add(p + "self_attn.k_proj.bias", 0, NKV * HS)
                        .add(p + "self_attn.v_proj.bias", 0, NKV * HS)
                        .add(p + "mlp.shared_expert_gate.weight", 0, 1, C)
                        .add(p + "mlp.shared_expert.gate_proj.weight", 0, SHARED, C)
                        .add(p + "mlp.shared_expert.up_proj.weight", 0, SHARED, C)
                        .add(p + "mlp.shared_expert.down_proj.weight", 0, C, SHARED);
            }
            if (kind == Kind.QWEN3_MOE) {
                made.add(p + "self_attn.q_norm.weight", 1, HS)
                        .add(p + "self_attn.k_norm.weight", 1, HS);
            }
        }
        return made.add("model.norm.weight", 1, C).add("lm_head.weight", 0, V, C);
    }

    /// @param probabilities takes those of the router of layer 1
    /// @param chosen takes the experts chosen there
    private static double[][] mixture(
            MadeCheckpoint w, Kind kind, double[][] probabilities, int[][] chosen) {
        double[] turns = frequencies(1_000_000, HS);
        double[][] h = w.embed("model.embed_tokens.weight", IDS, 1);
        for (int l = 0; l < 2; l++) {
            String p = "model.layers." + l + ".";
            double[][] x = rmsNorm(h, w.get(p + "input_layernorm.weight"), 0, EPS);
            boolean biased = kind == Kind.QWEN2_MOE;
            double[][][] qkv = new double[3][][];
            String[] names = {"q", "k", "v"};
            for (int i = 0; i < 3; i++) {
                String name = p + "self_attn." + names[i] + "_proj";
                qkv[i] = linear(x, w.get(name + ".weight"), biased ? w.get(name + ".bias") : null);
                if (kind == Kind.QWEN3_MOE && i < 2) {
                    String norm = p + "self_attn." + names[i] + "_norm.weight";
                    qkv[i] = rmsNorm(qkv[i], w.get(norm), 0, EPS);
                }
                qkv[i] = i < 2 ? rope(qkv[i], HS, turns, 1) : qkv[i];
            }
            double[][] z = attend(qkv[0], qkv[1], qkv[2], HS, 1 / Math.sqrt(HS), 0, 0);
            h = add(h, linear(z, w.get(p + "self_attn.o_proj.weight"), null));
            x = rmsNorm(h, w.get(p + "post_attention_layernorm.weight"), 0, EPS);
            double[][] added = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                double[][] one = {x[t]};
                double[] weights =
                        softmax(linear(one, w.get(p + kind.mlp() + "gate.weight"), null)[0]);
                probabilities[t] = weights;
                chosen[t] = largest(weights);
                added[t] = experts(w, kind, p, one, weights, chosen[t])[0];
            }
            h = add(h, added);
        }
        h = rmsNorm(h, w.get("model.norm.weight"), 0, EPS);
        return linear(h, w.get("lm_head.weight"), null);
    }

    private static int[] largest(double[] weights) {
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> -weights[e]))
                .limit(CHOSEN)
                .mapToInt(e -> e)
                .toArray();
    }

    private static double[][] experts(
            MadeCheckpoint w, Kind kind, String p, double[][] x, double[] weights, int[] chosen) {
        double sum = 0;
        for (int e : chosen) {
            sum += weights[e];
        }
        double norm = kind == Kind.QWEN2_MOE ? 1 : sum; // its norm_topk_prob is false
        double[][] added = new double[1][C];
        for (int e : chosen) {
            String name = p + kind.mlp() + "experts." + e + ".";
            double[][] out =
                    gated(
                            x,
                            w.get(name + kind.part("w1") + ".weight"),
                            w.get(name + kind.part("w3") + ".weight"),
                            w.get(name + kind.part("w2") + ".weight"));
            added = add(added, each(out, value -> value * weights[e] / norm));
        }
        if (kind == Kind.QWEN2_MOE) {
            String name = p + "mlp.shared_expert";
            double[][] out =
                    gated(
                            x,
                            w.get(name + ".gate_proj.weight"),
                            w.get(name + ".up_proj.weight"),
                            w.get(name + ".down_proj.weight"));
            double gate = linear(x, w.get(name + "_gate.weight"), null)[0][0];
            added = add(added, each(out, value -> value / (1 + Math.exp(-gate))));
        }
        return added;
    }

    private static double[][] gated(double[][] x, float[] w1, float[] w3, float[] w2) {
        double[][] gate = each(linear(x, w1, null), PlainMath::silu);
        return linear(multiply(gate, linear(x, w3, null)), w2, null);
    }

    private static String config(Kind kind) {
        String more = "\"rope_theta\": 1000000, \"num_experts_per_tok\": " + CHOSEN;
        return switch (kind) {
            case MIXTRAL -> sizes("mixtral", more + ", \"num_local_experts\": " + EXPERTS);
            case QWEN2_MOE ->
                    sizes(
                            "qwen2_moe",
                            more
                                    + """
                                    , "num_experts": 5, "moe_intermediate_size": 7,
                                    "shared_expert_intermediate_size": 8, "norm_topk_prob": false
                                    """);
            case QWEN3_MOE ->
                    sizes(
                            "qwen3_moe",
                            more
                                    + """
                                    , "num_experts": 5, "moe_intermediate_size": 7,
                                    "norm_topk_prob": true
                                    """);
        };
    }

    @ParameterizedTest
    @EnumSource
    void mixturesAreAsPublished(Kind kind) throws IOException {
        MadeCheckpoint made = mixture(kind);
        made.write(folder, config(kind));
        double[][] probabilities = new double[IDS.length][];
        int[][] chosen = new int[IDS.length][];
        double[][] logits = mixture(made, kind, probabilities, chosen);
        check(folder, logits);
        for (Backend backend : DEVICES.backends()) {
            routes(backend, probabilities, chosen);
        }
    }

    /// The router's probabilities and the experts it chose, as hooks give them.
    private void routes(Backend backend, double[][] probabilities, int[][] chosen) {
        try (Transformer model = Transformer.load(folder, backend, part -> {})) {
            Hooks hooks = Hooks.watching(HookFilter.parse("blocks.1.mlp.*"));
            model.forward(IDS, null, hooks, LogitRows.LAST);
            ActivationCache.Values weights = hooks.cache().get(HookNames.block(1).expertWeights());
            assertThat(weights.shape().toArray()).containsExactly(IDS.length, EXPERTS);
            assertClose(backend.name() + ", router", weights.data(), probabilities);
            float[] indices = hooks.cache().get(HookNames.block(1).expertIndices()).data();
            for (int t = 0; t < IDS.length; t++) {
                for (int i = 0; i < CHOSEN; i++) {
                    assertThat(indices[t * CHOSEN + i])
                            .as("%s, token %d", backend.name(), t)
                            .isEqualTo(chosen[t][i]);
                }
            }
            assertThat(hooks.cache().names()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mixturesOfGgufAreAsPublished(Kind kind) throws IOException {
        MadeCheckpoint made = mixture(kind);
        String a =
                switch (kind) {
                    case MIXTRAL -> "llama";
                    case QWEN2_MOE -> "qwen2moe";
                    case QWEN3_MOE -> "qwen3moe";
                };
        GgufWriter writer =
                keys(a).real(a + ".rope.freq_base", 1_000_000)
                        .whole(a + ".expert_count", EXPERTS)
                        .whole(a + ".expert_used_count", CHOSEN);
        if (kind != Kind.MIXTRAL) {
            writer.whole(a + ".expert_feed_forward_length", SIZE);
        }
        if (kind == Kind.QWEN2_MOE) {
            writer.whole(a + ".expert_shared_feed_forward_length", SHARED);
        }
        made.put(writer, "model.embed_tokens.weight", "token_embd.weight");
        for (int l = 0; l < 2; l++) {
            blockOfMixture(made, writer, kind, "model.layers." + l + ".", "blk." + l + ".");
        }
        made.put(writer, "model.norm.weight", "output_norm.weight");
        made.put(writer, "lm_head.weight", "output.weight");
        double[][] expected = mixture(made, kind, new double[IDS.length][], new int[IDS.length][]);
        check(file(writer), expected);
    }

    private static void blockOfMixture(
            MadeCheckpoint made, GgufWriter writer, Kind kind, String p, String b) {
        if (kind == Kind.MIXTRAL) {
            made.put(
                    writer,
                    p + "self_attn.q_proj.weight",
                    b + "attn_q.weight",
                    values -> MadeCheckpoint.permuted(values, NH, HS));
            made.put(
                    writer,
                    p + "self_attn.k_proj.weight",
                    b + "attn_k.weight",
                    values -> MadeCheckpoint.permuted(values, NKV, HS));
            made.put(writer, p + "self_attn.v_proj.weight", b + "attn_v.weight");
            made.put(writer, p + "self_attn.o_proj.weight", b + "attn_output.weight");
        } else {
            attention(made, writer, p, b);
        }
        made.put(writer, p + "input_layernorm.weight", b + "attn_norm.weight");
        made.put(writer, p + "post_attention_layernorm.weight", b + "ffn_norm.weight");
        made.put(writer, p + kind.mlp() + "gate.weight", b + "ffn_gate_inp.weight");
        String x = p + kind.mlp() + "experts.#.";
        made.stack(writer, x + kind.part("w1") + ".weight", EXPERTS, b + "ffn_gate_exps.weight");
        made.stack(writer, x + kind.part("w3") + ".weight", EXPERTS, b + "ffn_up_exps.weight");
        made.stack(writer, x + kind.part("w2") + ".weight", EXPERTS, b + "ffn_down_exps.weight");
        if (kind == Kind.QWEN2_MOE) {
            for (String q : new String[] {"q", "k", "v"}) {
                made.put(writer, p + "self_attn." + q + "_proj.bias", b + "attn_" + q + ".bias");
            }
            float[] gate = made.get(p + "mlp.shared_expert_gate.weight");
            writer.tensor(b + "ffn_gate_inp_shexp.weight", GgufType.F32, Shape.of(C), () -> gate);
            String shared = p + "mlp.shared_expert.";
            made.put(writer, shared + "gate_proj.weight", b + "ffn_gate_shexp.weight");
            made.put(writer, shared + "up_proj.weight", b + "ffn_up_shexp.weight");
            made.put(writer, shared + "down_proj.weight", b + "ffn_down_shexp.weight");
        }
        if (kind == Kind.QWEN3_MOE) {
            made.put(writer, p + "self_attn.q_norm.weight", b + "attn_q_norm.weight");
            made.put(writer, p + "self_attn.k_norm.weight", b + "attn_k_norm.weight");
        }
    }

    // ---- comparing

    private Path file(GgufWriter writer) throws IOException {
        Path file = folder.resolve("model.gguf");
        writer.write(file);
        return file;
    }

    /// All logits at once, and one after the other with a cache, on every device.
    private static void check(Path path, double[][] expected) {
        for (Backend backend : DEVICES.backends()) {
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

    private static void assertClose(String what, float[] actual, double[][] expected) {
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
