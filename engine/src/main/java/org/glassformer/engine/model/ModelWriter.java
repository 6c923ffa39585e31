package org.glassformer.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.model.CheckpointNames.Place;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes a model as a folder in Hugging Face layout: the inverse of loading.
final class ModelWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ModelWriter() {}

    static void write(Transformer model, Path folder, Path configFile, boolean half)
            throws IOException {
        CheckpointNames names = CheckpointNames.of(model.config());
        Map<String, List<Parameter>> stored = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            Place place = names.place(parameter.name());
            stored.computeIfAbsent(place.name(), name -> new ArrayList<>()).add(parameter);
        }
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        DType dtype = half ? DType.F16 : DType.F32;
        stored.forEach((name, parts) -> {
            boolean transposed = names.place(parts.getFirst().name()).transposed();
            Shape shape = shape(parts, transposed);
            writer.add(name, dtype, shape, () -> values(model.backend(), parts, transposed));
        });
        writer.write(folder.resolve("model.safetensors"));
        Files.writeString(
                configFile,
                JSON.writeValueAsString(ConfigFile.entries(model.config(), half)) + "\n");
    }

    /// The shape of the stored tensor that `parts` make up, side by side.
    private static Shape shape(List<Parameter> parts, boolean transposed) {
        Shape one = parts.getFirst().value().shape();
        int out = one.dim(0) * parts.size();
        if (one.rank() == 1) {
            return Shape.of(out);
        }
        return transposed ? Shape.of(one.dim(1), out) : Shape.of(out, one.dim(1));
    }

    private static float[] values(Backend backend, List<Parameter> parts, boolean transposed) {
        Shape one = parts.getFirst().value().shape();
        int size = Math.toIntExact(one.elements());
        float[] all = new float[size * parts.size()];
        for (int part = 0; part < parts.size(); part++) {
            float[] values = backend.read(parts.get(part).value());
            if (transposed && one.rank() == 2) {
                int out = one.dim(0);
                int in = one.dim(1);
                int width = out * parts.size();
                for (int o = 0; o < out; o++) {
                    for (int i = 0; i < in; i++) {
                        all[i * width + part * out + o] = values[o * in + i];
                    }
                }
            } else {
                System.arraycopy(values, 0, all, part * size, size);
            }
        }
        return all;
    }
}
