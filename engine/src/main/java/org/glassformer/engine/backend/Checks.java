package org.glassformer.engine.backend;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// What devices ask of arguments beside the shapes of their tensors, and say in the same words when they do not
/// fit.
public final class Checks {
    private Checks() {}

    /// There is one number for each of `rows` rows, each below `limit`; negative ones stand for nothing.
    ///
    /// @throws IllegalArgumentException if not
    public static void indices(String name, int[] indices, long rows, long limit) {
        if (indices.length != rows) {
            throw new IllegalArgumentException(
                    "%d %s for %d rows".formatted(indices.length, name, rows));
        }
        for (int index : indices) {
            if (index >= limit) {
                throw new IllegalArgumentException(
                        "%s has %d, the largest is %d".formatted(name, index, limit - 1));
            }
        }
    }

    /// The same, where no number may be negative.
    ///
    /// @throws IllegalArgumentException if not
    public static void positiveIndices(String name, int[] indices, long rows, long limit) {
        indices(name, indices, rows, limit);
        for (int index : indices) {
            if (index < 0) {
                throw new IllegalArgumentException(name + " has " + index);
            }
        }
    }

    /// The probability of being left out.
    ///
    /// @throws IllegalArgumentException if it is not from 0 to below 1
    public static float probability(float p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("p is " + p + ", it needs 0 <= p < 1");
        }
        return p;
    }

    /// The bytes that a tensor takes in `source`.
    ///
    /// @throws IllegalArgumentException if `source` has fewer
    public static long bytes(DType dtype, Shape shape, MemorySegment source) {
        long bytes = dtype.byteSize(shape.elements());
        if (source.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    "%d bytes do not hold %s %s, which takes %d"
                            .formatted(source.byteSize(), dtype, shape, bytes));
        }
        return bytes;
    }

    /// Rows of heads, one for each position, can be turned by a table of angles (positions, pairs).
    ///
    /// @throws IllegalArgumentException if not
    public static void rotation(
            String name, Tensor x, long tableRows, long pairs, int[] positions, int headSize) {
        if (2 * pairs > headSize) {
            throw new IllegalArgumentException(
                    "%d pairs to turn in a head of %d".formatted(pairs, headSize));
        }
        positiveIndices("positions", positions, positions.length, tableRows);
        if (headSize < 1 || x.dim(-1) % headSize != 0 || x.rows() != positions.length) {
            throw new IllegalArgumentException(
                    "%s is %s, it needs %d rows of heads of %d"
                            .formatted(name, x.shape(), positions.length, headSize));
        }
    }
}
