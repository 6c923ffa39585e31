package org.glassformer.engine.tensor;

/// A shape and a type over memory that a backend owns.
///
/// The elements are contiguous and row-major, from element `offset` of the memory. A view shares
/// the memory of its tensor; closing a view does nothing, closing the tensor that was allocated
/// releases the memory.
public final class Tensor implements AutoCloseable {
    private final Shape shape;
    private final DType dtype;
    private final Memory memory;
    private final long offset;
    private final boolean owner;

    /// A tensor that owns all of `memory`; called by backends.
    public Tensor(Shape shape, DType dtype, Memory memory) {
        this(shape, dtype, memory, 0, true);
    }

    private Tensor(Shape shape, DType dtype, Memory memory, long offset, boolean owner) {
        this.shape = shape;
        this.dtype = dtype;
        this.memory = memory;
        this.offset = offset;
        this.owner = owner;
    }

    /// The sizes of the axes.
    public Shape shape() {
        return shape;
    }

    /// The type of the elements.
    public DType dtype() {
        return dtype;
    }

    /// The memory behind it, for the backend that allocated it.
    public Memory memory() {
        return memory;
    }

    /// The first element's index in the memory.
    public long offset() {
        return offset;
    }

    /// The number of elements.
    public long elements() {
        return shape.elements();
    }

    /// The size of an axis; -1 is the last.
    public int dim(int axis) {
        return shape.dim(axis);
    }

    /// The number of rows, all axes but the last taken together.
    public int rows() {
        return shape.rows();
    }

    /// The elements from `start` on (counted within this tensor), seen in another shape.
    ///
    /// @throws IllegalArgumentException if the view does not lie within this tensor, or splits a
    ///     quantised block
    public Tensor view(long start, Shape viewShape) {
        long count = viewShape.elements();
        if (start < 0 || start > elements() - count) {
            throw new IllegalArgumentException(
                    "view of " + viewShape + " at " + start + " leaves " + shape);
        }
        if (start % dtype.blockSize() != 0) {
            throw new IllegalArgumentException("view at " + start + " splits a block of " + dtype);
        }
        return new Tensor(viewShape, dtype, memory, offset + start, false);
    }

    /// The same elements in another shape.
    ///
    /// @throws IllegalArgumentException if the number of elements differs
    public Tensor reshape(int... dims) {
        Shape other = Shape.of(dims);
        if (other.elements() != elements()) {
            throw new IllegalArgumentException(shape + " cannot be seen as " + other);
        }
        return view(0, other);
    }

    /// Rows `from` (inclusive) to `to` (exclusive), all axes but the last taken together.
    public Tensor slice(int from, int to) {
        return view((long) from * dim(-1), Shape.of(to - from, dim(-1)));
    }

    /// Releases the memory, unless this is a view.
    @Override
    public void close() {
        if (owner) {
            memory.close();
        }
    }

    /// For example `F32 (64, 768)`.
    @Override
    public String toString() {
        return dtype + " " + shape;
    }
}
