package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The steps of the optimisers, over several of them.
interface OptimiserParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 70_001})
    default void optimisers(int size) {
        parity().close(1, (b, on) -> on.output(b.sumOfSquares(on.in(size)) / size));
        parity().close(1, (b, on) -> b.sgd(on.out(size), on.in(size), 0.1f, 0.01f));
        parity().close(
                        1,
                        (b, on) -> {
                            Tensor parameter = on.out(size);
                            Tensor m = on.out(size);
                            Tensor v = on.output(on.between(0.1, 1, size));
                            for (int step = 1; step <= 3; step++) {
                                b.adamW(
                                        parameter,
                                        on.in(size),
                                        m,
                                        v,
                                        new AdamW(1e-2f, 0.9f, 0.95f, 1e-8f, 0.1f, step));
                            }
                        });
    }
}
