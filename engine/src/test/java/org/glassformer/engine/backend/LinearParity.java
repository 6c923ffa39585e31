package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// Products with matrices, forward and backward, with weights of every type.
interface LinearParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void matmul(int inner) {
        for (int n : Parity.ROWS) {
            for (int o : Parity.sizes().toArray()) {
                parity().sums(
                                inner,
                                (b, on) ->
                                        b.matmul(
                                                on.out(n, o),
                                                on.in(n, inner),
                                                on.in(o, inner),
                                                on.in(o)));
            }
            parity().sums(
                            inner,
                            (b, on) ->
                                    b.matmul(on.out(n, 9), on.in(n, inner), on.in(9, inner), null));
        }
    }

    @Test
    default void matmulOfLargerMatrices() {
        parity().sums(
                        300,
                        (b, on) ->
                                b.matmul(on.out(67, 259), on.in(67, 300), on.in(259, 300), null));
        parity().sums(
                        515,
                        (b, on) ->
                                b.matmul(on.out(1, 1000), on.in(1, 515), on.in(1000, 515), null));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"F64", "F32"})
    default void matmulWithWeightsOfEveryType(DType dtype) {
        int[] widths = dtype.quantised() ? new int[] {1, 2, 3, 9} : new int[] {1, 7, 33, 64, 200};
        for (int n : Parity.ROWS) {
            for (int width : widths) {
                int inner = width * dtype.blockSize();
                parity().close(
                                inner,
                                (b, on) ->
                                        b.matmul(
                                                on.out(n, 37),
                                                on.in(n, inner),
                                                on.weight(dtype, 37, inner),
                                                on.in(37)));
            }
        }
        int inner = 2 * dtype.blockSize();
        parity().close(
                        inner,
                        (b, on) ->
                                b.matmul(
                                        on.out(3, 5),
                                        on.in(3, inner),
                                        on.weight(dtype, 11, inner).slice(4, 9),
                                        null));
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void matmulBackward(int inner) {
        for (int n : Parity.ROWS) {
            for (int o : new int[] {1, 7, 16, 33, 65, 129}) {
                parity().sums(
                                n + o,
                                (b, on) ->
                                        b.matmulBackward(
                                                on.out(n, inner),
                                                on.out(o, inner),
                                                on.out(o),
                                                on.in(n, o),
                                                on.in(n, inner),
                                                on.in(o, inner)));
            }
        }
    }

    @Test
    default void matmulBackwardGivesOnlyTheGradientsAskedFor() {
        parity().sums(
                        5,
                        (b, on) ->
                                b.matmulBackward(
                                        on.out(5, 9),
                                        null,
                                        null,
                                        on.in(5, 4),
                                        on.in(5, 9),
                                        on.in(4, 9)));
        parity().sums(
                        5,
                        (b, on) ->
                                b.matmulBackward(
                                        null,
                                        on.out(4, 9),
                                        null,
                                        on.in(5, 4),
                                        on.in(5, 9),
                                        on.in(4, 9)));
        parity().sums(
                        5,
                        (b, on) ->
                                b.matmulBackward(
                                        null,
                                        null,
                                        on.out(4),
                                        on.in(5, 4),
                                        on.in(5, 9),
                                        on.in(4, 9)));
    }

    @Test
    default void matmulBackwardOfLargerMatrices() {
        parity().sums(
                        300,
                        (b, on) ->
                                b.matmulBackward(
                                        on.out(67, 300),
                                        on.out(259, 300),
                                        on.out(259),
                                        on.in(67, 259),
                                        on.in(67, 300),
                                        on.in(259, 300)));
    }
}
