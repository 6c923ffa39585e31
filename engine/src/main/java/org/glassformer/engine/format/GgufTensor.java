package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.glassformer.engine.tensor.Blocks;
import org.glassformer.engine.tensor.Shape;

/// A tensor as it lies in a GGUF file.
///
/// @param name the name in the file
/// @param type how its elements are packed
/// @param shape the sizes of the axes, rows first: the reverse of the file's order
/// @param data its bytes: read-only, mapped, valid until the file is closed
/// @param file the file, one of several for a model in parts
/// @param offset the byte of the file where its entry stands
public record GgufTensor(
        String name, GgufType type, Shape shape, MemorySegment data, Path file, long offset) {

    /// A copy of the elements as floats, each exactly as ggml computes it.
    ///
    /// @throws IllegalArgumentException if there are more elements than an array can hold
    public float[] toFloats() {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(name + " " + shape + " is too large for an array");
        }
        float[] values = new float[(int) elements];
        Blocks.read(type.dtype(), data, 0, values.length, values, 0);
        return values;
    }
}
