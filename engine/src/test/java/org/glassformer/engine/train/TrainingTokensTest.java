package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.glassformer.engine.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTokensTest {
    @TempDir Path place;

    @Test
    void aMissingTokenizerIsLearnedOnceAndThenRead() throws IOException {
        TrainConfig config =
                config(", \"vocabulary\": {\"size\": 300, \"data\": [{\"stories\": 4}]}");
        TrainingTokens learned = TrainingTokens.of(config);
        assertThat(learned.vocabSize()).isEqualTo(300);
        assertThat(learned.endOfText()).isZero();
        assertThat(learned.file()).isEqualTo(place.resolve("tok/tokenizer.json"));
        String text = "Once there was <|endoftext|>";
        int[] ids = learned.encode().apply(text);
        assertThat(ids).doesNotContain(learned.endOfText()).hasSizeLessThan(text.length());
        assertThat(Tokenizers.fromFile(learned.file()).decode(ids)).isEqualTo(text);
        TrainingTokens read = TrainingTokens.of(config(""));
        assertThat(read.encode().apply(text)).isEqualTo(ids);
    }

    @Test
    void withoutAPlanTheTokenizerHasToExist() throws IOException {
        TrainConfig config = config("");
        assertThatThrownBy(() -> TrainingTokens.of(config))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("there is no tokenizer");
    }

    @Test
    void aRunOpensWithTheTokenizerOfItsConfiguration() throws IOException {
        TrainConfig config =
                config(", \"vocabulary\": {\"size\": 270, \"data\": [{\"stories\": 2}]}");
        try (TrainingRun run = TrainingRun.open(config, new TrainerListener() {})) {
            assertThat(run.train()).isTrue();
            assertThat(run.model().config().vocabSize()).isEqualTo(270);
        }
    }

    private TrainConfig config(String vocabulary) throws IOException {
        String json =
                """
                {"model": {"nLayer": 1, "nHead": 2, "nEmbd": 8, "blockSize": 16},
                 "tokenizer": "PLACE/tok" VOCABULARY, "data": [{"stories": 2}],
                 "batch": 1, "steps": 2, "folder": "PLACE/run", "device": "scalar"}
                """
                        .replace("PLACE", place.toString().replace('\\', '/'))
                        .replace("VOCABULARY", vocabulary);
        Path file = place.resolve("train.json");
        Files.writeString(file, json);
        return TrainConfig.read(file);
    }
}
