package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.model.PlainMath.add;
import static org.glassformer.engine.model.PlainMath.attend;
import static org.glassformer.engine.model.PlainMath.each;
import static org.glassformer.engine.model.PlainMath.frequencies;
import static org.glassformer.engine.model.PlainMath.linear;
import static org.glassformer.engine.model.PlainMath.rmsNorm;
import static org.glassformer.engine.model.PlainMath.rope;
import static org.glassformer.engine.model.PlainMath.softmax;

import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mixtral and the mixtures of Qwen against their published definitions.
final class MixtureOracleTest extends FamilyOracle {
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

    MixtureOracleTest(EveryDevice devices) {
        super(devices);
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
        for (Backend backend : devices().backends()) {
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
}
