package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Sees tensors as ND4J's arrays, without copying, and says clearly which argument does not fit.
///
/// @param store the arrays of this device
record Arguments(Store store) {

    /// A place in memory from which an operation makes views of its own.
    ///
    /// @param memory the array
    /// @param offset the first element
    record Place(ArrayMemory memory, long offset) {}

    /// Where a tensor of `elements` elements lies.
    Place place(String name, Tensor tensor, long elements) {
        if (tensor.elements() != elements) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs %d elements".formatted(name, tensor.shape(), elements));
        }
        return new Place(memory(name, tensor), tensor.offset());
    }

    /// The memory of a tensor of this device.
    ArrayMemory memory(String name, Tensor tensor) {
        if (!(tensor.memory() instanceof ArrayMemory memory) || memory.store() != store) {
            throw new IllegalArgumentException(name + " belongs to another device");
        }
        return memory;
    }

    /// A tensor of any size as rows of its last axis.
    INDArray matrix(String name, Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            throw new IllegalArgumentException(name + " has no axes, it needs rows");
        }
        return matrix(name, tensor, tensor.rows(), tensor.dim(-1));
    }

    /// A tensor of rows x cols elements, as that many rows.
    INDArray matrix(String name, Tensor tensor, long rows, long cols) {
        Place place = place(name, tensor, rows * cols);
        return place.memory().matrix(place.offset(), rows, cols, cols);
    }

    /// A tensor of `elements` elements, in whatever shape, as a vector.
    INDArray vector(String name, Tensor tensor, long elements) {
        Place place = place(name, tensor, elements);
        return place.memory().vector(place.offset(), elements);
    }

    /// As many elements as `other`, in whatever shape, as a vector.
    INDArray vector(String name, Tensor tensor, Tensor other) {
        return vector(name, tensor, other.elements());
    }

    /// (N, C), as `other` is.
    INDArray like(String name, Tensor tensor, INDArray other) {
        return matrix(name, tensor, other.size(0), other.size(1));
    }

    /// A number for each row of `rows`: (N, 1).
    INDArray column(String name, Tensor tensor, INDArray rows) {
        return matrix(name, tensor, rows.size(0), 1);
    }

    /// A number for each column of `rows`: (1, C).
    INDArray row(String name, Tensor tensor, INDArray rows) {
        return matrix(name, tensor, 1, rows.size(1));
    }

    /// A tensor of any shape as a vector.
    INDArray vector(String name, Tensor tensor) {
        return vector(name, tensor, tensor.elements());
    }
}
