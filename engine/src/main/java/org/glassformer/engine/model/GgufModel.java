package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufTensor;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Loads a model from a GGUF file; matrices stay packed as far as the backend keeps them so.
final class GgufModel {
    private GgufModel() {}

    static ModelConfig config(Path path) {
        try (Gguf file = Gguf.open(path)) {
            return GgufConfig.read(file);
        }
    }

    static Transformer load(Path path, Backend backend, DoubleConsumer progress) {
        try (Gguf file = Gguf.open(path)) {
            ModelConfig config = GgufConfig.read(file);
            Loading loading = new Loading(file, config, backend, progress);
            loading.refuseOthers();
            Transformer model = Transformer.build(config, backend, loading);
            try {
                loading.refuseUnused();
                progress.accept(1); // the factors of rotations are not counted
                return model;
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        }
    }

    /// Reads one parameter after the other.
    private static final class Loading implements WeightSource {
        private final Gguf file;
        private final ModelConfig config;
        private final GgufNames names;
        private final Backend backend;
        private final DoubleConsumer progress;
        private final Set<String> used =
                new HashSet<>(
                        Set.of(
                                GgufNames.ROPE_FACTORS,
                                GgufNames.SHORT_FACTORS,
                                GgufNames.LONG_FACTORS));

        Loading(Gguf file, ModelConfig config, Backend backend, DoubleConsumer progress) {
            this.file = file;
            this.config = config;
            this.names = GgufNames.of(config);
            this.backend = backend;
            this.progress = progress;
        }

        @Override
        public Tensor tensor(String name, Shape shape) {
            StoredPlace place = names.place(name, shape);
            GgufTensor stored = file.tensor(place.name());
            Shape expected = place.shape(shape);
            boolean row = shape.dim(0) == 1 && stored.shape().equals(Shape.of(shape.dim(-1)));
            if (!row && !stored.shape().equals(expected)) {
                throw new ModelFormatException(
                        stored.file(),
                        stored.offset(),
                        "tensor " + place.name() + " of shape " + expected,
                        "shape " + stored.shape());
            }
            if (shape.elements() > Integer.MAX_VALUE - 8) {
                throw new ModelFormatException(
                        stored.file(),
                        stored.offset(),
                        "a parameter of at most 2^31 elements",
                        place.name() + " of shape " + expected);
            }
            used.add(place.name());
            progress.accept((double) used.size() / (file.tensors().size() + 1));
            DType type = stored.type().dtype();
            int width = shape.rank() == 1 ? 1 : shape.dim(1);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows =
                        place.rows().select(arena, stored.data(), type, shape.dim(0), width);
                if (shape.rank() == 2) { // stays packed as far as the backend keeps it so
                    return backend.load(type, shape, rows);
                }
                float[] values = new float[(int) shape.elements()];
                Blocks.read(type, rows, 0, values.length, values, 0);
                Tensor tensor = backend.allocate(shape);
                backend.write(tensor, values);
                return tensor;
            }
        }

        /// A tensor of a block that no parameter of the family has is found before memory is taken.
        void refuseOthers() {
            Set<String> known = names.known();
            for (GgufTensor tensor : file.tensors().values()) {
                String name = tensor.name().replaceFirst("^blk\\.\\d+\\.", "blk.0.");
                if (!known.contains(name) && !used.contains(name)) {
                    throw unexpected(tensor);
                }
            }
        }

        void refuseUnused() {
            for (GgufTensor tensor : file.tensors().values()) {
                if (!used.contains(tensor.name())) {
                    throw unexpected(tensor);
                }
            }
        }

        private ModelFormatException unexpected(GgufTensor tensor) {
            return new ModelFormatException(
                    tensor.file(),
                    tensor.offset(),
                    "only the tensors of a " + config.family() + " model that this engine has",
                    "also " + tensor.name());
        }
    }
}
