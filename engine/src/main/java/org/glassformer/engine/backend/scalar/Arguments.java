package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.tensor.Tensor;

/// Sees tensors as matrices, and says clearly which argument does not fit.
///
/// @param single the precision that the backend stores
record Arguments(boolean single) {

    /// A tensor of any size as rows of its last axis.
    Matrix matrix(String name, Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            throw new IllegalArgumentException(name + " has no axes, it needs rows");
        }
        return view(name, tensor, tensor.rows(), tensor.dim(-1));
    }

    /// A tensor that must have `rows` rows of `cols`.
    Matrix matrix(String name, Tensor tensor, int rows, int cols) {
        Matrix matrix = matrix(name, tensor);
        if (matrix.rows() != rows || matrix.cols() != cols) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs (%d, %d)".formatted(name, tensor.shape(), rows, cols));
        }
        return matrix;
    }

    /// A tensor of `elements` elements, in whatever shape, as one row.
    Matrix vector(String name, Tensor tensor, long elements) {
        if (tensor.elements() != elements) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs %d elements".formatted(name, tensor.shape(), elements));
        }
        return view(name, tensor, 1, Math.toIntExact(elements));
    }

    /// A tensor of any shape as one row.
    Matrix vector(String name, Tensor tensor) {
        return vector(name, tensor, tensor.elements());
    }

    /// As many elements as `other`, in whatever shape, as one row.
    Matrix like(String name, Tensor tensor, Tensor other) {
        return vector(name, tensor, other.elements());
    }

    private Matrix view(String name, Tensor tensor, int rows, int cols) {
        if (!(tensor.memory() instanceof ScalarMemory memory) || memory.single() != single) {
            throw new IllegalArgumentException(name + " belongs to another backend");
        }
        return new Matrix(memory.values(), Math.toIntExact(tensor.offset()), rows, cols, single);
    }
}
