package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainConfigTest {
    private static final String GOOD =
            """
            {"model": {"nLayer": 2, "nHead": 2, "nEmbd": 8, "blockSize": 16},
             "tokenizer": "tok", "data": [{"file": "a.txt", "weight": 2}, {"stories": 9}],
             "batch": 4, "steps": 10, "folder": "run",
             "optimiser": {"learningRate": 0.01, "warmupSteps": 3}}
            """;

    @TempDir Path folder;

    @Test
    void whatIsLeftOutHasADefault() throws IOException {
        TrainConfig config = read(GOOD);
        assertThat(config.model().family()).isEqualTo("gpt2");
        assertThat(config.accumulation()).isEqualTo(1);
        assertThat(config.sources()).hasSize(2);
        assertThat(config.sources().get(0).weight()).isEqualTo(2);
        assertThat(config.sources().get(1).stories()).isEqualTo(9);
        assertThat(config.optimiser().minLearningRate()).isEqualTo(0.001);
        assertThat(config.schedule().rate(3)).isCloseTo(0.01, within(1e-15));
        assertThat(config.schedule().rate(10)).isEqualTo(0.001);
        assertThat(config.keep()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"steps\" # \"stesp\" # 'steps' is missing",
                "\"batch\": 4 # \"batch\": 4, \"bathc\": 3 # unknown key 'bathc'",
                "\"nLayer\" # \"layers\": 2, \"nLayer\" # unknown key 'layers' in 'model'",
                "\"warmupSteps\": 3 # \"warmupSteps\": 30 # the warm-up is longer",
                "\"batch\": 4 # \"batch\": 4.5 # 'batch'",
                "\"batch\": 4 # \"batch\": 0 # at least 1",
                "\"nEmbd\": 8 # \"nEmbd\": 9 # multiple of 'nHead'",
                "\"weight\": 2 # \"weight\": 0 # above 0",
                "{\"stories\": 9} # {} # either a 'file' or 'stories'",
                "\"learningRate\": 0.01 # \"name\": \"lion\" # adamw or sgd",
                "\"nLayer\" # \"family\": \"bert\", \"nLayer\" # gpt2 or llama",
                "\"tok\" # 7 # must be a text",
                "\"batch\": 4 # \"batch\": 4, \"vocabulary\": {\"size\": 9} # at least 257",
                "\"batch\": 4 # \"batch\": 4, \"vocabulary\": {\"size\": 900} # 'data' to learn",
                "{\"model\" # [\"model\" # is not JSON"
            })
    void mistakesAreNamed(String part, String instead, String message) {
        assertThat(GOOD).contains(part);
        assertThatThrownBy(() -> read(GOOD.replace(part, instead)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TrainConfig.read(folder.resolve("none.json")))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("none.json");
    }

    private TrainConfig read(String json) throws IOException {
        Path file = folder.resolve("train.json");
        Files.writeString(file, json);
        return TrainConfig.read(file);
    }
}
