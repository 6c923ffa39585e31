package org.glassformer.engine.model;

import static org.glassformer.engine.model.PlainMath.add;
import static org.glassformer.engine.model.PlainMath.attend;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.frequencies;
import static org.glassformer.engine.model.PlainMath.layerNorm;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.rope;

import java.io.IOException;
import org.glassformer.engine.format.GgufWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GPT-NeoX, and so Pythia, against its published definition.
final class NeoxOracleTest extends FamilyOracle {
    NeoxOracleTest(EveryDevice devices) {
        super(devices);
    }

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
}
