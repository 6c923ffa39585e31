package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What works element by element: activations, gates, sums, dropout.
interface ElementwiseParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @EnumSource
    default void activation(Activation activation) {
        for (int size : Parity.sizes().toArray()) {
            parity().close(
                            1,
                            (b, on) ->
                                    b.activation(
                                            on.out(size), on.between(-6, 6, size), activation));
            parity().close(
                            1,
                            (b, on) -> {
                                Tensor x = on.out(size, 9);
                                b.activation(x, x, activation);
                            });
            parity().close(
                            1,
                            (b, on) ->
                                    b.activationBackward(
                                            on.out(size),
                                            on.in(size),
                                            on.between(-6, 6, size),
                                            activation));
        }
        float[] far = {0f, -0f, 1e-30f, -1e-30f, 12f, -12f, 50f, -50f, 200f, -200f, 1e4f, -1e4f};
        parity().close(1, (b, on) -> b.activation(on.out(12), on.of(far, 12), activation));
        parity().close(
                        1,
                        (b, on) ->
                                b.activationBackward(
                                        on.out(12), on.in(12), on.of(far, 12), activation));
    }

    @ParameterizedTest
    @EnumSource
    default void gate(Activation activation) {
        for (int size : Parity.sizes().toArray()) {
            parity().close(
                            1,
                            (b, on) ->
                                    b.gate(
                                            on.out(size),
                                            on.between(-6, 6, size),
                                            on.in(size),
                                            activation));
            parity().close(
                            1,
                            (b, on) -> {
                                Tensor gate = on.out(3, size);
                                b.gate(gate, gate, on.in(3, size), activation);
                            });
            parity().close(
                            1,
                            (b, on) ->
                                    b.gateBackward(
                                            on.out(size),
                                            on.out(size),
                                            on.in(size),
                                            on.between(-6, 6, size),
                                            on.in(size),
                                            activation));
        }
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void addAndScale(int size) {
        parity().sums(1, (b, on) -> b.add(on.out(size), on.in(size), on.in(size)));
        parity().sums(
                        1,
                        (b, on) -> {
                            Tensor a = on.out(size);
                            b.add(a, a, on.in(size));
                        });
        parity().sums(
                        1,
                        (b, on) -> {
                            Tensor c = on.out(size);
                            b.add(c, on.in(size), c);
                        });
        parity().sums(1, (b, on) -> b.scale(on.out(size), 0.7f));
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void dropout(int size) {
        for (float p : new float[] {0f, 0.1f, 0.5f, 0.9f}) {
            parity().sums(1, (b, on) -> b.dropout(on.out(size, 5), on.in(size, 5), p, 42));
            parity().sums(
                            1,
                            (b, on) -> {
                                Tensor x = on.out(size, 5);
                                b.dropout(x, x, p, -7);
                            });
            parity().sums(1, (b, on) -> b.dropoutBackward(on.out(size, 5), on.in(size, 5), p, 42));
        }
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void softCap(int size) {
        for (float cap : new float[] {0.5f, 30f, 50f}) {
            parity().close(1, (b, on) -> b.softCap(on.out(size), on.between(-6, 6, size), cap));
            parity().close(
                            1,
                            (b, on) -> {
                                Tensor x = on.out(3, size);
                                b.scale(x, 200);
                                b.softCap(x, x, cap);
                            });
            parity().close(
                            1,
                            (b, on) ->
                                    b.softCapBackward(
                                            on.out(size),
                                            on.in(size),
                                            on.between(-cap, cap, size),
                                            cap));
        }
    }

    @Test
    default void softCapLeavesMaskedScoresMasked() {
        float none = Float.NEGATIVE_INFINITY;
        float[] scores = {1, none, -3, 400, none, -400, 0, none, 1e-20f, none, none, 7, 5, none, 3};
        float[] capped = scores.clone();
        capped[3] = 2;
        capped[5] = -2;
        capped[11] = 1.9f;
        capped[12] = 1.8f;
        parity().close(1, (b, on) -> b.softCap(on.out(15), on.of(scores, 15), 2));
        parity().close(
                        1,
                        (b, on) -> b.softCapBackward(on.out(15), on.in(15), on.of(capped, 15), 2));
        parity().close(
                        1,
                        (b, on) -> {
                            Tensor dx = on.out(15);
                            b.softCapBackward(dx, dx, on.of(capped, 15), 2);
                        });
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void scaleRows(int size) {
        for (int rows : new int[] {1, 5, 33}) {
            parity().sums(
                            1,
                            (b, on) ->
                                    b.scaleRows(
                                            on.out(rows, size), on.in(rows, size), on.in(rows)));
            parity().sums(
                            1,
                            (b, on) -> {
                                Tensor x = on.out(rows, size);
                                b.scaleRows(x, x, on.in(rows));
                            });
            parity().sums(
                            size,
                            (b, on) ->
                                    b.scaleRowsBackward(
                                            on.out(rows, size),
                                            on.out(rows),
                                            on.in(rows, size),
                                            on.in(rows, size),
                                            on.in(rows)));
        }
    }
}
