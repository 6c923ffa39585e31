package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Turns tensors into addresses, once it is sure that a kernel stays within them.
///
/// @param pool the memory of the backend that is asked
record Operands(MemoryPool pool) {
    private static final long FLOAT = Float.BYTES;

    /// The address of a tensor of floats.
    long at(Tensor tensor) {
        return switch (tensor.memory()) {
            case NativeMemory memory -> memory.address(pool) + tensor.offset() * FLOAT;
            case PackedMemory memory ->
                    throw new IllegalArgumentException(
                            tensor
                                    + " is packed: it can be looked up, multiplied with and read; for"
                                    + " anything else it has to be widened");
            default -> throw new IllegalArgumentException("a tensor of another device: " + tensor);
        };
    }

    /// The address of a tensor of exactly `elements` floats.
    long at(Tensor tensor, long elements, String what) {
        if (tensor.elements() != elements) {
            throw new IllegalArgumentException(
                    what + " has the shape " + tensor.shape() + ", not " + elements + " elements");
        }
        return at(tensor);
    }

    /// The rows of a tensor that is packed; null if it is not.
    @Nullable Packed packed(Tensor tensor) {
        if (!(tensor.memory() instanceof PackedMemory memory)) {
            return null;
        }
        memory.bytes().address(pool);
        Packed matrix = memory.matrix();
        if (tensor.shape().rank() == 0
                || tensor.dim(-1) != matrix.width()
                || tensor.offset() % matrix.width() != 0) {
            throw new IllegalArgumentException(
                    tensor + " is not whole rows of " + matrix.width() + " packed elements");
        }
        return matrix.from(tensor.offset() / matrix.width());
    }

    /// Checks that there is one number for each row, each from 0 to below `end`.
    static void range(int[] values, int count, int end, String what) {
        if (values.length != count) {
            throw new IllegalArgumentException(
                    values.length + " " + what + " for " + count + " rows");
        }
        for (int value : values) {
            if (value < 0 || value >= end) {
                throw new IndexOutOfBoundsException(what + " has " + value + ", not below " + end);
            }
        }
    }

    /// Checks that a stretch lies within a tensor.
    static void within(Tensor tensor, long start, int count) {
        if (start < 0 || count < 0 || start > tensor.elements() - count) {
            throw new IndexOutOfBoundsException(
                    count + " elements from " + start + " leave " + tensor);
        }
    }

    /// (B T, NH HS).
    long queries(Tensor tensor, AttentionShape at, String what) {
        long rows = (long) at.batch() * at.queries();
        return at(tensor, rows * at.nHead() * at.headSize(), what);
    }

    /// (B S, NKV HS).
    long keys(Tensor tensor, AttentionShape at, String what) {
        long rows = (long) at.batch() * at.keys();
        return at(tensor, rows * at.nKvHead() * at.headSize(), what);
    }

    /// (B, NH, T, S).
    long pattern(Tensor tensor, AttentionShape at, String what) {
        long rows = (long) at.batch() * at.nHead() * at.queries();
        return at(tensor, rows * at.keys(), what);
    }

    /// (B T, NH).
    long logSumExp(Tensor tensor, AttentionShape at) {
        return at(tensor, (long) at.batch() * at.queries() * at.nHead(), "logSumExp");
    }
}
