package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.DeviceException;
import org.glassformer.engine.backend.DevicePeak;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwjgl.vulkan.VK10;

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

    /// What a driver may answer, and the sentence about it.
    static List<Arguments> losses() {
        int lost = VK10.VK_ERROR_DEVICE_LOST;
        int noRoom = VK10.VK_ERROR_OUT_OF_DEVICE_MEMORY;
        int noHostRoom = VK10.VK_ERROR_OUT_OF_HOST_MEMORY;
        return List.of(
                Arguments.of("vkQueueSubmit", lost, "X was lost: its driver gave up."),
                Arguments.of("vkWaitForFences", lost, "X was lost: its driver gave up."),
                Arguments.of(
                        "vkWaitForFences",
                        VK10.VK_TIMEOUT,
                        "X did not answer for 5 s and is given up."),
                Arguments.of("vkQueueSubmit", noRoom, "X has no memory left to begin."),
                Arguments.of("vkWaitForFences", noRoom, "X has no memory left to compute."),
                Arguments.of(
                        "vkEndCommandBuffer",
                        noHostRoom,
                        "This machine has no memory left for X to take commands."));
    }

    /// A driver that fails in the middle of a model's run, and is not asked again.
    @ParameterizedTest
    @MethodSource("losses")
    void aDriverThatFailsEndsTheRunInOneSentence(String function, int result, String sentence) {
        VulkanBackend backend = VulkanDevices.open(Duration.ofSeconds(5));
        String name = backend.gpu().candidate().name();
        Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 1);
        KvCache cache = model.newCache(8);
        model.lastLogits(new int[] {1, 2}, cache, Hooks.none());
        try (DriverFault fault = new DriverFault(backend, function, result)) {
            assertThat(fault).isNotNull();
            assertThatThrownBy(() -> model.lastLogits(new int[] {3}, cache, Hooks.none()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(sentence.replace("X", name));
        }
        assertThatThrownBy(() -> model.lastLogits(new int[] {3}, cache, Hooks.none()))
                .as("a device that failed once")
                .isInstanceOf(DeviceException.class)
                .hasMessage(sentence.replace("X", name));
        cache.close();
        model.close();
        backend.close();
        assertThatThrownBy(() -> backend.allocate(Shape.of(1 << 26)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the device is closed");
    }

    /// No room: what was there stays, and is of use.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2|X has no memory left to hold another 128.0 MiB.",
                "-1|This machine has no memory left for X to hold another 128.0 MiB."
            })
    void aDriverWithoutMemoryIsSaidSoAndGoesOn(int result, String sentence) {
        try (VulkanBackend backend = VulkanDevices.open();
                Tensor x = backend.allocate(Shape.of(3))) {
            backend.write(x, new float[] {1, 2, 3});
            try (DriverFault fault = new DriverFault(backend, "vkAllocateMemory", result)) {
                assertThat(fault).isNotNull();
                assertThatThrownBy(() -> backend.allocate(Shape.of((1 << 25) - 1)))
                        .isInstanceOf(DeviceException.class)
                        .hasMessage(sentence.replace("X", backend.gpu().candidate().name()));
            }
            try (Tensor large = backend.allocate(Shape.of((1 << 25) - 1))) {
                backend.fill(large, 2);
                backend.scale(x, 2);
                assertThat(backend.read(x)).containsExactly(2, 4, 6);
            }
        }
    }

    @Test
    void aKernelThatTheDriverRefusesIsNamed() {
        try (VulkanBackend backend = VulkanDevices.open();
                Tensor x = backend.allocate(Shape.of(3))) {
            try (DriverFault fault = new DriverFault(backend, "vkCreateComputePipelines", -13)) {
                assertThat(fault).isNotNull();
                assertThatThrownBy(() -> backend.scale(x, 2))
                        .isInstanceOf(DeviceException.class)
                        .hasMessageEndingWith(
                                " could not take the kernel elementwise (Vulkan result -13).");
            }
            backend.write(x, new float[] {1, 2, 3});
            backend.scale(x, 2);
            assertThat(backend.read(x)).containsExactly(2, 4, 6);
        }
    }

    @Test
    void whatTheDeviceReachesIsMeasured() {
        try (Backend backend = VulkanDevices.open()) {
            DevicePeak peak = backend.measurePeak().orElseThrow();
            assertThat(peak.gigaflops()).isBetween(0.05, 1e6);
            assertThat(peak.gigabytes()).isBetween(0.05, 1e5);
        }
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
