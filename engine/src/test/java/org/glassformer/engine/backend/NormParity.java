package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layer norm and RMS norm, forward and backward.
interface NormParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void layerNorm(int width) {
        for (int n : Parity.ROWS) {
            parity().close(
                            width,
                            (b, on) ->
                                    b.layerNorm(
                                            on.out(n, width),
                                            on.out(n),
                                            on.out(n),
                                            on.in(n, width),
                                            on.in(width),
                                            on.in(width),
                                            1e-5f));
            parity().close(
                            width,
                            (b, on) -> {
                                Tensor x = on.out(n, width);
                                b.layerNorm(
                                        x,
                                        on.out(n),
                                        on.out(n),
                                        x,
                                        on.in(width),
                                        on.in(width),
                                        1e-3f);
                            });
            parity().close(
                            width + n,
                            (b, on) ->
                                    b.layerNormBackward(
                                            on.out(n, width),
                                            on.out(width),
                                            on.out(width),
                                            on.in(n, width),
                                            on.in(n, width),
                                            on.in(width),
                                            on.in(n),
                                            on.between(0.5, 2, n)));
        }
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void rmsNorm(int width) {
        for (int n : Parity.ROWS) {
            parity().close(
                            width,
                            (b, on) ->
                                    b.rmsNorm(
                                            on.out(n, width),
                                            on.out(n),
                                            on.in(n, width),
                                            on.in(width),
                                            1e-5f));
            parity().close(
                            width,
                            (b, on) -> {
                                Tensor x = on.out(n, width);
                                b.rmsNorm(x, on.out(n), x, on.in(width), 1e-3f);
                            });
            parity().close(
                            width + n,
                            (b, on) ->
                                    b.rmsNormBackward(
                                            on.out(n, width),
                                            on.out(width),
                                            on.in(n, width),
                                            on.in(n, width),
                                            on.in(width),
                                            on.between(0.5, 2, n)));
        }
    }
}
