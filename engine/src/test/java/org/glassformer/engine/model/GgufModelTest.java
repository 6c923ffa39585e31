package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.GgufType;
import org.glassformer.engine.format.GgufWriter;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GgufModelTest {
    private static final int[] IDS = {1, 5, 2, 9, 9, 0, 3};

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LLAMA3_TIED", "GEMMA3"})
    void aModelOfPlainFloatsGivesTheSameLogits(TestModels.Family family) throws IOException {
        Path file = folder.resolve("m.gguf");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 3)) {
            GgufModels.write(model, GgufType.F32, file);
            assertThat(Transformer.config(file)).isEqualTo(model.config());
            try (Transformer loaded = Transformer.load(file, backend, part -> {})) {
                assertThat(loaded.config()).isEqualTo(model.config());
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @Test
    void gemma3SlidesInAllLayersButEverySixth() throws IOException {
        ConfigDraft draft = new ConfigDraft(TestModels.config(TestModels.Family.GEMMA3));
        draft.nLayer = 6;
        draft.windows = List.of(3, 3, 3, 3, 3, 0);
        draft.embedScale = 4;
        draft.queryScalar = 6;
        Path file = folder.resolve("m.gguf");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.randomised(draft.build(), backend, 3)) {
            GgufModels.write(model, GgufType.F32, file);
            try (Transformer loaded = Transformer.load(file, backend, part -> {})) {
                assertThat(loaded.config()).isEqualTo(model.config());
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestModels.Family.class,
            names = {"GPT2", "LLAMA", "NEOX", "PHI3", "MIXTRAL"})
    void halfFloatsGiveTheLogitsOfTheRoundedWeights(TestModels.Family family) throws IOException {
        Path file = folder.resolve("m.gguf");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 3)) {
            GgufModels.write(model, GgufType.F16, file);
            for (Parameter parameter : model.parameters()) {
                boolean learned = parameter.name().equals("wpe"); // stays F32
                if (parameter.value().shape().rank() == 2 && !learned) {
                    float[] values = backend.read(parameter.value());
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
                    }
                    backend.write(parameter.value(), values);
                }
            }
            try (Transformer loaded = Transformer.load(file, backend, part -> {})) {
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @Test
    void stretchedRotationsComeFromTheTensorOfDivisors() throws IOException {
        ModelConfig plain = ModelConfig.llama(1, 1, 1, 64, 20, 13, 24);
        RopeScaling.Llama3 scaling = new RopeScaling.Llama3(8, 1, 4, 8192);
        float[] divisors = new float[plain.headSize() / 2];
        for (int i = 0; i < divisors.length; i++) {
            double frequency = Math.pow(plain.ropeTheta(), -2.0 * i / plain.headSize());
            divisors[i] = (float) (frequency / scaling.scale(frequency));
        }
        Path file = folder.resolve("m.gguf");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.randomised(plain, backend, 3)) {
            withDivisors(model, divisors).write(file);
            assertThat(Transformer.config(file).ropeScaling()).isEqualTo(scaling);
            divisors[3] = 2;
            refused(withDivisors(model, divisors), "Llama 3.1", "divisor 2.0 for frequency 3");
        }
    }

    private static GgufWriter withDivisors(Transformer model, float[] divisors) {
        return of(model)
                .tensor(
                        GgufNames.ROPE_FACTORS,
                        GgufType.F32,
                        Shape.of(divisors.length),
                        () -> divisors);
    }

    @Test
    void linearScalingComesFromItsKeys() throws IOException {
        Path file = folder.resolve("m.gguf");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            GgufModels.of(model, GgufType.F32)
                    .text("llama.rope.scaling.type", "linear")
                    .real("llama.rope.scaling.factor", 4)
                    .write(file);
        }
        assertThat(Transformer.config(file).ropeScaling()).isEqualTo(new RopeScaling.Linear(4));
    }

    @Test
    void whatTheEngineLacksIsNamed() throws IOException {
        refused(new GgufWriter().text("general.architecture", "mamba"), "gpt2, llama", "mamba");
        refused(new GgufWriter(), "general.architecture", "none");
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            refused(of(model).whole("llama.expert_count", 8), "expert_used_count", "none");
            refused(of(model).text("llama.rope.scaling.type", "warp"), "linear, yarn", "warp");
            refused(
                    of(model)
                            .tensor(
                                    "blk.0.ffn_gate_inp.weight",
                                    GgufType.F32,
                                    Shape.of(1),
                                    () -> new float[1]),
                    "only the tensors",
                    "ffn_gate_inp");
        }
    }

    private static GgufWriter of(Transformer model) {
        return GgufModels.of(model, GgufType.F32);
    }

    private void refused(GgufWriter writer, String expectation, String found) throws IOException {
        Path file = folder.resolve("bad.gguf");
        writer.write(file);
        try (Backend backend = Backends.open("scalar", 1)) {
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> Transformer.load(file, backend, part -> {}))
                    .withMessageContaining(expectation)
                    .withMessageContaining(found);
        }
    }

    private static float[] logits(Transformer model) {
        return model.backend().read(model.forward(IDS, null, Hooks.none(), LogitRows.ALL));
    }
}
