package org.glassformer.engine.model;

import java.util.ArrayList;
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
        String family =
                switch (c.family()) {
                    case "gpt2", "llama", "qwen2", "qwen3" -> c.family();
                    case "mistral" -> "llama";
                    default ->
                            throw new IllegalArgumentException(
                                    "models of the family "
                                            + c.family()
                                            + " are read and not written as GGUF");
                };
        String a = family + ".";
        GgufWriter writer =
                new GgufWriter()
                        .text("general.architecture", family)
                        .whole(a + "block_count", c.nLayer())
                        .whole(a + "context_length", c.blockSize())
                        .whole(a + "embedding_length", c.nEmbd())
                        .whole(a + "feed_forward_length", c.ffnSize())
                        .whole(a + "attention.head_count", c.nHead());
        if (family.equals("gpt2")) {
            writer.real(a + "attention.layer_norm_epsilon", c.normEps());
        } else {
            writer.real(a + "attention.layer_norm_rms_epsilon", c.normEps())
                    .whole(a + "attention.head_count_kv", c.nKvHead())
                    .whole(a + "attention.key_length", c.headSize())
                    .whole(a + "attention.value_length", c.headSize())
                    .whole(a + "rope.dimension_count", c.headSize())
                    .real(a + "rope.freq_base", c.ropeTheta());
            rotation(writer, a, c);
            window(writer, a, c);
        }
        tokens(writer, c);
        tensors(model, family, matrices, writer);
        return writer;
    }

    private static void rotation(GgufWriter writer, String a, ModelConfig c) {
        if (c.ropeScaling() instanceof RopeScaling.Linear(double factor)) {
            writer.text(a + "rope.scaling.type", "linear").real(a + "rope.scaling.factor", factor);
        } else if (c.ropeScaling() instanceof RopeScaling.Llama3 scaling) {
            float[] divisors = new float[c.headSize() / 2];
            for (int i = 0; i < divisors.length; i++) {
                double frequency = Math.pow(c.ropeTheta(), -2.0 * i / c.headSize());
                divisors[i] = (float) (frequency / scaling.scale(frequency));
            }
            Shape shape = Shape.of(divisors.length);
            writer.tensor(GgufNames.ROPE_FACTORS, GgufType.F32, shape, () -> divisors);
        } else if (!(c.ropeScaling() instanceof RopeScaling.None)) {
            throw new IllegalArgumentException(
                    "rotations stretched by " + c.ropeScaling() + " are not written as GGUF");
        }
    }

    /// Only one window for all layers can be said, and only Llama files say it.
    private static void window(GgufWriter writer, String a, ModelConfig c) {
        int window = c.windows().isEmpty() ? 0 : c.windows().getFirst();
        if (c.windows().stream().anyMatch(w -> w != window)
                || (window > 0 && !a.equals("llama."))) {
            throw new IllegalArgumentException("windows of some layers are not written as GGUF");
        }
        if (window > 0) {
            writer.whole(a + "attention.sliding_window", window);
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

    private static void tensors(
            Transformer model, String family, DType matrices, GgufWriter writer) {
        GgufNames names = GgufNames.of(family);
        Map<String, List<Parameter>> stored = new LinkedHashMap<>();
        for (Parameter p : model.parameters()) {
            stored.computeIfAbsent(names.place(p.name()).name(), n -> new ArrayList<>()).add(p);
        }
        stored.forEach((name, parts) -> {
            Parameter first = parts.getFirst();
            Shape one = first.value().shape();
            int rows = one.dim(0) * parts.size();
            Shape shape = one.rank() == 2 ? Shape.of(rows, one.dim(1)) : Shape.of(rows);
            DType type = Repacking.type(matrices, first.name(), one);
            writer.tensor(name, GgufType.of(type), shape, () -> values(model, names, parts, shape));
        });
    }

    /// The values of parameters that lie in one tensor, one below the other.
    private static float[] values(
            Transformer model, GgufNames names, List<Parameter> parts, Shape shape) {
        float[] all = new float[Math.toIntExact(shape.elements())];
        int at = 0;
        for (Parameter part : parts) {
            int size = (int) part.value().elements();
            model.backend().read(part.value(), 0, all, at, size);
            at += size;
        }
        int width = shape.rank() == 2 ? shape.dim(1) : 1;
        return names.place(parts.getFirst().name()).paired()
                ? GgufRows.inPairs(all, width, model.config().headSize())
                : all;
    }
}
