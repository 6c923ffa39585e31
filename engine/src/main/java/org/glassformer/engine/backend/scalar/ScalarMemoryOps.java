package org.glassformer.engine.backend.scalar;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.MemoryOps;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// Tensors as arrays of float or double; weights of every type are widened when they are loaded, by [Widening].
record ScalarMemoryOps(Arguments arguments) implements MemoryOps {
    @Override
    public DType activationType() {
        return arguments.single() ? DType.F32 : DType.F64;
    }

    @Override
    public Tensor allocate(Shape shape) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(shape + " is more than an array can hold");
        }
        return new Tensor(
                shape, activationType(), new ScalarMemory((int) elements, arguments.single()));
    }

    /// A tensor with the values of `source`, widened.
    @Override
    public Tensor load(DType dtype, Shape shape, MemorySegment source) {
        Checks.bytes(dtype, shape, source);
        Tensor tensor = allocate(shape);
        Widening.widen(arguments.vector("tensor", tensor), dtype, source);
        return tensor;
    }

    @Override
    public void write(Tensor tensor, long start, float[] values, int from, int count) {
        Matrix to = range(tensor, start, count);
        for (int i = 0; i < count; i++) {
            to.set(i, values[from + i]);
        }
    }

    @Override
    public void read(Tensor tensor, long start, float[] values, int from, int count) {
        Matrix of = range(tensor, start, count);
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) of.get(i);
        }
    }

    /// Writes all of `values`, which are rounded only in single precision.
    void writeDouble(Tensor tensor, double[] values) {
        Matrix to = arguments.vector("tensor", tensor, values.length);
        for (int i = 0; i < values.length; i++) {
            to.set(i, values[i]);
        }
    }

    /// All values of `tensor` as they are stored, in a new array.
    double[] readDouble(Tensor tensor) {
        Matrix of = arguments.vector("tensor", tensor);
        double[] values = new double[of.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.get(i);
        }
        return values;
    }

    private Matrix range(Tensor tensor, long start, int count) {
        return arguments.vector("range", tensor.view(start, Shape.of(count)));
    }

    @Override
    public void fill(Tensor tensor, float value) {
        Matrix all = arguments.vector("tensor", tensor);
        for (int i = 0; i < all.size(); i++) {
            all.set(i, value);
        }
    }

    @Override
    public void copy(Tensor to, Tensor from) {
        arguments.vector("to", to).copy(arguments.vector("from", from, to.elements()));
    }
}
