package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.glassformer.engine.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Training on every device gives the gradients and the steps of the plain loops, whose gradients agree
/// with central differences.
@ExtendWith(EveryDevice.Once.class)
final class DeviceGradientTest {
    private static final int BATCH = 2;
    private static final int TIME = 7;

    private final EveryDevice devices;

    DeviceGradientTest(EveryDevice devices) {
        this.devices = devices;
    }

    @Test
    void everyDeviceTakesPart() {
        devices.assumeAllAreHere();
    }

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void everyGradientAndStepAgreesWithThePlainLoops(TestModels.Family family) {
        for (Backend device : devices.backends()) {
            if (!device.name().equals("scalar")) {
                compare(TestModels.config(family), TIME, devices.get("scalar"), device);
            }
        }
    }

    /// As wide as it takes for the larger tiles of a graphics card, with three heads on each key.
    @Test
    void aWideLlamaAgreesWithThePlainLoops() {
        ModelConfig wide = ModelConfig.llama(1, 6, 2, 96, 200, 300, 48);
        for (Backend device : devices.backends()) {
            if (!device.name().equals("scalar")) {
                compare(wide, 41, devices.get("scalar"), device);
            }
        }
    }

    private static void compare(ModelConfig config, int time, Backend scalar, Backend device) {
        try (Transformer plain = TestModels.randomised(config, scalar, 7);
                Transformer tested = TestModels.randomised(config, device, 7);
                TrainingPass one = new TrainingPass(plain, BATCH, time);
                TrainingPass other = new TrainingPass(tested, BATCH, time)) {
            for (int step = 0; step < 2; step++) {
                double expected = train(scalar, plain, one);
                assertThat(train(device, tested, other))
                        .as(device.name())
                        .isCloseTo(expected, Offset.offset(1e-5));
            }
            for (int i = 0; i < plain.parameters().size(); i++) {
                Parameter want = plain.parameters().get(i);
                Parameter got = tested.parameters().get(i);
                same(
                        device.name() + " " + want.name() + " gradient",
                        scalar.read(want.gradient()),
                        device.read(got.gradient()));
                same(
                        device.name() + " " + want.name(),
                        scalar.read(want.value()),
                        device.read(got.value()));
            }
        }
    }

    private static double train(Backend backend, Transformer model, TrainingPass pass) {
        int v = model.config().vocabSize();
        int n = pass.batch() * pass.time();
        int[] targets = TestModels.ids(n, v, 2);
        targets[3] = -1;
        pass.zeroGradients();
        double loss = pass.forward(TestModels.ids(n, v, 1), targets, 0.1f, 5);
        pass.backward(1);
        for (Parameter parameter : model.parameters()) {
            backend.sgd(parameter.value(), parameter.gradient(), 1e-3f, 0.1f);
        }
        return loss;
    }

    private static void same(String name, float[] expected, float[] actual) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 1e-3;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("%s [%d]", name, i)
                    .isCloseTo(expected[i], Offset.offset(2e-4 * largest));
        }
    }
}
