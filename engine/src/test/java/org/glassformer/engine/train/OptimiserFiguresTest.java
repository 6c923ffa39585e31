package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.glassformer.engine.References;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OptimiserFiguresTest {
    private static JsonNode expected(String optimiser) {
        return References.json("training/optimisers.json").path(optimiser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void adamWReachesThePublishedFigures(String device) {
        JsonNode expected = expected("adamw_linear_regression");
        float rate = expected.path("lr").floatValue();
        float beta1 = expected.path("betas").get(0).floatValue();
        float beta2 = expected.path("betas").get(1).floatValue();
        float eps = expected.path("eps").floatValue();
        float decay = expected.path("weight_decay").floatValue();
        try (Backend backend = Backends.open(device, 1);
                Regression regression = new Regression(backend);
                Tensor m1 = backend.allocate(Shape.of(1, 2));
                Tensor v1 = backend.allocate(Shape.of(1, 2));
                Tensor m2 = backend.allocate(Shape.of(1));
                Tensor v2 = backend.allocate(Shape.of(1))) {
            for (int step = 1; step <= expected.path("steps").intValue(); step++) {
                regression.gradients();
                AdamW adamW = new AdamW(rate, beta1, beta2, eps, decay, step);
                backend.adamW(regression.weight, regression.dWeight, m1, v1, adamW);
                backend.adamW(regression.bias, regression.dBias, m2, v2, adamW);
            }
            regression.assertFigures(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void sgdReachesThePublishedFigures(String device) {
        JsonNode expected = expected("sgd_linear_regression");
        float rate = expected.path("lr").floatValue();
        try (Backend backend = Backends.open(device, 1);
                Regression regression = new Regression(backend)) {
            for (int step = 1; step <= expected.path("steps").intValue(); step++) {
                regression.gradients();
                backend.sgd(regression.weight, regression.dWeight, rate, 0);
                backend.sgd(regression.bias, regression.dBias, rate, 0);
            }
            regression.assertFigures(expected);
        }
    }

    /// y = x weight^T + bias on the reference's four points, by the operations of a backend.
    private static final class Regression implements AutoCloseable {
        private final Backend backend;
        private final Tensor weight;
        private final Tensor bias;
        private final Tensor dWeight;
        private final Tensor dBias;
        private final Tensor x; // (4, 2)
        private final Tensor y; // (4, 1)
        private final float[] targets = new float[4];

        Regression(Backend backend) {
            this.backend = backend;
            weight = backend.allocate(Shape.of(1, 2));
            bias = backend.allocate(Shape.of(1));
            dWeight = backend.allocate(Shape.of(1, 2));
            dBias = backend.allocate(Shape.of(1));
            x = backend.allocate(Shape.of(4, 2));
            y = backend.allocate(Shape.of(4, 1));
            JsonNode inputs = expected("adamw_linear_regression").path("inputs");
            float[] values = new float[8];
            for (int n = 0; n < 4; n++) {
                values[2 * n] = inputs.get(n).get(0).floatValue();
                values[2 * n + 1] = inputs.get(n).get(1).floatValue();
                targets[n] = 3 * values[2 * n] + values[2 * n + 1] - 2;
            }
            backend.write(x, values);
        }

        /// The gradients of the sum of squared errors.
        void gradients() {
            backend.matmul(y, x, weight, bias);
            float[] dy = backend.read(y);
            for (int n = 0; n < dy.length; n++) {
                dy[n] = 2 * (dy[n] - targets[n]);
            }
            backend.write(y, dy);
            backend.fill(dWeight, 0);
            backend.fill(dBias, 0);
            backend.matmulBackward(null, dWeight, dBias, y, x, weight);
        }

        void assertFigures(JsonNode expected) {
            float tolerance = expected.path("tolerance").floatValue();
            float[] w = backend.read(weight);
            for (int i = 0; i < w.length; i++) {
                assertThat(w[i])
                        .isCloseTo(expected.path("weight").get(i).floatValue(), within(tolerance));
            }
            assertThat(backend.read(bias)[0])
                    .isCloseTo(expected.path("bias").floatValue(), within(tolerance));
        }

        @Override
        public void close() {
            weight.close();
            bias.close();
            dWeight.close();
            dBias.close();
            x.close();
            y.close();
        }
    }
}
