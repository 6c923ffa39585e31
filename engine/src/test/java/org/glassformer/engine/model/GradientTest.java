package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The backward pass against central differences in double precision.
final class GradientTest {
    private static final int BATCH = 2;
    private static final int TIME = 5;
    private static final double STEP = 1e-5;
    private static final int PROBES = 6;

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void everyTensorAgreesWithCentralDifferences(TestModels.Family family) {
        checkGradients(family, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            names = {"GPT2", "LLAMA"})
    void dropoutIsDifferentiatedToo(TestModels.Family family) {
        checkGradients(family, 0.3f);
    }

    private static void checkGradients(TestModels.Family family, float dropout) {
        try (ScalarBackend backend = ScalarBackend.f64();
                Transformer model = TestModels.model(family, backend, 7);
                TrainingPass pass = new TrainingPass(model, BATCH, TIME)) {
            int v = model.config().vocabSize();
            int[] inputs = TestModels.ids(BATCH * TIME, v, 1);
            int[] targets = TestModels.ids(BATCH * TIME, v, 2);
            targets[3] = -1;
            pass.zeroGradients();
            pass.forward(inputs, targets, dropout, 5);
            pass.backward(1);
            SplittableRandom random = new SplittableRandom(3);
            for (Parameter parameter : model.parameters()) {
                double[] gradient = backend.readDouble(parameter.gradient());
                double[] values = backend.readDouble(parameter.value());
                for (int probe = 0; probe < PROBES; probe++) {
                    int i = random.nextInt(values.length);
                    double kept = values[i];
                    values[i] = kept + STEP;
                    backend.writeDouble(parameter.value(), values);
                    double above = pass.forward(inputs, targets, dropout, 5);
                    values[i] = kept - STEP;
                    backend.writeDouble(parameter.value(), values);
                    double below = pass.forward(inputs, targets, dropout, 5);
                    values[i] = kept;
                    backend.writeDouble(parameter.value(), values);
                    double expected = (above - below) / (2 * STEP);
                    assertThat(gradient[i])
                            .as("%s of %s [%d]", family, parameter.name(), i)
                            .isCloseTo(
                                    expected,
                                    org.assertj.core.data.Offset.offset(
                                            1e-7 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }
}
