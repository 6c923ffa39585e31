package org.glassformer.engine.backend.vulkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.backend.vulkan.Traffic.Counts;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TestModels;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.StepSettings;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.WindowSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How often the CPU and the device talk, and about how much: a word to and fro costs as much as many kernels.
final class VulkanTrafficTest {
    private static final int LAYERS = 12;
    private static final int VOCABULARY = 40;
    private static final ModelConfig GPT2 = ModelConfig.gpt2(LAYERS, 2, 16, VOCABULARY, 32);
    private static final ModelConfig LLAMA =
            ModelConfig.llama(LAYERS, 4, 2, 16, 24, VOCABULARY, 32);

    @TempDir private Path kernels;

    private VulkanBackend open(boolean shared) {
        return shared ? VulkanDevices.open() : VulkanDevices.openAsAnother(kernels);
    }

    private static Counts during(VulkanBackend backend, Runnable work) {
        Counts before = backend.traffic();
        work.run();
        return backend.traffic().since(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenIsOneSubmissionAndItsLogitsComeBack(boolean shared) {
        try (VulkanBackend backend = open(shared)) {
            for (ModelConfig config : List.of(GPT2, LLAMA)) {
                try (Transformer model = Transformer.random(config, backend, 1);
                        KvCache cache = model.newCache(24)) {
                    int[] prompt = TestModels.ids(20, VOCABULARY, 1);
                    model.lastLogits(prompt, cache, Hooks.none());
                    Counts token =
                            during(
                                    backend,
                                    () -> model.lastLogits(new int[] {3}, cache, Hooks.none()));
                    cache.truncate(0);
                    Counts prefill =
                            during(backend, () -> model.lastLogits(prompt, cache, Hooks.none()));
                    for (Counts run : List.of(token, prefill)) {
                        assertThat(run.submissions()).isEqualTo(1);
                        assertThat(run.waits()).isEqualTo(1);
                        assertThat(run.bytesBack()).isEqualTo(4L * VOCABULARY);
                    }
                    assertThat(token.commands()).isBetween(8L * LAYERS, 18L * LAYERS);
                    assertThat(token.bytesThere()).isLessThan(1024);
                }
            }
        }
    }

    /// All activations of a run come back together, though the next layer overwrites them.
    @Test
    void whatIsLookedAtComesBackTogether() {
        try (VulkanBackend backend = open(false);
                Transformer model = Transformer.random(LLAMA, backend, 1)) {
            int[] prompt = TestModels.ids(9, VOCABULARY, 1);
            model.lastLogits(prompt, null, Hooks.watching(HookFilter.ALL));
            Hooks hooks = Hooks.watching(HookFilter.ALL);
            Counts run = during(backend, () -> model.lastLogits(prompt, null, hooks));
            long shown =
                    hooks.cache().all().values().stream()
                            .mapToLong(values -> values.data().length)
                            .sum();
            assertThat(hooks.cache().names()).hasSizeGreaterThan(10 * LAYERS);
            assertThat(run.waits()).isEqualTo(1);
            assertThat(run.submissions()).isEqualTo(1);
            assertThat(run.bytesBack()).isEqualTo(4 * (shown + VOCABULARY));

            Hooks again = Hooks.watching(HookFilter.ALL);
            model.forward(prompt, null, again, Transformer.LogitRows.LAST);
            ActivationCache first = hooks.cache();
            again.cache()
                    .all()
                    .forEach((name, values) ->
                            assertThat(values.data())
                                    .as(name)
                                    .containsExactly(first.get(name).data())
                                    .isNotEqualTo(new float[values.data().length]));
        }
    }

    /// The loss is one look, the length of the gradient another; nobody waits for the new weights.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrainingStepIsLookedAtTwice(boolean shared) {
        int batch = 2;
        int time = 8;
        OptimiserSettings adamW =
                new OptimiserSettings(
                        OptimiserSettings.Kind.ADAMW, 1e-3, 1e-3, 0, 0.9f, 0.99f, 1e-8f, 0.1f, 1);
        StepSettings settings = new StepSettings(batch, 1, time, 0.1f, 1, adamW, step -> 1e-3);
        try (VulkanBackend backend = open(shared);
                Transformer model = Transformer.random(LLAMA, backend, 1);
                TrainingStep step = new TrainingStep(model, settings, new SameWindow())) {
            step.run();
            backend.read(model.parameters().getFirst().value(), 0, new float[1], 0, 1);
            Counts run = during(backend, step::run);
            assertThat(run.waits()).as("loss and clipping").isEqualTo(2);
            assertThat(run.commands()).isLessThan(100L * LAYERS);
            assertThat(run.submissions()).isBetween(2L, 2 + run.commands() / 512);
            int parameters = model.parameters().size();
            assertThat(run.bytesBack())
                    .as("losses, and a sum for each 4,096 elements of a gradient")
                    .isEqualTo(4L * (batch * time + parameters));
            assertThat(run.bytesThere()).isLessThan(16_384);
        }
    }

    /// More than there is room for at once comes back in several goes, and in order.
    @Test
    void muchThatIsLookedAtLaterComesBackWhole() {
        try (VulkanBackend backend = open(false);
                Tensor x = backend.allocate(Shape.of(9 << 20));
                Tensor huge = backend.allocate(Shape.of(17 << 20))) {
            float[][] seen = new float[4][];
            for (int i = 0; i < seen.length; i++) {
                backend.fill(x, i + 1);
                backend.fill(huge, -i);
                seen[i] = i == 2 ? backend.readLater(huge) : backend.readLater(x);
            }
            backend.fill(x, 9);
            backend.settle();
            for (int i = 0; i < seen.length; i++) {
                int value = i == 2 ? -2 : i + 1;
                assertThat(seen[i]).hasSize(i == 2 ? 17 << 20 : 9 << 20);
                assertThat(seen[i][0]).isEqualTo(value);
                assertThat(seen[i][seen[i].length - 1]).isEqualTo(value);
            }
        }
    }

    private static final class SameWindow implements WindowSource {
        @Override
        public void next(int[] inputs, int[] targets, int at) {
            int[] ids = TestModels.ids(9, VOCABULARY, at);
            System.arraycopy(ids, 0, inputs, at, 8);
            System.arraycopy(ids, 1, targets, at, 8);
        }

        @Override
        public DataPosition position() {
            return new DataPosition(0, List.of());
        }

        @Override
        public void seek(DataPosition position) {}
    }
}
