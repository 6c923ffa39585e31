package org.glassformer.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.tensor.Shape;

/// Writes models as GGUF, as llama.cpp's converter lays them out.
public final class GgufModels {
    private GgufModels() {}

    /// A writer with the keys and tensors of a model.
    public static GgufWriter of(Transformer model, GgufType matrices) {
        ModelConfig c = model.config();
        boolean gpt2 = c.family().equals("gpt2");
        String a = c.family() + ".";
        GgufWriter writer =
                new GgufWriter()
                        .text("general.architecture", c.family())
                        .whole(a + "block_count", c.nLayer())
                        .whole(a + "context_length", c.blockSize())
                        .whole(a + "embedding_length", c.nEmbd())
                        .whole(a + "feed_forward_length", c.ffnSize())
                        .whole(a + "attention.head_count", c.nHead());
        if (gpt2) {
            writer.real(a + "attention.layer_norm_epsilon", c.normEps());
        } else {
            writer.real(a + "attention.layer_norm_rms_epsilon", c.normEps())
                    .whole(a + "attention.head_count_kv", c.nKvHead())
                    .whole(a + "attention.key_length", c.headSize())
                    .whole(a + "attention.value_length", c.headSize())
                    .whole(a + "rope.dimension_count", c.headSize())
                    .real(a + "rope.freq_base", c.ropeTheta());
        }
        tensors(model, matrices, writer);
        return writer;
    }

    private static void tensors(Transformer model, GgufType matrices, GgufWriter writer) {
        GgufNames names = GgufNames.of(model.config().family());
        Map<String, List<Parameter>> stored = new LinkedHashMap<>();
        for (Parameter p : model.parameters()) {
            stored.computeIfAbsent(names.place(p.name()).name(), n -> new ArrayList<>()).add(p);
        }
        stored.forEach((name, parts) -> {
            Shape one = parts.getFirst().value().shape();
            int rows = one.dim(0) * parts.size();
            boolean matrix = one.rank() == 2;
            Shape shape = matrix ? Shape.of(rows, one.dim(1)) : Shape.of(rows);
            boolean paired = names.place(parts.getFirst().name()).paired();
            writer.tensor(
                    name,
                    matrix ? matrices : GgufType.F32,
                    shape,
                    () -> {
                        float[] all = new float[Math.toIntExact(shape.elements())];
                        int at = 0;
                        for (Parameter part : parts) {
                            float[] values = model.backend().read(part.value());
                            System.arraycopy(values, 0, all, at, values.length);
                            at += values.length;
                        }
                        return paired
                                ? GgufRows.inPairs(
                                        all, matrix ? one.dim(1) : 1, model.config().headSize())
                                : all;
                    });
        });
    }

    /// Writes a model without a tokenizer.
    static void write(Transformer model, GgufType matrices, Path file) throws IOException {
        of(model, matrices).write(file);
    }
}
