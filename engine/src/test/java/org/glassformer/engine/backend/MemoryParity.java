package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// Writing, reading, filling and copying, weights of every type, and rows looked up by their ids.
interface MemoryParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void memoryKeepsWhatIsWritten(int size) {
        parity().exact((b, on) -> on.out(size, 2));
        parity().exact((b, on) -> b.fill(on.out(size), 0.25f));
        parity().exact((b, on) -> b.copy(on.out(size, 3), on.in(3, size)));
        parity().exact((b, on) -> {
            Tensor x = on.out(size, 4);
            b.write(x, 2, new float[] {9, 8, 7, 6}, 1, 2);
            float[] values = new float[3];
            b.read(x, 1, values, 0, 3);
            on.output(values[0] + 10 * values[1] + 100 * values[2]);
        });
        try (Tensor x = parity().backend().allocate(Shape.of(size))) {
            assertThat(parity().backend().read(x)).containsOnly(0f);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"F64", "F32"})
    default void weightsOfEveryTypeReadAsTheirValues(DType dtype) {
        int width = 3 * dtype.blockSize();
        parity().exact((b, on) -> on.output(on.weight(dtype, 5, width)));
        parity().exact((b, on) -> on.output(on.weight(dtype, 5, width).slice(2, 4)));
        parity().exact((b, on) -> {
            float[] values = new float[width];
            b.read(on.weight(dtype, 5, width), width / 2, values, 1, width - 1);
            on.output(on.of(values, width));
        });
        parity().exact((b, on) -> on.output(b.widened(on.weight(dtype, 5, width))));
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void embed(int width) {
        for (int n : Parity.ROWS) {
            parity().exact((b, on) ->
                    b.embed(on.out(n, width), on.in(11, width), on.ints(n, 0, 11)));
            parity().sums(
                            n,
                            (b, on) ->
                                    b.embedBackward(
                                            on.out(11, width), on.in(n, width), on.ints(n, 0, 11)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"F64", "F32"})
    default void embedFromEveryType(DType dtype) {
        int width = dtype.quantised() ? 3 * dtype.blockSize() : 77;
        parity().exact((b, on) ->
                b.embed(on.out(9, width), on.weight(dtype, 7, width), on.ints(9, 0, 7)));
    }
}
