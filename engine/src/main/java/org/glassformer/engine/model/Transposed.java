package org.glassformer.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.tensor.Shape;

/// GPT-2 checkpoints store matrices as (in, out), several side by side; the engine wants (out, in).
///
/// Elements are turned in arrays: loops over these are fast long before the JVM has compiled those over segments.
final class Transposed {

    /// Stored rows that are turned together: a cache line of each result and more.
    private static final int STRIP = 64;

    /// Elements are moved in units of this size, which divides that of every plain type.
    private static final ValueLayout.OfShort UNIT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private Transposed() {}

    /// The columns `from` to `from + O` of a stored (I, columns) matrix, as (O, I) in the same type.
    ///
    /// @param shape (O, I)
    static MemorySegment rows(Arena arena, StoredTensor stored, Shape shape, int from) {
        int out = shape.dim(0);
        int in = shape.dim(1);
        int width = stored.shape().dim(1);
        long bytes = stored.dtype().byteSize(1);
        int units = (int) (bytes / Short.BYTES);
        MemorySegment source = stored.data();
        MemorySegment target = arena.allocate(stored.dtype().byteSize(shape.elements()), 64);
        short[] strip = new short[STRIP * out * units];
        short[] column = new short[STRIP * units];
        for (int first = 0; first < in; first += STRIP) {
            int rows = Math.min(STRIP, in - first);
            for (int i = 0; i < rows; i++) {
                long at = ((first + i) * (long) width + from) * bytes;
                MemorySegment.copy(source, UNIT, at, strip, i * out * units, out * units);
            }
            for (int o = 0; o < out; o++) {
                gather(column, strip, o, out, rows, units);
                long to = ((long) o * in + first) * bytes;
                MemorySegment.copy(column, 0, target, UNIT, to, rows * units);
            }
        }
        return target;
    }

    /// column[i] = strip[i][o].
    private static void gather(short[] column, short[] strip, int o, int out, int rows, int units) {
        for (int i = 0; i < rows; i++) {
            int from = (i * out + o) * units;
            for (int u = 0; u < units; u++) {
                column[i * units + u] = strip[from + u];
            }
        }
    }
}
