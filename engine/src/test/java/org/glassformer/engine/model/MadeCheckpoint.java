package org.glassformer.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// A checkpoint made up under the names and shapes that a family's published code has, to be written as a
/// folder or, converted as llama.cpp's converter does, as GGUF.
final class MadeCheckpoint {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<String, float[]> tensors = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    /// Random numbers around `centre`.
    MadeCheckpoint add(String name, double centre, int... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre + 0.4 * random.nextGaussian());
        }
        tensors.put(name, values);
        shapes.put(name, shape);
        return this;
    }

    /// A tensor.
    float[] get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /// The rows of the embedding for some tokens, times a factor.
    double[][] embed(String name, int[] ids, double factor) {
        int c = Objects.requireNonNull(shapes.get(name)).dim(1);
        double[][] x = new double[ids.length][c];
        for (int t = 0; t < ids.length; t++) {
            for (int i = 0; i < c; i++) {
                x[t][i] = factor * get(name)[ids[t] * c + i];
            }
        }
        return x;
    }

    /// Writes config.json and model.safetensors.
    void write(Path folder, String config) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((name, values) ->
                writer.add(name, DType.F32, Objects.requireNonNull(shapes.get(name)), values));
        Files.createDirectories(folder);
        writer.write(folder.resolve("model.safetensors"));
        Files.writeString(folder.resolve("config.json"), config);
    }

    /// Adds a tensor to a GGUF file under another name.
    void put(GgufWriter writer, String name, String as) {
        put(writer, name, as, values -> values);
    }

    /// The same with its values changed; the shape stays.
    void put(GgufWriter writer, String name, String as, UnaryOperator<float[]> change) {
        float[] values = change.apply(get(name).clone());
        Shape shape = Objects.requireNonNull(shapes.get(name));
        writer.tensor(as, GgufType.F32, shape, () -> values);
    }

    /// Adds the matrices of all experts as one tensor.
    void stack(GgufWriter writer, String name, int experts, String as) {
        List<float[]> all = new ArrayList<>();
        for (int e = 0; e < experts; e++) {
            all.add(get(name.replace("#", String.valueOf(e))));
        }
        Shape one = Objects.requireNonNull(shapes.get(name.replace("#", "0")));
        int size = all.getFirst().length;
        float[] values = new float[size * experts];
        for (int e = 0; e < experts; e++) {
            System.arraycopy(all.get(e), 0, values, e * size, size);
        }
        Shape shape = Shape.of(experts, one.dim(0), one.dim(1));
        writer.tensor(as, GgufType.F32, shape, () -> values);
    }

    /// 1 + w, as GGUF has the norms of Gemma.
    static float[] plusOne(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 1;
        }
        return values;
    }

    /// `reshape(heads, 2, hs / 2, width).swapaxes(1, 2)`, as GGUF has queries and keys of Llama.
    static float[] permuted(float[] values, int heads, int headSize) {
        int width = values.length / (heads * headSize);
        float[] result = new float[values.length];
        for (int h = 0; h < heads; h++) {
            for (int side = 0; side < 2; side++) {
                for (int pair = 0; pair < headSize / 2; pair++) {
                    int from = h * headSize + side * headSize / 2 + pair;
                    int to = h * headSize + 2 * pair + side;
                    System.arraycopy(values, from * width, result, to * width, width);
                }
            }
        }
        return result;
    }

    /// From (heads, 3, hs, width) to (3, heads, hs, width), as GGUF has the qkv of GPT-NeoX.
    static float[] apart(float[] values, int heads, int headSize) {
        int block = values.length / (3 * heads);
        float[] result = new float[values.length];
        for (int h = 0; h < heads; h++) {
            for (int part = 0; part < 3; part++) {
                int from = (h * 3 + part) * block;
                System.arraycopy(values, from, result, (part * heads + h) * block, block);
            }
        }
        return result;
    }
}
