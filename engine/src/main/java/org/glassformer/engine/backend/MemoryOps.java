package org.glassformer.engine.backend;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;

/// The memory of a device: tensors are made, filled and read.
public interface MemoryOps {
    /// The type of activations and gradients.
    DType activationType();

    /// A tensor of activations, filled with zeros; the caller closes it.
    Tensor allocate(Shape shape);

    /// A tensor with the values of `source`, which holds them as `dtype`, little-endian.
    ///
    /// The backend may keep the type of a matrix or widen it to [#activationType]; vectors are always
    /// widened. A kept matrix is as large in memory as in the file, and cannot be written, trained or
    /// computed with but by [Backend#embed], [Backend#matmul] and [#read]; [#widened] makes one that can. `source` is
    /// not used after the call returns. The caller closes the tensor.
    Tensor load(DType dtype, Shape shape, MemorySegment source);

    /// A tensor of activations with the values of `tensor`, whatever its type; the caller closes it.
    default Tensor widened(Tensor tensor) {
        Tensor copy = allocate(tensor.shape());
        write(copy, read(tensor));
        return copy;
    }

    /// Writes `count` floats into `tensor` from element `start` on.
    void write(Tensor tensor, long start, float[] values, int from, int count);

    /// Reads `count` floats out of `tensor` from element `start` on, whatever its type.
    void read(Tensor tensor, long start, float[] values, int from, int count);

    /// All values of `tensor`, in a new array.
    default float[] read(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        read(tensor, 0, values, 0, values.length);
        return values;
    }

    /// All values of `tensor` as they are now, in a new array that is filled by the next [#settle] or read of anything
    /// at the latest: for looking at much of a run without waiting for the device each time.
    default float[] readLater(Tensor tensor) {
        return read(tensor);
    }

    /// Fills all arrays that [#readLater] gave out.
    default void settle() {}

    /// Writes all of `values` into `tensor`, which has as many elements.
    default void write(Tensor tensor, float[] values) {
        if (values.length != tensor.elements()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill " + tensor.shape());
        }
        write(tensor, 0, values, 0, values.length);
    }

    /// Sets every element to `value`.
    void fill(Tensor tensor, float value);

    /// Copies the elements of `from` into `to`; the numbers of elements are equal.
    void copy(Tensor to, Tensor from);
}
