package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.format.Gguf;
import org.glassformer.engine.format.GgufTensor;
import org.glassformer.engine.format.ModelFormatException;
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
        private final Set<String> used = new HashSet<>(Set.of(GgufNames.ROPE_FACTORS));

        Loading(Gguf file, ModelConfig config, Backend backend, DoubleConsumer progress) {
            this.file = file;
            this.config = config;
            this.names = GgufNames.of(config.family());
            this.backend = backend;
            this.progress = progress;
        }

        @Override
        public Tensor tensor(String name, Shape shape) {
            GgufNames.Place place = names.place(name);
            GgufTensor stored = file.tensor(place.name());
            int rows = place.part() < 0 ? shape.dim(0) : Math.multiplyExact(3, shape.dim(0));
            Shape expected = shape.rank() == 1 ? Shape.of(rows) : Shape.of(rows, shape.dim(1));
            if (!stored.shape().equals(expected)) {
                throw new ModelFormatException(
                        stored.file(),
                        stored.offset(),
                        "tensor " + place.name() + " of shape " + expected,
                        "shape " + stored.shape());
            }
            if (expected.elements() > Integer.MAX_VALUE - 8) {
                throw new ModelFormatException(
                        stored.file(),
                        stored.offset(),
                        "tensor " + place.name() + " of at most 2^31 elements",
                        "shape " + expected);
            }
            used.add(place.name());
            progress.accept((double) used.size() / (file.tensors().size() + 1));
            return shape.rank() == 2 ? matrix(stored, place, shape) : vector(stored, place, shape);
        }

        /// A matrix as it is packed; its rows are whole blocks, so that they can be taken out and moved.
        private Tensor matrix(GgufTensor stored, GgufNames.Place place, Shape shape) {
            DType dtype = stored.type().dtype();
            long rowBytes = dtype.byteSize(shape.dim(1));
            long bytes = rowBytes * shape.dim(0);
            MemorySegment rows = stored.data().asSlice(Math.max(0, place.part()) * bytes, bytes);
            if (!place.paired()) {
                return backend.load(dtype, shape, rows);
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment moved = arena.allocate(bytes, 64);
                GgufRows.inHalves(rows, moved, rowBytes, config.headSize());
                return backend.load(dtype, shape, moved);
            }
        }

        private Tensor vector(GgufTensor stored, GgufNames.Place place, Shape shape) {
            float[] values = stored.toFloats();
            if (place.part() >= 0) {
                int size = values.length / 3;
                values = Arrays.copyOfRange(values, place.part() * size, (place.part() + 1) * size);
            }
            if (place.paired()) {
                values = GgufRows.inHalves(values, 1, config.headSize());
            }
            Tensor tensor = backend.allocate(shape);
            backend.write(tensor, values);
            return tensor;
        }

        /// A tensor of a block that no parameter of the family has is found before memory is taken.
        void refuseOthers() {
            Set<String> known = new HashSet<>();
            names.names()
                    .keySet()
                    .forEach(key -> known.add(names.place(key.replace("*.", "blocks.0.")).name()));
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
