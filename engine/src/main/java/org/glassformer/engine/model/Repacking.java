package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// The weights of a model with its matrices in another type.
///
/// Vectors and learned positions are F32, and so are matrices whose rows are not whole blocks.
///
/// @param model whose weights these are
/// @param type what matrices become
record Repacking(Transformer model, DType type) implements WeightSource {
    /// Elements that are packed at once, at least a row.
    private static final int PART = 1 << 20;

    Repacking {
        written(type);
    }

    /// `type`, if it is one that is written.
    static DType written(DType type) {
        if (!Packing.writes(type)) {
            throw new IllegalArgumentException("weights are read as " + type + " and not written");
        }
        return type;
    }

    /// The type of a parameter.
    static DType type(DType wanted, String name, Shape shape) {
        boolean matrix = shape.rank() == 2 && !name.equals("wpe");
        return matrix && shape.dim(1) % wanted.blockSize() == 0 ? wanted : DType.F32;
    }

    @Override
    public Tensor tensor(String name, Shape shape) {
        Backend backend = model.backend();
        Tensor value = model.parameter(name).value();
        DType to = type(type, name, shape);
        if (to == DType.F32) {
            return backend.widened(value);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(to.byteSize(shape.elements()), 64);
            int rows = Math.max(1, PART / shape.dim(1));
            float[] part = new float[Math.min(rows, shape.dim(0)) * shape.dim(1)];
            for (int row = 0; row < shape.dim(0); row += rows) {
                int count = Math.min(rows, shape.dim(0) - row) * shape.dim(1);
                long start = (long) row * shape.dim(1);
                backend.read(value, start, part, 0, count);
                Packing.write(to, part, 0, count, bytes.asSlice(to.byteSize(start)));
            }
            return backend.load(to, shape, bytes);
        }
    }
}
