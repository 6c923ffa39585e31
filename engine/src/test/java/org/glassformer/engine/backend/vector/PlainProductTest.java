package org.glassformer.engine.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.vector.Gemm.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainProductTest {
    @ParameterizedTest
    @CsvSource({
        "5, 1, 1, true",
        "5, 64, 384, false",
        "6, 65, 385, true",
        "17, 192, 192, false",
        "18, 192, 768, true",
        "23, 131, 1153, true"
    })
    void givesTheVeryBitsOfTheVectorKernels(int n, int o, int i, boolean withBias) {
        try (Arena arena = Arena.ofShared();
                Workers workers = new Workers(2)) {
            long x = random(arena, n * i, 1).address();
            long w = random(arena, o * i, 2).address();
            long bias = withBias ? random(arena, o, 3).address() : 0;
            MemorySegment plain = random(arena, n * o, 4);
            MemorySegment vector = random(arena, n * o, 5);
            PlainProduct.Rows rows = PlainProduct.floats(w, i);
            PlainProduct.run(workers, plain.address(), x, rows, bias, n, o, i);
            Gemm.run(
                    workers,
                    n,
                    o,
                    i,
                    Matrix.rowMajor(x, i),
                    Matrix.rowMajor(w, i).transposed(),
                    Matrix.rowMajor(vector.address(), o),
                    false,
                    bias);
            assertThat(plain.toArray(ValueLayout.JAVA_FLOAT))
                    .isEqualTo(vector.toArray(ValueLayout.JAVA_FLOAT));
        }
    }

    private static MemorySegment random(Arena arena, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_FLOAT, count);
        for (int k = 0; k < count; k++) {
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) random.nextGaussian());
        }
        return memory;
    }
}
