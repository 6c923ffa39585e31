package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.Checkpoint;
import org.glassformer.engine.format.Checkpoints;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.format.SafetensorsWriter;
import org.glassformer.engine.format.StoredTensor;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelFolderTest {
    private static final int[] IDS = {1, 5, 2, 9, 9, 0, 3};

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(TestModels.Family.class)
    void aSavedModelIsTheSameWhenItIsLoaded(TestModels.Family family) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(family, backend, 3)) {
            model.save(folder, false);
            try (Transformer loaded = Transformer.load(folder, backend, part -> {})) {
                assertThat(loaded.config()).isEqualTo(model.config());
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F16", "BF16", "F64"})
    void otherTypesAreReadOnEveryDevice(DType dtype) {
        try (Backend scalar = Backends.open("scalar", 1);
                Backend vector = Backends.open("vector", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, scalar, 3)) {
            model.save(folder, false);
            rewrite(dtype);
            try (Transformer slow = Transformer.load(folder, scalar, part -> {});
                    Transformer fast = Transformer.load(folder, vector, part -> {})) {
                TransformerTest.assertClose(logits(fast), logits(slow));
                float[] weights = scalar.read(model.parameter("blocks.1.wk").value());
                float[] read = vector.read(fast.parameter("blocks.1.wk").value());
                for (int i = 0; i < weights.length; i++) {
                    assertThat(read[i]).isEqualTo(rounded(dtype, weights[i]));
                }
            }
        }
    }

    @Test
    void halfOfTheBytesAreWrittenWhenAsked() throws IOException {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            model.save(folder, false);
            long full = Files.size(folder.resolve("model.safetensors"));
            model.save(folder, true);
            assertThat(Files.size(folder.resolve("model.safetensors"))).isLessThan(full * 2 / 3);
        }
    }

    @Test
    void namesWithoutPrefixAreUnderstood() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3)) {
            model.save(folder, false);
            SafetensorsWriter writer = copy(name -> name.replace("transformer.", ""));
            writer.add("h.0.attn.bias", DType.F32, Shape.of(1), new float[1]);
            writer.write(folder.resolve("model.safetensors"));
            try (Transformer loaded = Transformer.load(folder, backend, part -> {})) {
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @Test
    void progressGoesUpToOne() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN3, backend, 3)) {
            model.save(folder, false);
            copy(name -> name)
                    .add("model.rotary_emb.inv_freq", DType.F32, Shape.of(1), new float[1])
                    .write(folder.resolve("model.safetensors"));
            double[] last = {0};
            Transformer.load(
                            folder,
                            backend,
                            part -> {
                                assertThat(part).isBetween(last[0], 1.0);
                                last[0] = part;
                            })
                    .close();
            assertThat(last[0]).isEqualTo(1);
        }
    }

    static Stream<Arguments> hostileConfigs() {
        return Stream.of(
                Arguments.of("", "JSON"),
                Arguments.of("[]", "object"),
                Arguments.of("{", "JSON"),
                Arguments.of("{}", "model_type"),
                Arguments.of("{\"model_type\": 7}", "model_type"),
                Arguments.of("{\"model_type\": \"mamba\"}", "gpt2, llama"),
                Arguments.of(gpt2("\"n_layer\": 2", "\"n_layer\": 2000000000"), "n_layer"),
                Arguments.of(gpt2("\"n_layer\": 2", "\"n_layer\": -1"), "n_layer"),
                Arguments.of(gpt2("\"n_layer\": 2", "\"n_layer\": 2.5"), "n_layer"),
                Arguments.of(gpt2("\"n_layer\": 2", "\"n_layer\": \"two\""), "n_layer"),
                Arguments.of(gpt2("\"n_layer\": 2", "\"n_layer\": 3"), "h.2."),
                Arguments.of(gpt2("\"n_head\": 4", "\"n_head\": 3"), "multiple of n_head"),
                Arguments.of(gpt2("\"n_head\": 4", "\"n_head\": 0"), "n_head"),
                Arguments.of(gpt2("\"vocab_size\": 13", "\"vocab_size\": 4000000"), "wte"),
                Arguments.of(gpt2("\"vocab_size\": 13", "\"vocab_size\": 99999999999"), "vocab"),
                Arguments.of(gpt2("\"n_positions\": 24", "\"n_positions\": 30000000"), "wpe"),
                Arguments.of(gpt2("gelu_new", "snake"), "activation_function"),
                Arguments.of(
                        gpt2("\"n_layer\": 2", "\"n_layer\": 2, \"add_cross_attention\": true"),
                        "add_cross_attention"),
                Arguments.of(
                        gpt2("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false"),
                        "lm_head"),
                Arguments.of(gpt2("gpt2", "llama"), "hidden_size"));
    }

    @ParameterizedTest
    @MethodSource("hostileConfigs")
    void aWrongConfigurationIsRefusedWithItsPlace(String config, String named) throws IOException {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model =
                        Transformer.random(TestModels.config(TestModels.Family.GPT2), backend, 1)) {
            model.save(folder, false);
            Files.writeString(folder.resolve("config.json"), config);
            long start = System.nanoTime();
            assertThatThrownBy(() -> Transformer.load(folder, backend, part -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(named);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aModelInShardsIsTheSame() throws IOException {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            model.save(folder, false);
            SafetensorsWriter writer = copy(name -> name);
            writer.writeSharded(folder, 4_000);
            assertThat(folder.resolve("model.safetensors")).doesNotExist();
            try (Transformer loaded = Transformer.load(folder, backend, part -> {})) {
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @Test
    void aHeadStoredBesideTiedEmbeddingsDoesNotCount() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA3_TIED, backend, 3)) {
            model.save(folder, false);
            copy(name -> name)
                    .add("lm_head.weight", DType.F32, Shape.of(13, 16), new float[13 * 16])
                    .write(folder.resolve("model.safetensors"));
            try (Transformer loaded = Transformer.load(folder, backend, part -> {})) {
                assertThat(logits(loaded)).isEqualTo(logits(model));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "model.layers.1.mlp.up_proj.weight, model.layers.1.mlp.up.weight",
        "model.norm.weight, model.norm.gamma",
        "model.embed_tokens.weight, model.embed.weight",
        "lm_head.weight, head.weight"
    })
    void aTensorWithAnotherNameIsMissed(String name, String misnamed) {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            model.save(folder, false);
            copy(stored -> stored.equals(name) ? misnamed : stored)
                    .write(folder.resolve("model.safetensors"));
            assertThatThrownBy(() -> Transformer.load(folder, backend, part -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("model.safetensors at byte 8:")
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aTensorOfAnotherShapeIsNamedWithItsPlace() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.GPT2, backend, 3)) {
            model.save(folder, false);
            rewriteConfig("\"n_positions\" : 24", "\"n_positions\" : 30000000");
            assertThatThrownBy(() -> Transformer.load(folder, backend, part -> {}))
                    .isInstanceOfSatisfying(
                            ModelFormatException.class,
                            e -> assertThat(e.offset()).isGreaterThan(8))
                    .hasMessageContaining("wpe.weight of shape (30000000, 16)")
                    .hasMessageContaining("found shape (24, 16)");
        }
    }

    @Test
    void aTensorThatNoPartUsesIsNamed() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.QWEN3, backend, 3)) {
            model.save(folder, false);
            rewriteConfig("qwen3", "llama");
            assertThatThrownBy(() -> Transformer.load(folder, backend, part -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("self_attn.k_norm.weight");
        }
    }

    @Test
    void endTokensOfTheGenerationConfigurationAreAddedToTheModels() throws IOException {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = TestModels.model(TestModels.Family.LLAMA, backend, 3)) {
            model.save(folder, false);
            rewriteConfig("\"vocab_size\"", "\"eos_token_id\" : 4, \"vocab_size\"");
            Files.writeString(
                    folder.resolve("generation_config.json"),
                    "{\"bos_token_id\": 2, \"eos_token_id\": [4, 7], \"temperature\": 0.6}");
            assertThat(Transformer.config(folder))
                    .isEqualTo(model.config().withTokens(2, List.of(4, 7)));
        }
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        try (Backend backend = Backends.open("scalar", 1)) {
            assertThatThrownBy(() -> Transformer.load(folder.resolve("none"), backend, part -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("a folder");
            assertThatThrownBy(() -> Transformer.load(folder, backend, part -> {}))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("config.json");
        }
    }

    /// What is stored, under other names.
    private SafetensorsWriter copy(UnaryOperator<String> renaming) {
        SafetensorsWriter writer = new SafetensorsWriter();
        try (Checkpoint checkpoint = Checkpoints.open(folder)) {
            for (String name : checkpoint.names()) {
                StoredTensor t = checkpoint.tensor(name);
                writer.add(renaming.apply(name), t.dtype(), t.shape(), t.toFloats());
            }
        }
        return writer;
    }

    private void rewriteConfig(String from, String to) {
        try {
            Path file = folder.resolve("config.json");
            Files.writeString(file, Files.readString(file).replace(from, to));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void rewrite(DType dtype) {
        SafetensorsWriter writer = new SafetensorsWriter();
        try (Checkpoint checkpoint = Checkpoints.open(folder)) {
            for (String name : checkpoint.names()) {
                StoredTensor tensor = checkpoint.tensor(name);
                writer.add(name, dtype, tensor.shape(), tensor.toFloats());
            }
        }
        writer.write(folder.resolve("model.safetensors"));
    }

    private static float rounded(DType dtype, float value) {
        return switch (dtype) {
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BF16 -> {
                int bits = Float.floatToRawIntBits(value);
                int even = (bits >>> 16) & 1;
                yield Float.intBitsToFloat((bits + 0x7fff + even) & 0xffff0000);
            }
            default -> value;
        };
    }

    /// The configuration of [TestModels.Family#GPT2] with something replaced.
    private static String gpt2(String from, String to) {
        return """
        {"model_type": "gpt2", "vocab_size": 13, "n_layer": 2, "n_head": 4, "n_embd": 16,
         "n_positions": 24, "activation_function": "gelu_new", "tie_word_embeddings": true}
        """
                .replace(from, to);
    }

    private static float[] logits(Transformer model) {
        return model.backend().read(model.forward(IDS, null, Hooks.none(), LogitRows.ALL));
    }
}
