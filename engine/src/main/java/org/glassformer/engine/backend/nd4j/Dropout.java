package org.glassformer.engine.backend.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The draws of dropout, which must be the same on every device and so are made in Java.
final class Dropout {
    private Dropout() {}

    /// 1 / (1 - p) where draw `seed` keeps the element, else 0, as a vector: the first 24 bits of
    /// SplitMix64 are at least p 2^24.
    static INDArray factors(long count, float p, long seed, Scratch.Loan loan) {
        ArrayMemory memory = loan.memory(count);
        MemorySegment bytes = memory.toWrite();
        float kept = (float) (1 / (1 - (double) p));
        double limit = (double) p * (1 << 24);
        for (long i = 0; i < count; i++) {
            long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            bytes.setAtIndex(ValueLayout.JAVA_FLOAT, i, (z >>> 40) >= limit ? kept : 0);
        }
        memory.written();
        return memory.vector(0, count);
    }
}
