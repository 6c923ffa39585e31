package org.glassformer.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Checkpoint;
import org.glassformer.engine.format.Checkpoints;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.model.CheckpointNames.Part;
import org.glassformer.engine.model.CheckpointNames.Place;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Loads a model from a folder in Hugging Face layout, every size checked against `config.json`
/// before memory is taken for it.
final class ModelFolder {
    private static final String CONFIG = "config.json";

    private ModelFolder() {}

    static Transformer load(Path folder, Backend backend, DoubleConsumer progress) {
        if (!Files.isDirectory(folder)) {
            throw new ModelFormatException(
                    folder,
                    -1,
                    "a folder with config.json and safetensors",
                    Files.exists(folder) ? "a file" : "nothing");
        }
        Path configFile = folder.resolve(CONFIG);
        ModelConfig config = ConfigFile.read(configFile);
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
            Place place = names.place(name);
            StoredTensor stored = checkpoint.tensor(place.name());
            Part part = place.part();
            Shape expected = storedShape(shape, place);
            if (!stored.shape().equals(expected)) {
                throw checkpoint.wrong(
                        place.name(),
                        "tensor " + place.name() + " of shape " + expected,
                        "shape " + stored.shape());
            }
            used.add(place.name());
            progress.accept((double) used.size() / Math.max(1, checkpoint.names().size()));
            long bytes = stored.dtype().byteSize(shape.elements());
            if (place.transposed() && shape.rank() == 2) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment turned = Transposed.rows(arena, stored, shape, part.index());
                    return backend.load(stored.dtype(), shape, turned);
                }
            }
            MemorySegment data = stored.data().asSlice(part.index() * bytes, bytes);
            return backend.load(stored.dtype(), shape, data);
        }

        /// The shape in the checkpoint of the tensor that holds a parameter of shape `shape`.
        private static Shape storedShape(Shape shape, Place place) {
            int out = Math.multiplyExact(shape.dim(0), place.part().count());
            if (shape.rank() == 1) {
                return Shape.of(out);
            }
            int in = shape.dim(1);
            return place.transposed() ? Shape.of(in, out) : Shape.of(out, in);
        }
    }

    static void save(Transformer model, Path folder, boolean half) {
        try {
            Files.createDirectories(folder);
            ModelWriter.write(model, folder, folder.resolve(CONFIG), half);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model to " + folder, e);
        }
    }
}
