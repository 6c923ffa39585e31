package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors that are released together.
final class Allocations implements AutoCloseable {
    private final Backend backend;
    private final List<Tensor> tensors = new ArrayList<>();

    Allocations(Backend backend) {
        this.backend = backend;
    }

    /// A tensor of zeros, released by [#close].
    Tensor allocate(int... dims) {
        Tensor tensor = backend.allocate(Shape.of(dims));
        tensors.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
        tensors.clear();
    }
}
