package org.glassformer.engine.backend.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every backward twin against central differences, in double.
///
/// The loss is the sum of out times random weights, which are then the gradient dOut. Gradients hold
/// random numbers beforehand, to see that they are added to.
final class GradientTest {
    private static final double STEP = 1e-5;

    private final ScalarBackend backend = ScalarBackend.f64();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void embed() {
        int[] ids = {2, 0, 2, 4};
        Tensor table = random(5, 3);
        Tensor out = random(4, 3);
        check(
                out,
                List.of(table),
                () -> backend.embed(out, table, ids),
                (dOut, d) -> backend.embedBackward(d.getFirst(), dOut, ids));
    }

    @Test
    void layerNorm() {
        Tensor x = random(3, 7);
        Tensor weight = random(7);
        Tensor bias = random(7);
        Tensor mean = random(3);
        Tensor rstd = random(3);
        Tensor out = random(3, 7);
        check(
                out,
                List.of(x, weight, bias),
                () -> backend.layerNorm(out, mean, rstd, x, weight, bias, 1e-5f),
                (dOut, d) ->
                        backend.layerNormBackward(
                                d.get(0), d.get(1), d.get(2), dOut, x, weight, mean, rstd));
    }

    @Test
    void rmsNorm() {
        Tensor x = random(3, 7);
        Tensor weight = random(7);
        Tensor rstd = random(3);
        Tensor out = random(3, 7);
        check(
                out,
                List.of(x, weight),
                () -> backend.rmsNorm(out, rstd, x, weight, 1e-5f),
                (dOut, d) -> backend.rmsNormBackward(d.get(0), d.get(1), dOut, x, weight, rstd));
    }

    @Test
    void matmul() {
        Tensor x = random(3, 7);
        Tensor weight = random(5, 7);
        Tensor bias = random(5);
        Tensor out = random(3, 5);
        check(
                out,
                List.of(x, weight, bias),
                () -> backend.matmul(out, x, weight, bias),
                (dOut, d) -> backend.matmulBackward(d.get(0), d.get(1), d.get(2), dOut, x, weight));
    }

    @Test
    void rope() {
        int[] positions = {4, 0, 2};
        double[] angles = random.doubles(10, -3, 3).toArray();
        Tensor cos = tensor(Arrays.stream(angles).map(Math::cos).toArray(), 5, 2);
        Tensor sin = tensor(Arrays.stream(angles).map(Math::sin).toArray(), 5, 2);
        Tensor x = random(3, 10);
        Tensor out = random(3, 10);
        check(
                out,
                List.of(x),
                () -> {
                    backend.copy(out, x);
                    backend.rope(out, cos, sin, positions, 5);
                },
                (dOut, d) -> {
                    backend.ropeBackward(dOut, cos, sin, positions, 5);
                    backend.add(d.getFirst(), d.getFirst(), dOut);
                });
    }

    static List<AttentionShape> attentionShapes() {
        return List.of(
                new AttentionShape(1, 1, 1, 1, 1, 1, 1f, 0),
                new AttentionShape(2, 3, 3, 2, 2, 3, 0.6f, 0),
                new AttentionShape(1, 3, 5, 4, 2, 3, 0.6f, 0),
                new AttentionShape(2, 4, 6, 4, 1, 2, 0.8f, 3),
                new AttentionShape(1, 4, 4, 1, 1, 3, 0.8f, 1));
    }

    @ParameterizedTest
    @MethodSource("attentionShapes")
    void fusedAttention(AttentionShape at) {
        Tensor q = queries(at);
        Tensor k = keys(at);
        Tensor v = keys(at);
        Tensor z = queries(at);
        Tensor logSumExp = random(at.batch() * at.queries(), at.nHead());
        check(
                z,
                List.of(q, k, v),
                () -> backend.attention(z, logSumExp, q, k, v, at),
                (dz, d) ->
                        backend.attentionBackward(
                                d.get(0), d.get(1), d.get(2), dz, q, k, v, z, logSumExp, at));
    }

    @ParameterizedTest
    @MethodSource("attentionShapes")
    void attentionStepByStep(AttentionShape at) {
        Tensor q = queries(at);
        Tensor k = keys(at);
        Tensor v = keys(at);
        Tensor scores = scores(at);
        Tensor pattern = scores(at);
        Tensor z = queries(at);
        check(
                z,
                List.of(q, k, v),
                () -> {
                    backend.attentionScores(scores, q, k, at);
                    backend.causalSoftmax(pattern, scores, at);
                    backend.weightedSum(z, pattern, v, at);
                },
                (dz, d) -> {
                    Tensor dPattern = backend.allocate(pattern.shape());
                    Tensor dScores = backend.allocate(scores.shape());
                    backend.weightedSumBackward(dPattern, d.get(2), dz, pattern, v, at);
                    backend.causalSoftmaxBackward(dScores, dPattern, pattern, at);
                    backend.attentionScoresBackward(d.get(0), d.get(1), dScores, q, k, at);
                });
    }

    @ParameterizedTest
    @MethodSource("attentionShapes")
    void causalSoftmaxAndWeightedSum(AttentionShape at) {
        Tensor scores = scores(at);
        Tensor pattern = scores(at);
        check(
                pattern,
                List.of(scores),
                () -> backend.causalSoftmax(pattern, scores, at),
                (dPattern, d) ->
                        backend.causalSoftmaxBackward(d.getFirst(), dPattern, pattern, at));

        Tensor v = keys(at);
        Tensor z = queries(at);
        check(
                z,
                List.of(pattern, v),
                () -> backend.weightedSum(z, pattern, v, at),
                (dz, d) -> backend.weightedSumBackward(d.get(0), d.get(1), dz, pattern, v, at));
    }

    @ParameterizedTest
    @MethodSource("attentionShapes")
    void fusedAttentionEqualsTheSteps(AttentionShape at) {
        Tensor q = queries(at);
        Tensor k = keys(at);
        Tensor v = keys(at);
        Tensor dz = queries(at);
        Tensor pattern = scores(at);
        Tensor z = queries(at);
        Tensor dPattern = backend.allocate(pattern.shape());
        Tensor dScores = backend.allocate(pattern.shape());
        List<Tensor> d = Stream.of(q, k, v).map(x -> backend.allocate(x.shape())).toList();
        backend.attentionScores(pattern, q, k, at);
        backend.causalSoftmax(pattern, pattern, at);
        backend.weightedSum(z, pattern, v, at);
        backend.weightedSumBackward(dPattern, d.get(2), dz, pattern, v, at);
        backend.causalSoftmaxBackward(dScores, dPattern, pattern, at);
        backend.attentionScoresBackward(d.get(0), d.get(1), dScores, q, k, at);

        Tensor fused = queries(at);
        Tensor logSumExp = random(at.batch() * at.queries(), at.nHead());
        List<Tensor> dFused = Stream.of(q, k, v).map(x -> backend.allocate(x.shape())).toList();
        backend.attention(fused, logSumExp, q, k, v, at);
        backend.attentionBackward(
                dFused.get(0), dFused.get(1), dFused.get(2), dz, q, k, v, fused, logSumExp, at);

        assertSame(fused, z);
        for (int n = 0; n < 3; n++) {
            assertSame(dFused.get(n), d.get(n));
        }
    }

    private void assertSame(Tensor actual, Tensor expected) {
        assertThat(backend.readDouble(actual))
                .usingComparatorWithPrecision(1e-13)
                .containsExactly(backend.readDouble(expected));
    }

    @ParameterizedTest
    @EnumSource
    void activationAndGate(Activation activation) {
        Tensor x = random(3, 11);
        Tensor up = random(3, 11);
        Tensor out = random(3, 11);
        backend.scale(x, 3);
        check(
                out,
                List.of(x),
                () -> backend.activation(out, x, activation),
                (dOut, d) -> backend.activationBackward(d.getFirst(), dOut, x, activation));
        check(
                out,
                List.of(x, up),
                () -> backend.gate(out, x, up, activation),
                (dOut, d) -> backend.gateBackward(d.get(0), d.get(1), dOut, x, up, activation));
    }

    @Test
    void dropout() {
        Tensor x = random(40);
        Tensor out = random(40);
        check(
                out,
                List.of(x),
                () -> backend.dropout(out, x, 0.3f, 11),
                (dOut, d) -> backend.dropoutBackward(d.getFirst(), dOut, 0.3f, 11));
    }

    @Test
    void softmax() {
        Tensor x = random(3, 7);
        Tensor out = random(3, 7);
        check(
                out,
                List.of(x),
                () -> backend.softmax(out, x),
                (dOut, d) -> backend.softmaxBackward(d.getFirst(), dOut, out));
    }

    @Test
    void crossEntropy() {
        int[] targets = {6, -1, 0};
        Tensor logits = random(3, 7);
        Tensor losses = random(3);
        Tensor mean = random(1, 1);
        Tensor ones = tensor(new double[] {1, 1, 1}, 1, 3);
        check(
                mean,
                List.of(logits),
                () -> {
                    backend.crossEntropy(losses, logits, targets);
                    backend.matmul(mean, losses.reshape(1, 3), ones, null);
                },
                (dMean, d) -> {
                    Tensor dLogits = random(3, 7);
                    backend.crossEntropyBackward(dLogits, logits, targets, 1);
                    Tensor scaled = backend.allocate(Shape.of(3, 7));
                    // dLogits = dMean (softmax - onehot), with the factor in double
                    backend.matmul(scaled.reshape(21, 1), dLogits.reshape(21, 1), dMean, null);
                    backend.add(d.getFirst(), d.getFirst(), scaled);
                });
    }

    private interface Backward {
        void run(Tensor dOut, List<Tensor> gradients);
    }

    private void check(Tensor out, List<Tensor> inputs, Runnable forward, Backward backward) {
        Tensor dOut = random(out.shape().toArray());
        double[] weights = backend.readDouble(dOut);
        List<Tensor> gradients = inputs.stream().map(x -> random(x.shape().toArray())).toList();
        List<double[]> before = gradients.stream().map(backend::readDouble).toList();
        forward.run();
        backward.run(dOut, gradients);
        for (int n = 0; n < inputs.size(); n++) {
            double[] after = backend.readDouble(gradients.get(n));
            double[] x = backend.readDouble(inputs.get(n));
            double[] numeric = new double[x.length];
            double largest = 1e-3;
            for (int i = 0; i < x.length; i++) {
                double kept = x[i];
                x[i] = kept + STEP;
                double above = loss(inputs.get(n), x, forward, out, weights);
                x[i] = kept - STEP;
                double below = loss(inputs.get(n), x, forward, out, weights);
                x[i] = kept;
                numeric[i] = (above - below) / (2 * STEP);
                largest = Math.max(largest, Math.abs(numeric[i]));
            }
            backend.writeDouble(inputs.get(n), x);
            forward.run();
            for (int i = 0; i < x.length; i++) {
                assertThat(after[i] - before.get(n)[i])
                        .as("gradient of input %d, element %d", n, i)
                        .isCloseTo(numeric[i], within(1e-7 * largest));
            }
        }
    }

    private double loss(Tensor input, double[] x, Runnable forward, Tensor out, double[] weights) {
        backend.writeDouble(input, x);
        forward.run();
        double[] values = backend.readDouble(out);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
        }
        return sum;
    }

    private Tensor queries(AttentionShape at) {
        return random(at.batch() * at.queries(), at.nHead() * at.headSize());
    }

    private Tensor keys(AttentionShape at) {
        return random(at.batch() * at.keys(), at.nKvHead() * at.headSize());
    }

    private Tensor scores(AttentionShape at) {
        return random(at.batch(), at.nHead(), at.queries(), at.keys());
    }

    private Tensor random(int... dims) {
        int elements = Math.toIntExact(Shape.of(dims).elements());
        return tensor(random.doubles(elements, -1, 1).toArray(), dims);
    }

    private Tensor tensor(double[] values, int... dims) {
        Tensor tensor = backend.allocate(Shape.of(dims));
        backend.writeDouble(tensor, values);
        return tensor;
    }
}
