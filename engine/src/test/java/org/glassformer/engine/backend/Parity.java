package org.glassformer.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.scalar.ScalarBackend;

/// A device beside the plain loops: runs an operation on both and compares what comes out.
///
/// Where an operation is a sum of products, the error of an element may grow with the sum of their
/// magnitudes, which the oracle computes; elsewhere with the largest result. Outputs hold random
/// numbers beforehand, so that what accumulates must add and what overwrites must overwrite.
final class Parity implements AutoCloseable {

    /// The name of [#sizes()] for parameterized tests.
    static final String SIZES = "org.glassformer.engine.backend.Parity#sizes";

    /// Numbers of rows around those of tiles.
    static final int[] ROWS = {1, 2, 3, 7, 16, 33, 129};

    private static final double EPS = Math.ulp(1f);

    private final Backend oracle = ScalarBackend.f32();
    private final Backend tested;
    private final List<Backend> threaded;
    private final double slack;

    /// Compares a device with the plain loops.
    ///
    /// @param tested the device
    /// @param threaded the same device with different numbers of threads, whose results must agree to the last bit
    /// @param slack by how much the bounds are wider
    Parity(Backend tested, List<Backend> threaded, double slack) {
        this.tested = tested;
        this.threaded = threaded;
        this.slack = slack;
    }

    /// Sizes around those of vectors, tiles and powers of two.
    static IntStream sizes() {
        return IntStream.of(1, 3, 7, 8, 15, 16, 17, 31, 33, 64, 65, 127, 129);
    }

    /// The device under test.
    Backend backend() {
        return tested;
    }

    /// Closes the devices.
    @Override
    public void close() {
        tested.close();
        threaded.forEach(Backend::close);
    }

    /// One operation, on tensors that the workbench makes.
    interface Operation {
        void run(Backend backend, Workbench on);
    }

    /// Results must be equal.
    void exact(Operation operation) {
        List<double[]> expected = run(oracle, operation, false);
        compare(expected, zeros(expected), operation);
    }

    /// Results are sums of about `length` products.
    void sums(int length, Operation operation) {
        double factor = slack * EPS * (8 + Math.sqrt(length));
        List<double[]> bounds = run(oracle, operation, true);
        for (double[] bound : bounds) {
            Arrays.setAll(bound, i -> factor * Math.abs(bound[i]) + Float.MIN_NORMAL);
        }
        compare(run(oracle, operation, false), bounds, operation);
    }

    /// Results are found in about `length` steps.
    void close(int length, Operation operation) {
        double factor = slack * EPS * (32 + 4 * Math.sqrt(length));
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
        List<double[]> actual = run(tested, operation, false);
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
