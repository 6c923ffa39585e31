package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.format.ModelFormatException;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tokenizer.BpeTrainer;
import org.glassformer.engine.tokenizer.TokenizerFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LanguageModelTest {
    private static final int TOKENS = 260;

    private final Backend backend = Backends.open("scalar", 1);

    @TempDir Path folder;

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aFolderOpensWithItsTokenizer() {
        save(TOKENS + 4);
        saveTokenizer();
        try (LanguageModel model = LanguageModel.open(folder, backend)) {
            assertThat(model.name()).isEqualTo(folder.getFileName().toString());
            assertThat(model.tokenizer().vocabSize()).isEqualTo(TOKENS);
            assertThat(model.tokenizer().decode(model.promptIds("a test"))).isEqualTo("a test");
        }
    }

    @Test
    void aTokenizerOfMoreTokensThanTheModelIsRefused() {
        save(TOKENS - 1);
        saveTokenizer();
        assertThatThrownBy(() -> LanguageModel.open(folder, backend))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("model's " + (TOKENS - 1) + " tokens")
                .hasMessageContaining("found " + TOKENS + " tokens");
    }

    @Test
    void specialTokensBeyondTheModelDoNoHarm() throws IOException {
        save(TOKENS);
        saveTokenizer();
        Path file = folder.resolve("tokenizer.json");
        String image =
                "\"added_tokens\":[{\"id\":%d,\"content\":\"<image>\",\"special\":true},"
                        .formatted(TOKENS);
        String json = Files.readString(file).replaceFirst("\"added_tokens\"\\s*:\\s*\\[", image);
        Files.writeString(file, json);
        try (LanguageModel model = LanguageModel.open(folder, backend)) {
            assertThat(model.tokenizer().vocabSize()).isEqualTo(TOKENS + 1);
            assertThat(model.tokenizer().decode(model.promptIds("a test"))).isEqualTo("a test");
        }
    }

    @Test
    void aFolderWithoutTokenizerIsRefused() {
        save(TOKENS);
        assertThatThrownBy(() -> LanguageModel.open(folder, backend))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private void save(int vocabSize) {
        ModelConfig config = ModelConfig.gpt2(1, 2, 8, vocabSize, 16);
        try (Transformer transformer = Transformer.random(config, backend, 1)) {
            transformer.save(folder, false);
        }
    }

    private void saveTokenizer() {
        BpeTrainer.ofSize(TOKENS)
                .train(List.of("a test of a tokenizer", "a tokenizer that tests a test"))
                .writeTokenizerJson(folder.resolve("tokenizer.json"));
    }
}
