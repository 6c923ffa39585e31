package org.glassformer.engine.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.glassformer.engine.backend.Activation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PlainStepsTest {
    private static final float[] EDGES = {
        0f, -0f, 88.8f, -88.8f, 87.4f, -87.4f, 1e-38f, -1e38f, 1e38f, Float.POSITIVE_INFINITY
    };

    @ParameterizedTest
    @CsvSource({"1, 4, 1", "1, 65, 15", "2, 7, 16", "3, 9, 47", "4, 131, 288", "1, 12, 1153"})
    void dotsHaveTheVeryBitsOfTheVectorKernels(int n, int o, int i) {
        try (Arena arena = Arena.ofShared();
                Workers workers = new Workers(2)) {
            long x = random(arena, n * i, 1).address();
            long w = random(arena, o * i, 2).address();
            for (long bias : new long[] {0, random(arena, o, 3).address()}) {
                MemorySegment plain = random(arena, n * o, 4);
                MemorySegment vector = random(arena, n * o, 5);
                PlainSteps.dots(plain.address(), x, w, bias, n, o, i, 0, o / 2);
                PlainSteps.dots(plain.address(), x, w, bias, n, o, i, o / 2, o);
                Dots.run(workers, vector.address(), x, w, bias, n, o, i);
                assertThat(floats(plain)).isEqualTo(floats(vector));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void activationsHaveTheVeryBitsOfTheVectorKernels(Activation activation) {
        int n = 1000;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = random(arena, n, 6);
            MemorySegment.copy(EDGES, 0, x, ValueLayout.JAVA_FLOAT, 0, EDGES.length);
            MemorySegment plain = random(arena, n, 7);
            MemorySegment vector = random(arena, n, 8);
            PlainSteps.activation(activation, plain.address(), x.address(), n);
            Activations.value(activation, vector.address(), x.address(), n);
            assertThat(floats(plain)).isEqualTo(floats(vector));
        }
    }

    private static float[] floats(MemorySegment memory) {
        return memory.toArray(ValueLayout.JAVA_FLOAT);
    }

    private static MemorySegment random(Arena arena, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_FLOAT, count);
        for (int k = 0; k < count; k++) {
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) random.nextGaussian() * 4);
        }
        return memory;
    }
}
