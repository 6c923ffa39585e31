package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;

/// A tensor as it lies in a file.
///
/// @param name the name in the checkpoint
/// @param dtype the type of the elements
/// @param shape the sizes of the axes
/// @param data the elements, little-endian and row by row: read-only, mapped from the file, valid
///     until the checkpoint is closed, and not necessarily aligned to the element's size (read it
///     with unaligned layouts)
public record StoredTensor(String name, DType dtype, Shape shape, MemorySegment data) {
    /// A copy of the elements as floats.
    ///
    /// F64 is rounded to the nearest float; the other plain types widen exactly.
    ///
    /// @throws IllegalArgumentException if there are more elements than an array can hold
    public float[] toFloats() {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(name + " " + shape + " is too large for an array");
        }
        float[] values = new float[(int) elements];
        Blocks.read(dtype, data, 0, values.length, values, 0);
        return values;
    }
}
