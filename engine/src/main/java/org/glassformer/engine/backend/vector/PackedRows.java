package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Rows of a packed matrix looked up as floats, for embeddings.
final class PackedRows {
    private static final long FLOAT = Float.BYTES;

    private PackedRows() {}

    /// out[n] = table[ids[n]].
    static void embed(Workers workers, long out, Packed table, int[] ids) {
        int c = table.width();
        workers.run(
                ids.length,
                Workers.grain(1.5 * c),
                (from, to, own) -> {
                    float[] line = new float[c];
                    for (int n = from; n < to; n++) {
                        table.plainRow(ids[n], line);
                        long at = out + n * (c * FLOAT);
                        MemorySegment.copy(
                                line, 0, Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, at, c);
                    }
                });
    }
}
