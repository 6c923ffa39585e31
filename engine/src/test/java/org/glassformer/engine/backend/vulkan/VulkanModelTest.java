package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.scalar.ScalarBackend;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.PublishedModels;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Models that nobody here wrote, on the Vulkan device.
final class VulkanModelTest {
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "qwen2", "llama-f32.gguf"})
    void tinyModelsGiveTheExpectedLogits(String name) {
        try (Backend backend = VulkanDevices.open()) {
            PublishedModels.tinyModelGivesTheExpectedLogits(name, backend);
        }
    }

    @Test
    void stories260KContinuesExactlyTokenByToken() {
        try (Backend backend = VulkanDevices.open()) {
            PublishedModels.stories260KContinuesExactlyTokenByToken(backend);
        }
    }

    @Test
    void stories260KContinuesExactlyInOneRun() {
        try (Backend backend = VulkanDevices.open()) {
            PublishedModels.stories260KContinuesExactlyInOneRun(backend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama"})
    void aTrainingStepGivesTheGradientsOfThePlainLoops(String name) {
        Path folder = References.path("tiny-models/" + name);
        try (Backend oracle = ScalarBackend.f32();
                Backend backend = VulkanDevices.open()) {
            List<float[]> expected = gradients(folder, oracle);
            List<float[]> actual = gradients(folder, backend);
            assertThat(actual).hasSameSizeAs(expected);
            for (int p = 0; p < expected.size(); p++) {
                double largest = 0;
                for (float value : expected.get(p)) {
                    largest = Math.max(largest, Math.abs(value));
                }
                Offset<Float> near = Offset.offset((float) (1e-6 + 1e-4 * largest));
                assertThat(actual.get(p))
                        .as("parameter %d", p)
                        .containsExactly(expected.get(p), near);
            }
        }
    }

    /// The losses, and then the gradient of every parameter.
    private static List<float[]> gradients(Path folder, Backend backend) {
        int[] inputs = {1, 5, 3, 9, 2, 7, 7, 4, 8, 6};
        int[] targets = {5, 3, 9, 2, -1, 7, 4, 8, 6, 1};
        List<float[]> results = new ArrayList<>();
        try (Transformer model = Transformer.load(folder, backend, p -> {});
                TrainingPass pass = new TrainingPass(model, 2, 5)) {
            pass.zeroGradients();
            pass.forward(inputs, targets, 0.1f, 3);
            pass.backward(1);
            results.add(pass.losses());
            for (Parameter parameter : model.parameters()) {
                results.add(backend.read(parameter.gradient()));
            }
        }
        return results;
    }

    /// Reading and writing on, with matrices whose rows are whole blocks of every type.
    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "Q8_0", "Q4_0", "Q4_K", "Q6_K"})
    void packedWeightsGiveTheLogitsOfThePlainLoops(DType type) {
        try (Backend oracle = ScalarBackend.f32();
                Backend backend = VulkanDevices.open()) {
            float[] expected = packedLogits(oracle, type);
            float largest = 0;
            for (float value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(packedLogits(backend, type))
                    .containsExactly(expected, Offset.offset(2e-5f * largest));
        }
    }

    private static float[] packedLogits(Backend backend, DType type) {
        ModelConfig config = ModelConfig.llama(1, 4, 2, 256, 512, 40, 24);
        int[] ids = TestModels.ids(12, 40, 4);
        try (Transformer model = Transformer.random(config, backend, 9);
                Transformer packed = model.packedCopy(type);
                KvCache cache = packed.newCache(ids.length + 1)) {
            if (backend instanceof VulkanBackend) {
                assertThat(packed.weightTypes()).as("what stays packed").containsKey(type);
            }
            float[] read = backend.read(packed.forward(ids, cache, Hooks.none(), LogitRows.ALL));
            float[] written = packed.lastLogits(new int[] {3}, cache, Hooks.none());
            float[] all = Arrays.copyOf(read, read.length + written.length);
            System.arraycopy(written, 0, all, read.length, written.length);
            return all;
        }
    }
}
