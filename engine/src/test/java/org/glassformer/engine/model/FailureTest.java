package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What fails half-way leaves everything usable and keeps no memory.
final class FailureTest {
    private static final Interventions MEAN = Interventions.parse(List.of("mean:*.*"));

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void aRunThatFailsLeavesTheCacheAsItWas(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 1);
                KvCache cache = model.newCache(8)) {
            model.lastLogits(new int[] {1, 2, 3}, cache, Hooks.none());
            fails(model, new int[] {9, 8, 7}, cache, Interventions.NONE);
            assertThat(cache.length()).isEqualTo(3);
            float[] next = model.lastLogits(new int[] {4, 5}, cache, Hooks.none());
            float[] whole = model.lastLogits(new int[] {1, 2, 3, 4, 5}, null, Hooks.none());
            TransformerTest.assertClose(next, whole);
        }
    }

    @Test
    void theMeansOfAPromptThatFailedAreForgotten() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1);
                KvCache cache = model.newCache(8)) {
            Hooks mean = Hooks.of(HookFilter.NONE, MEAN);
            fails(model, new int[] {9, 8, 7}, cache, MEAN);
            assertThat(model.lastLogits(new int[] {1, 2, 3}, cache, mean))
                    .isEqualTo(model.lastLogits(new int[] {1, 2, 3}, null, mean));
        }
    }

    @Test
    void aModelGoesOnAfterThereWasNoMemory() {
        try (Backend real = Backends.open("scalar", 1)) {
            Scarce scarce = new Scarce();
            try (Transformer model =
                    TestModels.model(TestModels.Family.LLAMA, WatchedBackend.of(real, scarce), 1)) {
                int[] ids = {1, 2, 3, 4};
                float[] expected = all(model, ids);
                for (int allowed = 0; allowed < 3; allowed++) {
                    scarce.left = allowed;
                    assertThatExceptionOfType(OutOfMemoryError.class)
                            .isThrownBy(() -> all(model, new int[] {1, 2, 3, 4, 5, 6}));
                    scarce.left = Integer.MAX_VALUE;
                    assertThat(all(model, ids)).isEqualTo(expected);
                }
                scarce.left = 0;
                assertThatExceptionOfType(OutOfMemoryError.class)
                        .isThrownBy(() -> model.forward(ids, null, Hooks.none(), LogitRows.LAST));
                scarce.left = Integer.MAX_VALUE;
                assertThat(all(model, ids)).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatWasTakenGoesBackWhenTheRestDoesNotFit() {
        try (Backend real = Backends.open("scalar", 1)) {
            Scarce scarce = new Scarce();
            try (Transformer model =
                    TestModels.model(TestModels.Family.QWEN3, WatchedBackend.of(real, scarce), 1)) {
                List<Runnable> attempts =
                        List.of(
                                () -> model.newCache(8),
                                () -> new TrainingPass(model, 1, 4),
                                () -> all(model, new int[] {1, 2, 3}));
                for (Runnable attempt : attempts) {
                    scarce.taken.clear();
                    scarce.left = 3;
                    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(attempt::run);
                    assertThat(scarce.taken).hasSize(3).allMatch(t -> t.memory().byteSize() == 0);
                }
            }
        }
    }

    @Test
    void backwardNeedsAForwardPassThatWentWell() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 1);
                TrainingPass pass = new TrainingPass(model, 1, 2)) {
            pass.forward(new int[] {1, 2}, new int[] {2, 3}, 0, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pass.forward(new int[] {1, 99}, new int[] {2, 3}, 0, 1));
            assertThatIllegalStateException().isThrownBy(() -> pass.backward(1));
        }
    }

    /// Throws in the middle of the second layer.
    private static void fails(
            Transformer model, int[] ids, KvCache cache, Interventions interventions) {
        HookFilter failing =
                name -> {
                    if (name.equals("blocks.1.hook_resid_mid")) {
                        throw new IllegalStateException("half-way");
                    }
                    return false;
                };
        assertThatIllegalStateException()
                .isThrownBy(() -> model.lastLogits(ids, cache, Hooks.of(failing, interventions)))
                .withMessage("half-way");
    }

    private static float[] all(Transformer model, int[] ids) {
        return model.backend().read(model.forward(ids, null, Hooks.none(), LogitRows.ALL));
    }

    /// Memory that runs out after `left` more tensors.
    private static final class Scarce implements WatchedBackend.Watcher {
        private final List<Tensor> taken = new ArrayList<>();
        private int left = Integer.MAX_VALUE;

        @Override
        public void before(String operation) {
            if (operation.equals("allocate") && left-- <= 0) {
                throw new OutOfMemoryError("none left");
            }
        }

        @Override
        public void after(String operation, @Nullable Object result) {
            if (operation.equals("allocate") && result instanceof Tensor tensor) {
                taken.add(tensor);
            }
        }
    }
}
