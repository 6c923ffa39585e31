package org.glassformer.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes a model as a folder in Hugging Face layout: the inverse of loading.
final class ModelWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ModelWriter() {}

    /// @param progress is told the part of the tensors that has been written, and may throw to give up
    static void write(
            Transformer model, Path folder, Path configFile, DType dtype, DoubleConsumer progress)
            throws IOException {
        CheckpointNames names = CheckpointNames.of(model.config());
        Map<String, List<Part>> stored = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            StoredPlace place = names.place(parameter.name(), parameter.value().shape());
            stored.computeIfAbsent(place.name(), name -> new ArrayList<>())
                    .add(new Part(parameter, place));
        }
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        AtomicInteger written = new AtomicInteger();
        stored.forEach((name, parts) -> {
            Part first = parts.getFirst();
            Shape shape = first.place().shape(first.parameter().value().shape());
            writer.add(
                    name,
                    dtype,
                    shape,
                    () -> {
                        progress.accept((double) written.getAndIncrement() / stored.size());
                        return values(model.backend(), parts, shape);
                    });
        });
        writer.write(folder.resolve("model.safetensors"));
        Files.writeString(
                configFile,
                JSON.writeValueAsString(ConfigEntries.of(model.config(), dtype)) + "\n");
        progress.accept(1);
    }

    /// One of the parameters that share a stored tensor.
    private record Part(Parameter parameter, StoredPlace place) {}

    private static float[] values(Backend backend, List<Part> parts, Shape stored) {
        float[] all = new float[Math.toIntExact(stored.elements())];
        for (Part part : parts) {
            float[] values = backend.read(part.parameter().value());
            Shape shape = part.parameter().value().shape();
            if (part.place().besideOne()) {
                for (int i = 0; i < values.length; i++) {
                    values[i] -= 1;
                }
            }
            if (part.place().transposed() && shape.rank() == 2) {
                transposed(all, values, shape, part.place().rows());
            } else {
                part.place().rows().scatter(all, values, shape.rank() == 1 ? 1 : shape.dim(1));
            }
        }
        return all;
    }

    private static void transposed(float[] all, float[] values, Shape shape, StoredRows rows) {
        int in = shape.dim(1);
        for (int o = 0; o < shape.dim(0); o++) {
            for (int i = 0; i < in; i++) {
                all[i * rows.total() + rows.at(o)] = values[o * in + i];
            }
        }
    }
}
