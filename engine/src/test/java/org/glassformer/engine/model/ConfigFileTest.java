package org.glassformer.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.ModelFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Configurations as they are published.
final class ConfigFileTest {
    @TempDir Path folder;

    @Test
    void gpt2TiesItsHeadWithoutSayingSo() {
        ModelConfig config =
                read(
                        """
                        {"activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"],
                         "attn_pdrop": 0.1, "bos_token_id": 50256, "eos_token_id": 50256,
                         "layer_norm_epsilon": 1e-05, "model_type": "gpt2", "n_ctx": 1024,
                         "n_embd": 768, "n_head": 12, "n_layer": 12, "n_positions": 1024,
                         "n_inner": null, "vocab_size": 50257}
                        """);
        assertThat(config).isEqualTo(ModelConfig.gpt2Small().withTokens(50256, List.of(50256)));
    }

    @Test
    void llama3StretchesItsRotations() {
        ModelConfig config =
                read(
                        """
                        {"model_type": "llama", "attention_bias": false, "bos_token_id": 128000,
                         "eos_token_id": [128001, 128008, 128009], "head_dim": 64,
                         "hidden_act": "silu", "hidden_size": 2048, "intermediate_size": 8192,
                         "max_position_embeddings": 131072, "mlp_bias": false,
                         "num_attention_heads": 32, "num_hidden_layers": 16,
                         "num_key_value_heads": 8, "pretraining_tp": 1, "rms_norm_eps": 1e-05,
                         "rope_scaling": {"factor": 32.0, "high_freq_factor": 4.0,
                           "low_freq_factor": 1.0, "original_max_position_embeddings": 8192,
                           "rope_type": "llama3"},
                         "rope_theta": 500000.0, "tie_word_embeddings": true,
                         "vocab_size": 128256}
                        """);
        assertThat(config.ropeScaling()).isEqualTo(new RopeScaling.Llama3(32, 1, 4, 8192));
        assertThat(config.ropeTheta()).isEqualTo(500000);
        assertThat(config.tiedHead()).isTrue();
        assertThat(config.headSize()).isEqualTo(64);
        assertThat(config.nKvHead()).isEqualTo(8);
        assertThat(config.eosTokens()).containsExactly(128001, 128008, 128009);
        assertThat(config.normEps()).isEqualTo(1e-5f);
        assertThat(config.qkvBias()).isFalse();
    }

    @Test
    void rotationsMayStandInOneObject() {
        ModelConfig config =
                read(
                        llama(
                                "llama",
                                """
                                "rope_parameters": {"rope_theta": 500000.0, "rope_type": "llama3",
                                  "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                                  "original_max_position_embeddings": 8192}
                                """));
        assertThat(config.ropeTheta()).isEqualTo(500000);
        assertThat(config.ropeScaling()).isEqualTo(new RopeScaling.Llama3(8, 1, 4, 8192));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama   | 2048",
                "mistral | 131072",
                "qwen2   | 32768",
                "qwen3   | 32768",
            })
    void whatIsAbsentHasTheDefaultOfItsFamily(String family, int context) {
        ModelConfig config = read(llama(family, "\"head_dim\": null"));
        assertThat(config.blockSize()).isEqualTo(context);
        assertThat(config.nKvHead()).isEqualTo(config.nHead());
        assertThat(config.headSize()).isEqualTo(16);
        assertThat(config.normEps()).isEqualTo(1e-6f);
        assertThat(config.ropeTheta()).isEqualTo(10000);
        assertThat(config.ropeScaling()).isEqualTo(new RopeScaling.None());
        assertThat(config.activation()).isEqualTo(Activation.SILU);
        assertThat(config.tiedHead()).isFalse();
        assertThat(config.qkvBias()).isEqualTo(family.equals("qwen2"));
        assertThat(config.attnOutBias()).isFalse();
        assertThat(config.qkNorm()).isEqualTo(family.equals("qwen3"));
        assertThat(config.bosToken()).isEqualTo(-1);
        assertThat(config.eosTokens()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral | 'mlp_bias': false                                  | 4096 4096 4096",
                "mistral | 'sliding_window': 128                              | 128 128 128",
                "mistral | 'sliding_window': null                             | 0 0 0",
                "llama   | 'sliding_window': 128                              | 0 0 0",
                "qwen2   | 'sliding_window': 128                              | 0 0 0",
                "qwen2   | 'sliding_window': 128, 'use_sliding_window': false | 0 0 0",
                "qwen2   | 'sliding_window': 128, 'use_sliding_window': true  | 0 0 0",
                "qwen2   | 'sliding_window': 128, 'use_sliding_window': true,"
                        + " 'max_window_layers': 2 | 0 0 128",
                "qwen3   | 'sliding_window': 128, 'use_sliding_window': true, 'layer_types':"
                        + " ['full_attention', 'sliding_attention', 'full_attention'] | 0 128 0",
            })
    void windowsSlideInTheLayersOfTheFamily(String family, String more, String windows) {
        ModelConfig config = read(llama(family, more.replace('\'', '"')));
        assertThat(config.windows())
                .isEqualTo(List.of(windows.split(" ")).stream().map(Integer::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "llama, true, true, true",
        "mistral, false, false, false",
        "qwen2, true, false, false",
        "qwen3, true, true, false"
    })
    void biasesAreReadWhereTheFamilyHasThem(String family, boolean qkv, boolean out, boolean mlp) {
        ModelConfig config = read(llama(family, "\"attention_bias\": true, \"mlp_bias\": true"));
        assertThat(config.qkvBias()).isEqualTo(qkv);
        assertThat(config.attnOutBias()).isEqualTo(out);
        assertThat(config.mlpBias()).isEqualTo(mlp);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'rope_scaling': {'rope_type': 'dynamic', 'factor': 4}       | rope_scaling",
                "'rope_scaling': {'type': 'linear'}                          | rope_scaling.factor",
                "'rope_scaling': {'type': 'linear', 'factor': -1}            | rope_scaling.factor",
                "'rope_scaling': {'rope_type': 'llama3', 'factor': 8, 'low_freq_factor': 4,"
                        + " 'high_freq_factor': 4, 'original_max_position_embeddings': 64}"
                        + " | high_freq_factor",
                "'rope_theta': 0                                             | rope_theta",
                "'partial_rotary_factor': 0.5                                | partial_rotary",
                "'rms_norm_eps': -0.1                                        | rms_norm_eps",
                "'num_key_value_heads': 3                                    | num_key_value_heads",
                "'head_dim': 3                                               | even",
                "'hidden_act': 'snake'                                       | hidden_act",
                "'tie_word_embeddings': 'yes'                                | tie_word",
                "'layer_types': ['full_attention']                           | layer_types",
                "'eos_token_id': [1, 'two']                                  | eos_token_id"
            })
    void whatCannotBeRunIsNamed(String more, String named) {
        assertThatThrownBy(() -> read(llama("llama", more.replace('\'', '"'))))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(named);
    }

    @Test
    void aMistralWithoutAWindowIsWrittenAsOne() {
        ModelConfig config = read(llama("mistral", "\"sliding_window\": null"));
        assertThat(config.windows()).isEqualTo(Collections.nCopies(3, 0));
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = Transformer.random(config, backend, 1)) {
            model.save(folder, false);
            try (Transformer loaded = Transformer.load(folder, backend, part -> {})) {
                assertThat(loaded.config()).isEqualTo(config);
            }
        }
    }

    private static String llama(String family, String more) {
        return """
        {"model_type": "%s", "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 3,
         "num_attention_heads": 2, "vocab_size": 13, %s}
        """
                .formatted(family, more);
    }

    private ModelConfig read(String json) {
        Path file = folder.resolve("config.json");
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ConfigFile.read(file);
    }
}
