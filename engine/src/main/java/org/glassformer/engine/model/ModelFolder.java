package org.glassformer.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Checkpoint;
import org.glassformer.engine.format.Checkpoints;
import org.glassformer.engine.format.JsonFile;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Loads a model from a folder in Hugging Face layout, every size checked against `config.json`
/// before memory is taken for it.
final class ModelFolder {
    private static final String CONFIG = "config.json";
    private static final String EXPECTED = "a folder with config.json and safetensors";

    private ModelFolder() {}

    /// The configuration, with the end tokens that `generation_config.json` adds to those of
    /// `config.json`: chat models end their turns with one that only stands there.
    static ModelConfig config(Path folder) {
        ModelConfig config = ConfigFile.read(folder.resolve(CONFIG));
        Path generation = folder.resolve("generation_config.json");
        if (!Files.isRegularFile(generation)) {
            return config;
        }
        JsonFile json = JsonFile.read(generation);
        Set<Integer> ends = new LinkedHashSet<>(config.eosTokens());
        for (int id : json.optInts("eos_token_id", 0, Integer.MAX_VALUE).orElse(new int[0])) {
            ends.add(id);
        }
        int bos =
                config.bosToken() >= 0
                        ? config.bosToken()
                        : json.optInt("bos_token_id", 0, Integer.MAX_VALUE).orElse(-1);
        return config.withTokens(bos, List.copyOf(ends));
    }

    static Transformer load(Path folder, Backend backend, DoubleConsumer progress) {
        if (!Files.isDirectory(folder)) {
            throw new ModelFormatException(
                    folder, -1, EXPECTED, Files.exists(folder) ? "a file" : "nothing");
        }
        if (!Files.exists(folder.resolve(CONFIG))) {
            throw new ModelFormatException(folder, -1, EXPECTED, "no " + CONFIG);
        }
        ModelConfig config = config(folder);
        try (Checkpoint checkpoint = Checkpoints.open(folder)) {
            CheckpointNames names = CheckpointNames.of(config).matching(checkpoint.names());
            Loading loading = new Loading(backend, checkpoint, names, progress);
            Transformer model = Transformer.build(config, backend, loading);
            try {
                List<String> unexpected = names.unexpected(checkpoint.names(), loading.used);
                if (!unexpected.isEmpty()) {
                    throw checkpoint.wrong(
                            unexpected.getFirst(),
                            "only the tensors of a " + config.family() + " model",
                            "also " + unexpected.getFirst());
                }
                progress.accept(1); // some checkpoints hold tensors that are not read
                return model;
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        }
    }

    /// Reads one parameter after the other out of a checkpoint.
    private static final class Loading implements WeightSource {
        private final Backend backend;
        private final Checkpoint checkpoint;
        private final CheckpointNames names;
        private final DoubleConsumer progress;
        private final Set<String> used = new HashSet<>();

        Loading(
                Backend backend,
                Checkpoint checkpoint,
                CheckpointNames names,
                DoubleConsumer progress) {
            this.backend = backend;
            this.checkpoint = checkpoint;
            this.names = names;
            this.progress = progress;
        }

        @Override
        public Tensor tensor(String name, Shape shape) {
            StoredPlace place = names.place(name, shape);
            StoredTensor stored = checkpoint.tensor(place.name());
            Shape expected = place.shape(shape);
            if (!stored.shape().equals(expected)) {
                throw checkpoint.wrong(
                        place.name(),
                        "tensor " + place.name() + " of shape " + expected,
                        "shape " + stored.shape());
            }
            used.add(place.name());
            progress.accept((double) used.size() / Math.max(1, checkpoint.names().size()));
            try (Arena arena = Arena.ofConfined()) {
                Tensor tensor =
                        backend.load(stored.dtype(), shape, data(arena, stored, place, shape));
                return place.besideOne() ? oneMore(tensor) : tensor;
            }
        }

        private static MemorySegment data(
                Arena arena, StoredTensor stored, StoredPlace place, Shape shape) {
            if (place.transposed() && shape.rank() == 2) {
                return Transposed.rows(arena, stored, shape, place.rows().first());
            }
            int width = shape.rank() == 1 ? 1 : shape.dim(1);
            return place.rows().select(arena, stored.data(), stored.dtype(), shape.dim(0), width);
        }

        /// 1 + x, in F32; `x` is closed.
        private Tensor oneMore(Tensor x) {
            try (x) {
                Tensor sum = backend.allocate(x.shape());
                float[] values = backend.read(x);
                for (int i = 0; i < values.length; i++) {
                    values[i] += 1;
                }
                backend.write(sum, values);
                return sum;
            }
        }
    }

    static void save(Transformer model, Path folder, DType type, DoubleConsumer progress) {
        try {
            Files.createDirectories(folder);
            ModelWriter.write(model, folder, folder.resolve(CONFIG), type, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model to " + folder, e);
        }
    }
}
