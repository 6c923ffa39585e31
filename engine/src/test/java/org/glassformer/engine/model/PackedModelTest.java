package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.glassformer.engine.References;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Models whose weights stay packed, beside the same weights as floats.
final class PackedModelTest {
    private static final int[] IDS = {1, 5, 2, 9, 9, 0, 3};
    private static final int WRITTEN = 60;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"F16", "Q8_0", "Q4_0"})
    void aFileOfPackedWeightsGivesTheLogitsOfItsValues(DType type) throws IOException {
        for (ModelConfig config :
                new ModelConfig[] {
                    ModelConfig.gpt2(2, 4, 64, 40, 24), ModelConfig.llama(2, 4, 2, 64, 96, 40, 24)
                }) {
            Path file = folder.resolve(config.family() + ".gguf");
            try (Backend backend = Backends.open("vector", 2);
                    Backend oracle = Backends.open("scalar", 1);
                    Transformer model = TestModels.randomised(config, oracle, 3)) {
                GgufModels.write(model, GgufType.of(type), file);
                try (Transformer packed = Transformer.load(file, backend, part -> {});
                        Transformer plain = Transformer.load(file, oracle, part -> {})) {
                    assertThat(packed.parameter("blocks.1.wq").value().dtype()).isEqualTo(type);
                    assertThat(packed.parameter("blocks.1.ln1w").value().dtype())
                            .isEqualTo(DType.F32);
                    assertThat(packed.weightBytes())
                            .isLessThan(type == DType.F16 ? 220_000 : 125_000);
                    assertThat(packed.weightTypes().keySet()).startsWith(type);
                    assertThat(logits(packed)).containsExactly(logits(plain), within(2e-4f));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "Q8_0", "Q4_0"})
    void aRoundedStoryModelWritesWhatItsValuesWrite(DType type) {
        Path story = References.path("stories260K");
        try (Backend backend = Backends.open("vector", 2);
                Transformer model = Transformer.load(story, backend, part -> {});
                Transformer packed = model.packedCopy(type);
                Transformer wide = packed.trainableCopy();
                KvCache one = packed.newCache(WRITTEN);
                KvCache other = wide.newCache(WRITTEN)) {
            assertThat(packed.weightBytes()).isLessThan(wide.weightBytes() * 11 / 20);
            assertThat(wide.packed()).isFalse();
            int token = 1;
            for (int i = 0; i < WRITTEN; i++) {
                float[] logits = packed.lastLogits(new int[] {token}, one, Hooks.none());
                float[] expected = wide.lastLogits(new int[] {token}, other, Hooks.none());
                assertThat(logits).containsExactly(expected, within(2e-4f));
                token = largest(logits);
                assertThat(token).isEqualTo(largest(expected));
            }
        }
    }

    @Test
    void randomWeightsPackedAsTheyAreMadeAreThoseOfThePackedCopy() {
        ModelConfig config = ModelConfig.gpt2(2, 2, 64, 40, 24);
        try (Backend backend = Backends.open("vector", 1);
                Transformer model = Transformer.random(config, backend, 5);
                Transformer copy = model.packedCopy(DType.Q8_0);
                Transformer packed = Transformer.random(config, backend, 5, DType.Q8_0)) {
            assertThat(packed.weightTypes()).isEqualTo(copy.weightTypes());
            for (Parameter parameter : packed.parameters()) {
                assertThat(backend.read(parameter.value()))
                        .isEqualTo(backend.read(copy.parameter(parameter.name()).value()));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transformer.random(config, backend, 5, DType.Q5_K))
                    .withMessageContaining("Q5_K");
        }
    }

    @Test
    void packedWeightsAreTrainedAsACopyWithFloats() {
        try (Backend backend = Backends.open("vector", 1);
                Transformer model =
                        TestModels.randomised(ModelConfig.gpt2(1, 2, 32, 13, 24), backend, 3);
                Transformer packed = model.packedCopy(DType.Q8_0);
                Transformer wide = packed.trainableCopy()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TrainingPass(packed, 1, 4))
                    .withMessageContaining("Q8_0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.packedCopy(DType.Q5_K))
                    .withMessageContaining("Q5_K");
            assertThat(wide.weightTypes()).containsOnlyKeys(DType.F32);
            new TrainingPass(wide, 1, 4).close();
        }
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static float[] logits(Transformer model) {
        return model.backend().read(model.forward(IDS, null, Hooks.none(), LogitRows.ALL));
    }
}
