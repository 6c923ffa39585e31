package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.glassformer.engine.backend.AttentionShape;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Which keys a query sees, as numbers to add to scores or to multiply with: (1, T, S).
final class Visible {
    private Visible() {}

    /// 0 where the query sees the key, minus infinity elsewhere; null if all see all.
    static @Nullable INDArray toAdd(AttentionShape at, Scratch.Loan loan) {
        return table(at, 0, Float.NEGATIVE_INFINITY, loan);
    }

    /// 1 where the query sees the key, 0 elsewhere; null if all see all.
    static @Nullable INDArray toMultiply(AttentionShape at, Scratch.Loan loan) {
        return table(at, 1, 0, loan);
    }

    private static @Nullable INDArray table(
            AttentionShape at, float seen, float hidden, Scratch.Loan loan) {
        if (at.queries() == 1 && at.firstKey(0) == 0) {
            return null;
        }
        int keys = at.keys();
        ArrayMemory memory = loan.memory((long) at.queries() * keys);
        MemorySegment bytes = memory.toWrite();
        for (int t = 0; t < at.queries(); t++) {
            for (int j = 0; j < keys; j++) {
                boolean sees = j >= at.firstKey(t) && j < at.endKey(t);
                bytes.setAtIndex(ValueLayout.JAVA_FLOAT, (long) t * keys + j, sees ? seen : hidden);
            }
        }
        memory.written();
        return memory.cube(0, 1, at.queries(), keys, (long) at.queries() * keys, keys);
    }
}
