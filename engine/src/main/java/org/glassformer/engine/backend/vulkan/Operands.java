package org.glassformer.engine.backend.vulkan;

import java.util.function.Consumer;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Tensor;

/// Sees tensors as operands, and says clearly which argument does not fit.
///
/// A new tensor counts as zeros. They are written when somebody first looks at it, and never if the
/// first thing that happens to all of it is that it is overwritten, as with most activations. So what
/// an operation reads must be asked for before its [#result].
///
/// @param heap whose tensors they are
/// @param zeros fills memory with zeros
record Operands(DeviceHeap heap, Consumer<GpuMemory> zeros) {

    /// A tensor of which the next kernel overwrites every element, with `rows` rows of `cols`.
    Operand result(String name, Tensor tensor, int rows, int cols) {
        overwritten(tensor);
        return matrix(name, tensor, rows, cols);
    }

    /// A tensor of which the next command overwrites every element, in whatever shape.
    Operand result(String name, Tensor tensor, long elements) {
        overwritten(tensor);
        return vector(name, tensor, elements);
    }

    private static void overwritten(Tensor tensor) {
        if (tensor.memory() instanceof GpuMemory memory && tensor.elements() == memory.elements()) {
            memory.takeBlank();
        }
    }

    /// A tensor of any size and type as rows of its last axis.
    Operand weight(String name, Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            throw new IllegalArgumentException(name + " has no axes, it needs rows");
        }
        return view(name, tensor, tensor.rows(), tensor.dim(-1));
    }

    /// A tensor of any size as rows of its last axis.
    Operand matrix(String name, Tensor tensor) {
        return plain(name, weight(name, tensor));
    }

    /// A tensor that must have `rows` rows of `cols`.
    Operand matrix(String name, Tensor tensor, int rows, int cols) {
        Operand matrix = matrix(name, tensor);
        if (matrix.rows() != rows || matrix.cols() != cols) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs (%d, %d)".formatted(name, tensor.shape(), rows, cols));
        }
        return matrix;
    }

    /// A tensor of `elements` elements, in whatever shape, as one row.
    Operand vector(String name, Tensor tensor, long elements) {
        if (tensor.elements() != elements) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs %d elements".formatted(name, tensor.shape(), elements));
        }
        return plain(name, view(name, tensor, 1, Math.toIntExact(elements)));
    }

    /// A tensor of any shape as one row.
    Operand vector(String name, Tensor tensor) {
        return vector(name, tensor, tensor.elements());
    }

    /// As many elements as `other`, in whatever shape, as one row.
    Operand like(String name, Tensor tensor, Tensor other) {
        return vector(name, tensor, other.elements());
    }

    /// The same, where the next command overwrites every element.
    Operand resultLike(String name, Tensor tensor, Tensor other) {
        return result(name, tensor, other.elements());
    }

    /// (B T, NH HS).
    Operand queries(String name, Tensor tensor, AttentionShape at) {
        return matrix(name, tensor, at.batch() * at.queries(), at.nHead() * at.headSize());
    }

    /// (B S, NKV HS).
    Operand keys(String name, Tensor tensor, AttentionShape at) {
        return matrix(name, tensor, at.batch() * at.keys(), at.nKvHead() * at.headSize());
    }

    /// (B, NH, T, S), a row per query.
    Operand scores(String name, Tensor tensor, AttentionShape at) {
        return matrix(name, tensor, at.batch() * at.nHead() * at.queries(), at.keys());
    }

    /// (B T, NH), in one row.
    Operand logSumExps(Tensor tensor, AttentionShape at) {
        return vector("logSumExp", tensor, (long) at.batch() * at.queries() * at.nHead());
    }

    private static Operand plain(String name, Operand operand) {
        if (operand.dtype() != DType.F32) {
            throw new IllegalArgumentException(name + " is " + operand.dtype() + ", it needs F32");
        }
        return operand;
    }

    private Operand view(String name, Tensor tensor, int rows, int cols) {
        if (!(tensor.memory() instanceof GpuMemory memory)) {
            throw new IllegalArgumentException(name + " belongs to another backend");
        }
        long base = memory.address(heap);
        if (memory.takeBlank()) {
            zeros.accept(memory);
        }
        if (memory.dtype() == DType.F32) {
            long start = base + 4 * tensor.offset();
            return new Operand(
                    start, 0, 0, start, start + 4 * tensor.elements(), rows, cols, DType.F32);
        }
        return new Operand(
                base,
                Math.toIntExact(tensor.offset()),
                base + memory.scales(),
                base,
                base + memory.place().size(),
                rows,
                cols,
                memory.dtype());
    }
}
