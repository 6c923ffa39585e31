package org.glassformer.engine.backend;

import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rotated positions and attention: fused, and step by step as the lab looks at it.
interface AttentionParity {

    /// The device beside the plain loops.
    Parity parity();

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 16, 30, 32, 34, 64, 66, 128})
    default void rope(int headSize) {
        for (int half : new int[] {1, headSize / 4, headSize / 2}) {
            if (half == 0) {
                continue;
            }
            for (int heads : new int[] {1, 3, 4}) {
                parity().close(
                                2,
                                (b, on) ->
                                        b.rope(
                                                on.out(7, heads * headSize),
                                                on.in(12, half),
                                                on.in(12, half),
                                                on.ints(7, 0, 12),
                                                headSize));
                parity().close(
                                2,
                                (b, on) ->
                                        b.ropeBackward(
                                                on.out(7, heads * headSize),
                                                on.in(12, half),
                                                on.in(12, half),
                                                on.ints(7, 0, 12),
                                                headSize));
            }
        }
    }

    /// The sizes of attention other than the head size: groups, windows, a past, batches.
    private static List<AttentionShape> attentionShapes(int headSize) {
        float scale = (float) (1 / Math.sqrt(headSize));
        return List.of(
                new AttentionShape(1, 1, 1, 1, 1, headSize, scale, 0),
                new AttentionShape(1, 1, 9, 2, 2, headSize, scale, 0),
                new AttentionShape(1, 7, 7, 2, 1, headSize, scale, 0),
                new AttentionShape(1, 5, 17, 4, 2, headSize, scale, 0),
                new AttentionShape(2, 8, 8, 3, 3, headSize, scale, 3),
                new AttentionShape(3, 4, 33, 4, 1, headSize, scale, 8),
                new AttentionShape(2, 17, 31, 4, 4, headSize, 1.5f, 1),
                new AttentionShape(1, 33, 65, 8, 2, headSize, scale, 40),
                new AttentionShape(1, 1, 129, 8, 4, headSize, scale, 0));
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void attention(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            int length = headSize + at.keys();
            parity().close(
                            length,
                            (b, on) ->
                                    b.attention(
                                            z(on, at),
                                            on.out(at.batch() * at.queries(), at.nHead()),
                                            q(on, at),
                                            kv(on, at),
                                            kv(on, at),
                                            at));
            parity().close(
                            length,
                            (b, on) ->
                                    b.attention(
                                            z(on, at),
                                            null,
                                            q(on, at),
                                            kv(on, at),
                                            kv(on, at),
                                            at));
        }
    }

    @Test
    default void attentionOfSharpScores() {
        AttentionShape at = new AttentionShape(1, 9, 40, 2, 1, 16, 20f, 0);
        parity().close(
                        400,
                        (b, on) ->
                                b.attention(
                                        z(on, at),
                                        on.out(9, 2),
                                        q(on, at),
                                        kv(on, at),
                                        kv(on, at),
                                        at));
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void attentionBackward(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            parity().close(
                            headSize + 4 * at.keys(),
                            (b, on) -> {
                                Tensor z = q(on, at);
                                Tensor logSumExp = on.in(at.batch() * at.queries(), at.nHead());
                                Tensor q = q(on, at);
                                Tensor k = kv(on, at);
                                Tensor v = kv(on, at);
                                b.attention(z, logSumExp, q, k, v, at);
                                b.attentionBackward(
                                        on.output(q(on, at)),
                                        on.output(kv(on, at)),
                                        on.output(kv(on, at)),
                                        q(on, at),
                                        q,
                                        k,
                                        v,
                                        z,
                                        logSumExp,
                                        at);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 17, 64})
    default void cappedAttention(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            parity().close(
                            headSize + at.keys(),
                            (b, on) ->
                                    b.cappedAttention(
                                            z(on, at),
                                            q(on, at),
                                            kv(on, at),
                                            kv(on, at),
                                            at,
                                            0.7f));
            parity().close(
                            headSize + 4 * at.keys(),
                            (b, on) ->
                                    b.cappedAttentionBackward(
                                            on.output(q(on, at)),
                                            on.output(kv(on, at)),
                                            on.output(kv(on, at)),
                                            q(on, at),
                                            q(on, at),
                                            kv(on, at),
                                            kv(on, at),
                                            at,
                                            0.7f));
        }
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void attentionScores(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            parity().sums(
                            headSize,
                            (b, on) ->
                                    b.attentionScores(
                                            on.output(scores(on, at)), q(on, at), kv(on, at), at));
            parity().sums(
                            at.keys() * at.groupSize(),
                            (b, on) ->
                                    b.attentionScoresBackward(
                                            on.output(q(on, at)),
                                            on.output(kv(on, at)),
                                            scores(on, at),
                                            q(on, at),
                                            kv(on, at),
                                            at));
        }
    }

    @Test
    default void causalSoftmax() {
        for (AttentionShape at : attentionShapes(1)) {
            parity().close(
                            at.keys(),
                            (b, on) ->
                                    b.causalSoftmax(on.output(scores(on, at)), scores(on, at), at));
            parity().close(
                            at.keys(),
                            (b, on) -> {
                                Tensor scores = on.output(scores(on, at));
                                b.scale(scores, 30);
                                b.causalSoftmax(scores, scores, at);
                            });
            parity().close(
                            at.keys(),
                            (b, on) ->
                                    b.causalSoftmaxBackward(
                                            on.output(scores(on, at)),
                                            scores(on, at),
                                            scores(on, at),
                                            at));
        }
    }

    @Test
    default void causalSoftmaxOfNothingVisibleIsZero() {
        AttentionShape at = new AttentionShape(1, 3, 20, 1, 1, 1, 1, 4);
        parity().close(
                        20,
                        (b, on) -> {
                            float[] scores = new float[60];
                            Arrays.fill(scores, Float.NEGATIVE_INFINITY);
                            scores[17] = 2;
                            scores[58] = 1;
                            scores[57] = -1;
                            b.causalSoftmax(
                                    on.output(scores(on, at)), on.of(scores, 1, 1, 3, 20), at);
                        });
    }

    @ParameterizedTest
    @MethodSource(Parity.SIZES)
    default void weightedSum(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            parity().sums(
                            at.keys(),
                            (b, on) -> b.weightedSum(z(on, at), scores(on, at), kv(on, at), at));
            parity().sums(
                            headSize + at.queries() * at.groupSize(),
                            (b, on) ->
                                    b.weightedSumBackward(
                                            on.output(scores(on, at)),
                                            on.output(kv(on, at)),
                                            q(on, at),
                                            scores(on, at),
                                            kv(on, at),
                                            at));
        }
    }

    private static Tensor z(Workbench on, AttentionShape at) {
        return on.output(q(on, at));
    }

    private static Tensor q(Workbench on, AttentionShape at) {
        return on.in(at.batch() * at.queries(), at.nHead() * at.headSize());
    }

    private static Tensor kv(Workbench on, AttentionShape at) {
        return on.in(at.batch() * at.keys(), at.nKvHead() * at.headSize());
    }

    private static Tensor scores(Workbench on, AttentionShape at) {
        return on.in(at.batch(), at.nHead(), at.queries(), at.keys());
    }
}
