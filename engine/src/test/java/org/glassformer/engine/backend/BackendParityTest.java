package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operation of a device against the plain loops, on awkward sizes.
///
/// A device has a subclass that opens it. Where an operation is a sum of products, the error of an
/// element may grow with the sum of their magnitudes, which the oracle computes; elsewhere with the
/// largest result. Outputs hold random numbers beforehand, so that what accumulates must add and what
/// overwrites must overwrite.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendParityTest {
    private static final String SIZES = "org.glassformer.engine.backend.BackendParityTest#sizes";
    private static final double EPS = Math.ulp(1f);
    private static final int[] ROWS = {1, 2, 3, 7, 16, 33, 129};

    private final Backend oracle = ScalarBackend.f32();
    private @Nullable Backend tested;
    private List<Backend> threaded = List.of();

    /// The device under test; it is closed after the last test.
    protected abstract Backend open();

    /// The same device with different numbers of threads, whose results must agree to the last bit;
    /// they are closed after the last test.
    protected List<Backend> withThreadCounts() {
        return List.of();
    }

    /// By how much the bounds are wider, for a device whose exponential is less exact.
    protected double slack() {
        return 1;
    }

    /// Sizes around those of vectors, tiles and powers of two.
    public static IntStream sizes() {
        return IntStream.of(1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129);
    }

    @BeforeAll
    final void openDevices() {
        tested = open();
        threaded = withThreadCounts();
    }

    @AfterAll
    final void closeDevices() {
        backend().close();
        threaded.forEach(Backend::close);
    }

    private Backend backend() {
        if (tested == null) {
            throw new IllegalStateException("no device was opened");
        }
        return tested;
    }

    // ---- memory

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void memoryKeepsWhatIsWritten(int size) {
        exact((b, on) -> on.out(size, 2));
        exact((b, on) -> b.fill(on.out(size), 0.25f));
        exact((b, on) -> b.copy(on.out(size, 3), on.in(3, size)));
        exact((b, on) -> {
            Tensor x = on.out(size, 4);
            b.write(x, 2, new float[] {9, 8, 7, 6}, 1, 2);
            float[] values = new float[3];
            b.read(x, 1, values, 0, 3);
            on.output(values[0] + 10 * values[1] + 100 * values[2]);
        });
        try (Tensor x = backend().allocate(Shape.of(size))) {
            assertThat(backend().read(x)).containsOnly(0f);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "Q8_0", "Q4_0"})
    protected void weightsOfEveryTypeReadAsTheirValues(DType dtype) {
        exact((b, on) -> on.output(on.weight(dtype, 5, 96)));
        exact((b, on) -> on.output(on.weight(dtype, 5, 96).slice(2, 4)));
    }

    // ---- embedding

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void embed(int width) {
        for (int n : ROWS) {
            exact((b, on) -> b.embed(on.out(n, width), on.in(11, width), on.ints(n, 0, 11)));
            sums(
                    n,
                    (b, on) ->
                            b.embedBackward(on.out(11, width), on.in(n, width), on.ints(n, 0, 11)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "Q8_0", "Q4_0"})
    protected void embedFromEveryType(DType dtype) {
        exact((b, on) -> b.embed(on.out(9, 96), on.weight(dtype, 7, 96), on.ints(9, 0, 7)));
    }

    // ---- norms

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void layerNorm(int width) {
        for (int n : ROWS) {
            close(
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
            close(
                    width,
                    (b, on) -> {
                        Tensor x = on.out(n, width);
                        b.layerNorm(x, on.out(n), on.out(n), x, on.in(width), on.in(width), 1e-3f);
                    });
            close(
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
    @MethodSource(SIZES)
    protected void rmsNorm(int width) {
        for (int n : ROWS) {
            close(
                    width,
                    (b, on) ->
                            b.rmsNorm(
                                    on.out(n, width),
                                    on.out(n),
                                    on.in(n, width),
                                    on.in(width),
                                    1e-5f));
            close(
                    width,
                    (b, on) -> {
                        Tensor x = on.out(n, width);
                        b.rmsNorm(x, on.out(n), x, on.in(width), 1e-3f);
                    });
            close(
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

    // ---- linear

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void matmul(int inner) {
        for (int n : ROWS) {
            for (int o : sizes().toArray()) {
                sums(
                        inner,
                        (b, on) ->
                                b.matmul(on.out(n, o), on.in(n, inner), on.in(o, inner), on.in(o)));
            }
            sums(inner, (b, on) -> b.matmul(on.out(n, 9), on.in(n, inner), on.in(9, inner), null));
        }
    }

    @Test
    protected void matmulOfLargerMatrices() {
        sums(300, (b, on) -> b.matmul(on.out(67, 259), on.in(67, 300), on.in(259, 300), null));
        sums(515, (b, on) -> b.matmul(on.out(1, 1000), on.in(1, 515), on.in(1000, 515), null));
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "Q8_0", "Q4_0"})
    protected void matmulWithWeightsOfEveryType(DType dtype) {
        for (int n : ROWS) {
            for (int inner : new int[] {32, 64, 96, 288}) {
                close(
                        inner,
                        (b, on) ->
                                b.matmul(
                                        on.out(n, 37),
                                        on.in(n, inner),
                                        on.weight(dtype, 37, inner),
                                        on.in(37)));
            }
        }
        close(
                64,
                (b, on) ->
                        b.matmul(
                                on.out(3, 5),
                                on.in(3, 64),
                                on.weight(dtype, 11, 64).slice(4, 9),
                                null));
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void matmulBackward(int inner) {
        for (int n : ROWS) {
            for (int o : new int[] {1, 7, 16, 33, 65, 129}) {
                sums(
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
    protected void matmulBackwardGivesOnlyTheGradientsAskedFor() {
        sums(
                5,
                (b, on) ->
                        b.matmulBackward(
                                on.out(5, 9), null, null, on.in(5, 4), on.in(5, 9), on.in(4, 9)));
        sums(
                5,
                (b, on) ->
                        b.matmulBackward(
                                null, on.out(4, 9), null, on.in(5, 4), on.in(5, 9), on.in(4, 9)));
        sums(
                5,
                (b, on) ->
                        b.matmulBackward(
                                null, null, on.out(4), on.in(5, 4), on.in(5, 9), on.in(4, 9)));
    }

    @Test
    protected void matmulBackwardOfLargerMatrices() {
        sums(
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

    // ---- positions

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 16, 30, 32, 34, 64, 66, 128})
    protected void rope(int headSize) {
        for (int half : new int[] {1, headSize / 4, headSize / 2}) {
            if (half == 0) {
                continue;
            }
            for (int heads : new int[] {1, 3, 4}) {
                close(
                        2,
                        (b, on) ->
                                b.rope(
                                        on.out(7, heads * headSize),
                                        on.in(12, half),
                                        on.in(12, half),
                                        on.ints(7, 0, 12),
                                        headSize));
                close(
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

    // ---- attention

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
    @MethodSource(SIZES)
    protected void attention(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            int length = headSize + at.keys();
            close(
                    length,
                    (b, on) ->
                            b.attention(
                                    z(on, at),
                                    on.out(at.batch() * at.queries(), at.nHead()),
                                    q(on, at),
                                    kv(on, at),
                                    kv(on, at),
                                    at));
            close(
                    length,
                    (b, on) -> b.attention(z(on, at), null, q(on, at), kv(on, at), kv(on, at), at));
        }
    }

    @Test
    protected void attentionOfSharpScores() {
        AttentionShape at = new AttentionShape(1, 9, 40, 2, 1, 16, 20f, 0);
        close(
                400,
                (b, on) ->
                        b.attention(
                                z(on, at), on.out(9, 2), q(on, at), kv(on, at), kv(on, at), at));
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void attentionBackward(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            close(
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
    @MethodSource(SIZES)
    protected void attentionScores(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            sums(
                    headSize,
                    (b, on) ->
                            b.attentionScores(
                                    on.output(scores(on, at)), q(on, at), kv(on, at), at));
            sums(
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
    protected void causalSoftmax() {
        for (AttentionShape at : attentionShapes(1)) {
            close(
                    at.keys(),
                    (b, on) -> b.causalSoftmax(on.output(scores(on, at)), scores(on, at), at));
            close(
                    at.keys(),
                    (b, on) -> {
                        Tensor scores = on.output(scores(on, at));
                        b.scale(scores, 30);
                        b.causalSoftmax(scores, scores, at);
                    });
            close(
                    at.keys(),
                    (b, on) ->
                            b.causalSoftmaxBackward(
                                    on.output(scores(on, at)), scores(on, at), scores(on, at), at));
        }
    }

    @Test
    protected void causalSoftmaxOfNothingVisibleIsZero() {
        AttentionShape at = new AttentionShape(1, 3, 20, 1, 1, 1, 1, 4);
        close(
                20,
                (b, on) -> {
                    float[] scores = new float[60];
                    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
                    scores[17] = 2;
                    scores[58] = 1;
                    scores[57] = -1;
                    b.causalSoftmax(on.output(scores(on, at)), on.of(scores, 1, 1, 3, 20), at);
                });
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void weightedSum(int headSize) {
        for (AttentionShape at : attentionShapes(headSize)) {
            sums(at.keys(), (b, on) -> b.weightedSum(z(on, at), scores(on, at), kv(on, at), at));
            sums(
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

    // ---- element by element

    @ParameterizedTest
    @EnumSource
    protected void activation(Activation activation) {
        for (int size : sizes().toArray()) {
            close(1, (b, on) -> b.activation(on.out(size), on.between(-6, 6, size), activation));
            close(
                    1,
                    (b, on) -> {
                        Tensor x = on.out(size, 9);
                        b.activation(x, x, activation);
                    });
            close(
                    1,
                    (b, on) ->
                            b.activationBackward(
                                    on.out(size),
                                    on.in(size),
                                    on.between(-6, 6, size),
                                    activation));
        }
        float[] far = {0f, -0f, 1e-30f, -1e-30f, 12f, -12f, 50f, -50f, 200f, -200f, 1e4f, -1e4f};
        close(1, (b, on) -> b.activation(on.out(12), on.of(far, 12), activation));
        close(
                1,
                (b, on) -> b.activationBackward(on.out(12), on.in(12), on.of(far, 12), activation));
    }

    @ParameterizedTest
    @EnumSource
    protected void gate(Activation activation) {
        for (int size : sizes().toArray()) {
            close(
                    1,
                    (b, on) ->
                            b.gate(on.out(size), on.between(-6, 6, size), on.in(size), activation));
            close(
                    1,
                    (b, on) -> {
                        Tensor gate = on.out(3, size);
                        b.gate(gate, gate, on.in(3, size), activation);
                    });
            close(
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
    @MethodSource(SIZES)
    protected void addAndScale(int size) {
        sums(1, (b, on) -> b.add(on.out(size), on.in(size), on.in(size)));
        sums(
                1,
                (b, on) -> {
                    Tensor a = on.out(size);
                    b.add(a, a, on.in(size));
                });
        sums(
                1,
                (b, on) -> {
                    Tensor c = on.out(size);
                    b.add(c, on.in(size), c);
                });
        sums(1, (b, on) -> b.scale(on.out(size), 0.7f));
    }

    @ParameterizedTest
    @MethodSource(SIZES)
    protected void dropout(int size) {
        for (float p : new float[] {0f, 0.1f, 0.5f, 0.9f}) {
            sums(1, (b, on) -> b.dropout(on.out(size, 5), on.in(size, 5), p, 42));
            sums(
                    1,
                    (b, on) -> {
                        Tensor x = on.out(size, 5);
                        b.dropout(x, x, p, -7);
                    });
            sums(1, (b, on) -> b.dropoutBackward(on.out(size, 5), on.in(size, 5), p, 42));
        }
    }

    // ---- rows of logits

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 1000})
    protected void softmax(int width) {
        for (int n : ROWS) {
            close(width, (b, on) -> b.softmax(on.out(n, width), on.between(-20, 20, n, width)));
            close(
                    width,
                    (b, on) -> {
                        Tensor x = on.out(n, width);
                        b.softmax(x, x);
                    });
            close(
                    width,
                    (b, on) ->
                            b.softmaxBackward(
                                    on.out(n, width), on.in(n, width), on.between(0, 1, n, width)));
        }
    }

    @Test
    protected void softmaxOfBannedAndOfHugeLogits() {
        float[] logits = new float[70];
        Arrays.fill(logits, Float.NEGATIVE_INFINITY);
        logits[3] = 10_000;
        logits[40] = 9_999;
        logits[69] = -10_000;
        close(35, (b, on) -> b.softmax(on.out(2, 35), on.of(logits, 2, 35)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 1000})
    protected void crossEntropy(int width) {
        for (int n : ROWS) {
            close(
                    width,
                    (b, on) ->
                            b.crossEntropy(
                                    on.out(n),
                                    on.between(-20, 20, n, width),
                                    on.ints(n, -1, width)));
            close(
                    width,
                    (b, on) ->
                            b.crossEntropyBackward(
                                    on.out(n, width),
                                    on.between(-20, 20, n, width),
                                    on.ints(n, -1, width),
                                    0.25f));
            close(
                    width,
                    (b, on) -> {
                        Tensor logits = on.out(n, width);
                        b.crossEntropyBackward(logits, logits, on.ints(n, -1, width), 2f);
                    });
        }
    }

    // ---- optimisers

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129, 70_001})
    protected void optimisers(int size) {
        close(1, (b, on) -> on.output(b.sumOfSquares(on.in(size)) / size));
        close(1, (b, on) -> b.sgd(on.out(size), on.in(size), 0.1f, 0.01f));
        close(
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

    // ---- comparison

    /// One operation, on tensors that the workbench makes.
    private interface Operation {
        void run(Backend backend, Workbench on);
    }

    /// Results must be equal.
    private void exact(Operation operation) {
        List<double[]> expected = run(oracle, operation, false);
        compare(expected, zeros(expected), operation);
    }

    /// Results are sums of about `length` products.
    private void sums(int length, Operation operation) {
        double factor = slack() * EPS * (8 + Math.sqrt(length));
        List<double[]> bounds = run(oracle, operation, true);
        for (double[] bound : bounds) {
            Arrays.setAll(bound, i -> factor * Math.abs(bound[i]) + Float.MIN_NORMAL);
        }
        compare(run(oracle, operation, false), bounds, operation);
    }

    /// Results are found in about `length` steps.
    private void close(int length, Operation operation) {
        double factor = slack() * EPS * (32 + 4 * Math.sqrt(length));
        List<double[]> expected = run(oracle, operation, false);
        List<double[]> bounds = zeros(expected);
        for (int i = 0; i < bounds.size(); i++) {
            double largest =
                    Arrays.stream(expected.get(i))
                            .filter(Double::isFinite)
                            .map(Math::abs)
                            .max()
                            .orElse(0);
            Arrays.fill(bounds.get(i), factor * Math.max(largest, 1e-3));
        }
        compare(expected, bounds, operation);
    }

    private void compare(List<double[]> expected, List<double[]> bounds, Operation operation) {
        List<double[]> actual = run(backend(), operation, false);
        assertThat(actual).hasSameSizeAs(expected);
        for (int output = 0; output < expected.size(); output++) {
            for (int i = 0; i < expected.get(output).length; i++) {
                double want = expected.get(output)[i];
                double got = actual.get(output)[i];
                double bound = bounds.get(output)[i];
                if (got != want && !(Math.abs(got - want) <= bound && Double.isFinite(want))) {
                    fail(
                            "output %d of %d, element %d of %d: %s instead of %s, off by %.3g where %.3g is allowed",
                            output,
                            expected.size(),
                            i,
                            expected.get(output).length,
                            got,
                            want,
                            Math.abs(got - want),
                            bound);
                }
            }
        }
        List<List<double[]>> byThreads =
                threaded.stream().map(b -> run(b, operation, false)).toList();
        for (List<double[]> results : byThreads) {
            for (int output = 0; output < results.size(); output++) {
                assertThat(results.get(output))
                        .as("output %d with another number of threads", output)
                        .isEqualTo(byThreads.getFirst().get(output));
            }
        }
    }

    private static List<double[]> run(Backend backend, Operation operation, boolean magnitudes) {
        try (Workbench on = new Workbench(backend, 1234, magnitudes)) {
            operation.run(backend, on);
            return on.results();
        }
    }

    private static List<double[]> zeros(List<double[]> like) {
        return like.stream().map(values -> new double[values.length]).toList();
    }
}
