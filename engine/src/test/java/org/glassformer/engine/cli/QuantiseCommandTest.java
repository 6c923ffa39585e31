package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QuantiseCommandTest {
    @TempDir private Path model;

    @Test
    void theFileIsWrittenAndTheLossMeasured() throws IOException {
        TinyModel.write(model);
        Path text =
                Files.writeString(model.resolve("text.txt"), "añ<|endoftext|>" + "x".repeat(90));
        Path file = model.resolve("m.gguf");

        JsonNode json =
                glassformer(
                                "quantise",
                                "--model",
                                model,
                                "--type",
                                "f16",
                                "--out",
                                file,
                                "--compare-on",
                                text,
                                "--json")
                        .json();

        assertThat(json.get("type").asString()).isEqualTo("F16");
        assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(json.get("tokenizer").asBoolean()).isTrue();
        JsonNode loss = json.get("loss");
        assertThat(loss.get("tokens").asInt()).isEqualTo(93);
        assertThat(loss.get("mean_kl").asDouble()).isBetween(0.0, 1e-4);
        assertThat(loss.get("same_first").asDouble()).isGreaterThan(0.9);
        double before = score(model, text);
        assertThat(loss.get("bits_per_byte_before").asDouble()).isCloseTo(before, off());
        assertThat(loss.get("bits_per_byte").asDouble()).isCloseTo(score(file, text), off());
    }

    @Test
    void aFolderOfSafetensorsIsWrittenWhereTheNameIsNoGguf() throws IOException {
        TinyModel.write(model);
        Path text = Files.writeString(model.resolve("text.txt"), "x".repeat(90));
        Path folder = model.resolve("half");
        glassformer("quantise", "--model", model, "--type", "bf16", "--out", folder, "--json")
                .json();
        assertThat(folder.resolve("tokenizer.json")).exists();
        assertThat(score(folder, text)).isCloseTo(score(model, text), Offset.offset(1e-2));
    }

    private static Offset<Double> off() {
        return Offset.offset(1e-5);
    }

    private static double score(Path model, Path text) {
        return glassformer("score", "--model", model, "--file", text, "--json")
                .json()
                .get("bits_per_byte")
                .asDouble();
    }

    @Test
    void wrongUsageIsSaid() {
        glassformer("quantise", "--model", model, "--type", "q8_0").misuse();
        glassformer("quantise", "--model", model, "--type", "q5_k", "--out", "m.gguf").misuse();
        glassformer("quantise", "--model", model, "--type", "q8_0", "--out", "m.bin").misuse();
    }
}
