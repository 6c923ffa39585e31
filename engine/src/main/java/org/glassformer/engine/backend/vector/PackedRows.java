package org.glassformer.engine.backend.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Rows of a packed matrix widened into native memory, for embeddings and for products of many rows.
final class PackedRows {
    private static final long FLOAT = Float.BYTES;

    private PackedRows() {}

    /// out[n] = table[ids[n]].
    static void embed(Workers workers, long out, Packed table, int[] ids) {
        int c = table.width();
        workers.run(
                ids.length,
                Workers.grain(0.5 * c),
                (from, to, own) -> {
                    for (int n = from; n < to; n++) {
                        widen(own, table, ids[n], 1, 0, c, out + n * (c * FLOAT));
                    }
                });
    }

    /// Elements `k0` to `k0 + kc` of `count` rows from `first` on, row by row.
    ///
    /// @param to (count, kc)
    static void widen(Scratch own, Packed w, long first, int count, int k0, int kc, long to) {
        float[] line = own.line(kc);
        for (int row = 0; row < count; row++) {
            w.widen(first + row, k0, kc, line, 0);
            long at = to + row * (kc * FLOAT);
            MemorySegment.copy(line, 0, Lanes.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, at, kc);
        }
    }
}
