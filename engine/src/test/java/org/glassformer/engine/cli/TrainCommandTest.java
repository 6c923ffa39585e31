package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainCommandTest {
    @TempDir private Path folder;

    @Test
    void trainedModelCanBeScored() throws IOException {
        Path config = config(4);

        Ran ran = glassformer("train", "--config", config, "--device", "scalar", "--json");

        JsonNode json = ran.json();
        assertThat(json.get("finished").asBoolean()).isTrue();
        assertThat(json.get("step").asInt()).isEqualTo(4);
        assertThat(json.get("train_loss").asDouble()).isPositive();
        assertThat(ran.err()).contains("step 4: loss");
        JsonNode score =
                glassformer(
                                "score",
                                "--model",
                                folder.resolve("model"),
                                "--file",
                                folder.resolve("text.txt"),
                                "--json")
                        .json();
        assertThat(score.get("bits_per_byte").asDouble()).isBetween(0.1, 9.0);
    }

    @Test
    void secondRunGoesOnWhereTheFirstEnded() throws IOException {
        assertThat(glassformer("train", "--config", config(2)).status()).isZero();

        Ran again = glassformer("train", "--config", config(3));

        assertThat(again.status()).isZero();
        assertThat(again.err()).contains("going on after step 2 of 3");
        assertThat(again.out()).contains("finished after step 3 of 3");
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        assertThat(glassformer("train", "--config", folder.resolve("none.json")).why())
                .contains("none.json");
        Path config = Files.writeString(folder.resolve("wrong.json"), "{\"model\": {}}");
        assertThat(glassformer("train", "--config", config).why()).isNotEmpty();
    }

    @Test
    void aTaskIsLearnedOrSaysSo() {
        Path model = folder.resolve("copying");
        JsonNode learned =
                glassformer(
                                "train",
                                "--task",
                                "copy",
                                "--size",
                                "2",
                                "--seed",
                                "3",
                                "--output",
                                model,
                                "--json")
                        .json();
        assertThat(learned.get("passed").asBoolean()).isTrue();
        assertThat(learned.get("value").asDouble()).isGreaterThanOrEqualTo(0.95);
        assertThat(learned.get("unseen").asBoolean()).isTrue();
        Ran generated =
                glassformer(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "qx>",
                        "--max-tokens",
                        "4",
                        "--temperature",
                        "0");
        assertThat(generated.out()).contains("qx");

        Ran given =
                glassformer(
                        "train",
                        "--task",
                        "sort",
                        "--steps",
                        "2",
                        "--folder",
                        folder.resolve("sorting"));
        assertThat(given.status()).isEqualTo(1);
        assertThat(given.err()).contains("sort was not learned in 2 steps");
        assertThat(folder.resolve("sorting/state.safetensors")).exists();

        assertThat(glassformer("train").misuse()).contains("--config or --task");
        assertThat(glassformer("train", "--task", "chess").why()).contains("no task 'chess'");
        assertThat(glassformer("train", "--task", "text", "--text", "aaaa").why())
                .contains("one symbol only");
    }

    private Path config(int steps) throws IOException {
        Path tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
        TinyModel.write(tokenizer);
        Path text =
                Files.writeString(
                        folder.resolve("text.txt"), "the cat sat on the mat. ".repeat(20));
        return Files.writeString(
                folder.resolve("train.json"),
                """
                {"model": {"nLayer": 1, "nHead": 2, "nEmbd": 8, "blockSize": 16},
                 "tokenizer": "%s", "data": [{"file": "%s"}],
                 "batch": 2, "steps": %d, "logEvery": 1, "checkpointEvery": 1, "evalEvery": 0,
                 "folder": "%s", "output": "%s",
                 "optimiser": {"learningRate": 0.01}}
                """
                        .formatted(
                                name(tokenizer),
                                name(text),
                                steps,
                                name(folder.resolve("run")),
                                name(folder.resolve("model"))));
    }

    private static String name(Path path) {
        return path.toString().replace("\\", "\\\\");
    }
}
