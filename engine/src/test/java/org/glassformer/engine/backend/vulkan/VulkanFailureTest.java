package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What goes wrong on a device ends in one sentence.
final class VulkanFailureTest {
    @Test
    void whatDoesNotFitIsRefusedAndTheDeviceGoesOn() {
        try (Backend backend = VulkanDevices.open()) {
            assertThatThrownBy(() -> backend.allocate(Shape.of(1 << 20, 1 << 20)))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("larger than");
            assertThatThrownBy(() -> fillTheMemory(backend))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageMatching(
                            "(?s).*(has no room for|gives at most|has no memory left).*GiB.*");
            try (Tensor x = backend.allocate(Shape.of(3))) {
                backend.fill(x, 2);
                backend.scale(x, 3);
                assertThat(backend.read(x)).containsExactly(6, 6, 6);
            }
        }
    }

    /// Asks for 8 GiB at a time; nothing of it is written, and most devices refuse the first.
    private static void fillTheMemory(Backend backend) {
        for (int i = 0; i < 128; i++) {
            backend.allocate(Shape.of(Integer.MAX_VALUE));
        }
    }

    @Test
    void aDeviceThatDoesNotAnswerIsGivenUp() {
        Backend backend = VulkanDevices.open(Duration.ofNanos(1));
        Tensor x = backend.allocate(Shape.of(200, 200));
        Tensor out = backend.allocate(Shape.of(200, 200));
        backend.matmul(out, x, x, null);
        assertThatThrownBy(() -> backend.read(out, 0, new float[1], 0, 1))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("did not answer");
        assertThatThrownBy(() -> backend.read(out, 0, new float[1], 0, 1))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("did not answer");
        x.close();
        backend.close();
    }

    @Test
    void tensorsOfOthersAndClosedOnesAreRefused() {
        try (Backend backend = VulkanDevices.open();
                Backend other = ScalarBackend.f32();
                Tensor foreign = other.allocate(Shape.of(4))) {
            Tensor own = backend.allocate(Shape.of(4));
            assertThatThrownBy(() -> backend.add(own, own, foreign))
                    .isInstanceOf(IllegalArgumentException.class);
            own.close();
            own.close();
            assertThatThrownBy(() -> backend.read(own)).isInstanceOf(IllegalStateException.class);
        }
    }
}
