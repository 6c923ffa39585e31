package org.glassformer.engine.backend;

import java.util.Arrays;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What works on rows of logits: softmax and cross entropy.
interface LogitsParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 1000})
    default void softmax(int width) {
        for (int n : Parity.ROWS) {
            parity().close(
                            width,
                            (b, on) -> b.softmax(on.out(n, width), on.between(-20, 20, n, width)));
            parity().close(
                            width,
                            (b, on) -> {
                                Tensor x = on.out(n, width);
                                b.softmax(x, x);
                            });
            parity().close(
                            width,
                            (b, on) ->
                                    b.softmaxBackward(
                                            on.out(n, width),
                                            on.in(n, width),
                                            on.between(0, 1, n, width)));
        }
    }

    @Test
    default void softmaxOfBannedAndOfHugeLogits() {
        float[] logits = new float[70];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        logits[3] = 10_000;
        logits[40] = 9_999;
        logits[69] = -10_000;
        parity().close(35, (b, on) -> b.softmax(on.out(2, 35), on.of(logits, 2, 35)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 1000})
    default void crossEntropy(int width) {
        for (int n : Parity.ROWS) {
            parity().close(
                            width,
                            (b, on) ->
                                    b.crossEntropy(
                                            on.out(n),
                                            on.between(-20, 20, n, width),
                                            on.ints(n, -1, width)));
            parity().close(
                            width,
                            (b, on) ->
                                    b.crossEntropyBackward(
                                            on.out(n, width),
                                            on.between(-20, 20, n, width),
                                            on.ints(n, -1, width),
                                            0.25f));
            parity().close(
                            width,
                            (b, on) -> {
                                Tensor logits = on.out(n, width);
                                b.crossEntropyBackward(logits, logits, on.ints(n, -1, width), 2f);
                            });
        }
    }
}
