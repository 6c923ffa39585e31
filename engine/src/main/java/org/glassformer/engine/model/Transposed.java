package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.tensor.Shape;

/// GPT-2 checkpoints store matrices as (in, out), several side by side; the engine wants (out, in).
final class Transposed {
    private Transposed() {}

    /// The columns `part * O` to `(part + 1) * O` of a stored (I, count O) matrix, as (O, I) in the
    /// same type.
    ///
    /// @param shape (O, I)
    static MemorySegment rows(Arena arena, StoredTensor stored, Shape shape, int part) {
        int out = shape.dim(0);
        int in = shape.dim(1);
        int width = stored.shape().dim(1);
        long bytes = stored.dtype().byteSize(1);
        MemorySegment source = stored.data();
        MemorySegment target = arena.allocate(stored.dtype().byteSize(shape.elements()), 64);
        for (int i = 0; i < in; i++) {
            long from = ((long) i * width + (long) part * out) * bytes;
            for (int o = 0; o < out; o++) {
                copy(source, from + o * bytes, target, ((long) o * in + i) * bytes, bytes);
            }
        }
        return target;
    }

    private static void copy(
            MemorySegment source, long from, MemorySegment target, long to, long bytes) {
        if (bytes == Integer.BYTES) {
            target.set(
                    ValueLayout.JAVA_INT_UNALIGNED,
                    to,
                    source.get(ValueLayout.JAVA_INT_UNALIGNED, from));
        } else if (bytes == Short.BYTES) {
            target.set(
                    ValueLayout.JAVA_SHORT_UNALIGNED,
                    to,
                    source.get(ValueLayout.JAVA_SHORT_UNALIGNED, from));
        } else {
            MemorySegment.copy(source, from, target, to, bytes);
        }
    }
}
