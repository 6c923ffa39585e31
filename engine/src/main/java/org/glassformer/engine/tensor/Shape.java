package org.glassformer.engine.tensor;

import java.util.Arrays;

/// The sizes of a tensor's axes, outermost first; the elements lie row by row.
///
/// In comments the axes have the field's letters: B batch, T positions, C channels, NH heads,
/// HS head size, F feed-forward width, V vocabulary.
public final class Shape {
    private final int[] dims;

    private Shape(int[] dims) {
        this.dims = dims;
    }

    /// A shape with the given sizes.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public static Shape of(int... dims) {
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("negative size in " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    /// The number of axes.
    public int rank() {
        return dims.length;
    }

    /// The size of axis `axis`; a negative axis counts from the end, so -1 is the last.
    public int dim(int axis) {
        return dims[axis < 0 ? dims.length + axis : axis];
    }

    /// The number of elements; 1 for a shape without axes.
    ///
    /// @throws ArithmeticException if it exceeds a `long`
    public long elements() {
        long product = 1;
        for (int dim : dims) {
            product = Math.multiplyExact(product, (long) dim);
        }
        return product;
    }

    /// The number of rows: the elements divided by the size of the last axis.
    public int rows() {
        long product = 1;
        for (int i = 0; i < dims.length - 1; i++) {
            product = Math.multiplyExact(product, (long) dims[i]);
        }
        return Math.toIntExact(product);
    }

    /// A copy of the sizes.
    public int[] toArray() {
        return dims.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /// For example `(4, 64, 768)`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? "" : ", ").append(dims[i]);
        }
        return text.append(')').toString();
    }
}
