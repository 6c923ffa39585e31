package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.BiConsumer;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Arguments that do not fit, which every device refuses before it computes anything.
interface ArgumentParity {

    /// The device beside the plain loops.
    Parity parity();

    private static Arguments wrong(String what, BiConsumer<Backend, Workbench> operation) {
        return Arguments.of(what, operation);
    }

    /// What is wrong, and how.
    static List<Arguments> mistakes() {
        return List.of(
                wrong(
                        "an id too large",
                        (b, on) -> b.embed(on.out(1, 4), on.in(3, 4), new int[] {3})),
                wrong(
                        "an id below zero",
                        (b, on) -> b.embed(on.out(1, 4), on.in(3, 4), new int[] {-1})),
                wrong(
                        "a target too large",
                        (b, on) -> b.crossEntropy(on.out(1), on.in(1, 4), new int[] {4})),
                wrong(
                        "a target too few",
                        (b, on) -> b.crossEntropy(on.out(2), on.in(2, 4), new int[] {1})),
                wrong(
                        "inner sizes that differ",
                        (b, on) -> b.matmul(on.out(2, 3), on.in(2, 4), on.in(3, 5), null)),
                wrong(
                        "more pairs than the head has",
                        (b, on) ->
                                b.rope(on.out(1, 8), on.in(3, 4), on.in(3, 4), new int[] {0}, 4)),
                wrong(
                        "heads that leave a part of the row",
                        (b, on) ->
                                b.rope(on.out(1, 10), on.in(3, 2), on.in(3, 2), new int[] {0}, 4)),
                wrong(
                        "fewer bytes than elements",
                        (b, on) ->
                                b.load(
                                        DType.F32,
                                        Shape.of(2, 2),
                                        MemorySegment.ofArray(new byte[12]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.glassformer.engine.backend.ArgumentParity#mistakes")
    default void whatDoesNotFitIsRefused(String what, BiConsumer<Backend, Workbench> operation) {
        Backend backend = parity().backend();
        try (Workbench on = new Workbench(backend, 7, false)) {
            assertThatThrownBy(() -> operation.accept(backend, on))
                    .as(what)
                    .isInstanceOfAny(
                            IllegalArgumentException.class, IndexOutOfBoundsException.class);
        }
    }
}
