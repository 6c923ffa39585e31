package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// Lays a model out as a GGUF file: its keys and tensors as llama.cpp's converter writes them, without
/// a tokenizer.
public final class GgufExport {
    private GgufExport() {}

    /// A writer with the keys and tensors of a model, to be added to and written.
    ///
    /// The model is read while the file is written. Vectors and learned positions are F32, and so are
    /// matrices whose rows are not whole blocks of the type.
    ///
    /// @param matrices the type of the matrices, one that [org.glassformer.engine.tensor.Packing] writes
    /// @throws IllegalArgumentException for a family or a rotation that is not written
    public static GgufWriter of(Transformer model, DType matrices) {
        ModelConfig c = model.config();
        String architecture = architecture(c.family());
        String a = architecture + ".";
        GgufWriter writer =
                new GgufWriter()
                        .text("general.architecture", architecture)
                        .whole(a + "block_count", c.nLayer())
                        .whole(a + "context_length", c.blockSize())
                        .whole(a + "embedding_length", c.nEmbd())
                        .whole(a + "feed_forward_length", c.ffnSize())
                        .whole(a + "attention.head_count", c.nHead());
        if (c.rmsNorm()) {
            writer.real(a + "attention.layer_norm_rms_epsilon", c.normEps())
                    .whole(a + "attention.head_count_kv", c.nKvHead())
                    .whole(a + "attention.key_length", c.headSize())
                    .whole(a + "attention.value_length", c.headSize());
        } else {
            writer.real(a + "attention.layer_norm_epsilon", c.normEps());
        }
        if (!c.learnedPositions()) {
            writer.whole(a + "rope.dimension_count", c.rotarySize())
                    .real(a + "rope.freq_base", c.ropeTheta());
            rotation(writer, a, c);
            window(writer, a, c);
        }
        variant(writer, a, c);
        tokens(writer, c);
        tensors(model, matrices, writer);
        return writer;
    }

    private static String architecture(String family) {
        return switch (family) {
            case "mistral", "mixtral" -> "llama";
            case "gemma3_text" -> "gemma3";
            case "gpt_neox" -> "gptneox";
            default -> family.replace("_", "");
        };
    }

    private static void rotation(GgufWriter writer, String a, ModelConfig c) {
        String scaling = a + "rope.scaling.";
        switch (c.ropeScaling()) {
            case RopeScaling.None none -> {}
            case RopeScaling.Linear(double factor) ->
                    writer.text(scaling + "type", "linear").real(scaling + "factor", factor);
            case RopeScaling.Llama3 llama3 -> {
                double[] plain =
                        new RopeScaling.None().frequencies(c.ropeTheta(), c.rotarySize(), false);
                List<Double> divisors =
                        Arrays.stream(plain).map(f -> f / llama3.scale(f)).boxed().toList();
                divisors(writer, GgufNames.ROPE_FACTORS, divisors);
            }
            case RopeScaling.Yarn yarn -> {
                double usual = yarn.factor() <= 1 ? 1 : 0.1 * Math.log(yarn.factor()) + 1;
                writer.text(scaling + "type", "yarn")
                        .real(scaling + "factor", yarn.factor())
                        .whole(scaling + "original_context_length", (int) yarn.original())
                        .real(scaling + "yarn_beta_fast", yarn.betaFast())
                        .real(scaling + "yarn_beta_slow", yarn.betaSlow())
                        .real(scaling + "attn_factor", yarn.attentionFactor() / usual);
            }
            case RopeScaling.LongRope rope -> {
                writer.whole(scaling + "original_context_length", rope.originalContext())
                        .real(scaling + "attn_factor", rope.attentionFactor());
                divisors(writer, GgufNames.SHORT_FACTORS, rope.shortFactors());
                divisors(writer, GgufNames.LONG_FACTORS, rope.longFactors());
            }
        }
    }

    private static void divisors(GgufWriter writer, String name, List<Double> divisors) {
        float[] values = new float[divisors.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = divisors.get(i).floatValue();
        }
        writer.tensor(name, GgufType.F32, Shape.of(values.length), () -> values);
    }

    /// Files say how far layers see, and which do follows from the family.
    private static void window(GgufWriter writer, String a, ModelConfig c) {
        int window = c.windows().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (window == 0) {
            return;
        }
        for (int layer = 0; layer < c.nLayer(); layer++) {
            boolean slides =
                    switch (c.family()) {
                        case "mistral", "phi3" -> true;
                        case "gemma2" -> layer % 2 == 0;
                        case "gemma3_text" -> (layer + 1) % 6 != 0;
                        default -> false;
                    };
            if (c.windows().get(layer) != (slides ? window : 0)) {
                throw new IllegalArgumentException(
                        "windows of these layers are not written as GGUF");
            }
        }
        writer.whole(a + "attention.sliding_window", window);
    }

    private static void variant(GgufWriter writer, String a, ModelConfig c) {
        Variant variant = c.variant();
        if (variant.attnCap() > 0) {
            writer.real(a + "attn_logit_softcapping", variant.attnCap());
        }
        if (variant.logitCap() > 0) {
            writer.real(a + "final_logit_softcapping", variant.logitCap());
        }
        if (variant.localRopeTheta() > 0) {
            writer.real(a + "rope.freq_base_swa", variant.localRopeTheta());
        }
        if (c.family().equals("gpt_neox")) {
            writer.flag(a + "use_parallel_residual", variant.parallel());
        }
        Experts experts = variant.experts();
        if (experts != null) {
            writer.whole(a + "expert_count", experts.count())
                    .whole(a + "expert_used_count", experts.chosen())
                    .whole(a + "expert_feed_forward_length", experts.size());
            if (experts.sharedSize() > 0) {
                writer.whole(a + "expert_shared_feed_forward_length", experts.sharedSize());
            }
        }
    }

    private static void tokens(GgufWriter writer, ModelConfig c) {
        if (c.bosToken() >= 0) {
            writer.whole("tokenizer.ggml.bos_token_id", c.bosToken());
        }
        List<Integer> ends = c.eosTokens();
        if (!ends.isEmpty()) {
            writer.whole("tokenizer.ggml.eos_token_id", ends.getFirst());
        }
        if (ends.size() > 1) {
            writer.whole("tokenizer.ggml.eot_token_id", ends.get(1));
        }
    }

    private static void tensors(Transformer model, DType matrices, GgufWriter writer) {
        GgufNames names = GgufNames.of(model.config());
        Map<String, List<Parameter>> stored = new LinkedHashMap<>();
        for (Parameter p : model.parameters()) {
            stored.computeIfAbsent(place(names, p).name(), n -> new ArrayList<>()).add(p);
        }
        stored.forEach((name, parts) -> {
            Parameter first = parts.getFirst();
            Shape one = first.value().shape();
            boolean row = one.rank() == 2 && one.dim(0) == 1; // the gate of a shared expert
            Shape shape = row ? Shape.of(one.dim(1)) : place(names, first).shape(one);
            DType type = row ? DType.F32 : Repacking.type(matrices, first.name(), one);
            writer.tensor(name, GgufType.of(type), shape, () -> values(model, names, parts, shape));
        });
    }

    private static StoredPlace place(GgufNames names, Parameter parameter) {
        return names.place(parameter.name(), parameter.value().shape());
    }

    /// The values of the parameters that share a tensor.
    private static float[] values(
            Transformer model, GgufNames names, List<Parameter> parts, Shape shape) {
        float[] all = new float[Math.toIntExact(shape.elements())];
        for (Parameter part : parts) {
            Shape own = part.value().shape();
            float[] values = model.backend().read(part.value());
            place(names, part).rows().scatter(all, values, own.rank() == 1 ? 1 : own.dim(1));
        }
        return all;
    }
}
