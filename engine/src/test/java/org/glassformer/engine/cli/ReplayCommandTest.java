package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayCommandTest {
    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void saveCase() throws IOException {
        Path model = folder.resolve("model");
        Files.createDirectories(model);
        TinyModel.write(model);
        file = folder.resolve("case.json");
        glassformer(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "ab",
                        "--max-tokens",
                        6,
                        "--seed",
                        5,
                        "--device",
                        "scalar",
                        "--order",
                        "llama.cpp",
                        "--repetition-penalty",
                        1.3,
                        "--xtc",
                        "0.5,0.01",
                        "--dry",
                        "0.8,1.75,2",
                        "--save-case",
                        file,
                        "--json")
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void theSameTokensComeAgainOnEveryCpuDevice(String device) {
        JsonNode json = glassformer("replay", file, "--device", device, "--json").json();

        assertThat(json.get("same").asBoolean()).isTrue();
        assertThat(json.get("same_model").asBoolean()).isTrue();
        assertThat(json.get("compared").asInt()).isEqualTo(json.get("expected").asInt());
        assertThat(json.get("largest_logprob_difference").asDouble()).isCloseTo(0, within(1e-4));
    }

    @Test
    void theCaseSaysItsDeviceAndItsModelBesideIt() throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains("\"model\" : \"model\"", "\"device\" : \"scalar\"", "sha256:");
        JsonNode json = glassformer("replay", file, "--json").json();
        assertThat(json.get("device").asString()).isEqualTo("scalar");
        assertThat(glassformer("replay", file).out()).contains("are the same");
    }

    @Test
    void theFirstDifferenceIsReportedWithBothLogits() throws IOException {
        String text = Files.readString(file);
        int at = text.lastIndexOf("\"id\" : ") + 7;
        int end = text.indexOf(',', at);
        int id = Integer.parseInt(text.substring(at, end));
        int other = id == 7 ? 8 : 7;
        Files.writeString(file, text.substring(0, at) + other + text.substring(end));

        Ran ran = glassformer("replay", file, "--json");

        assertThat(ran.status()).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertThat(json.get("same").asBoolean()).isFalse();
        JsonNode difference = json.get("difference");
        assertThat(difference.get("expected").get("id").asInt()).isEqualTo(other);
        assertThat(difference.get("actual").get("id").asInt()).isEqualTo(id);
        assertThat(difference.get("actual").get("logit").isNumber()).isTrue();
        assertThat(difference.get("expected").get("logit").isNumber()).isTrue();
        assertThat(difference.get("step").asInt()).isEqualTo(json.get("compared").asInt() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"format\": \"glassformer-case\", \"version\": 3}",
                "{\"format\": \"glassformer-case\", \"version\": 1, \"model\": \"model\","
                        + " \"seed\": 1, \"prompt_ids\": [1], \"expected\": [], \"chain\":"
                        + " [{\"stage\": \"none\"}]}",
                "{\"format\": \"glassformer-case\", \"version\": 1, \"model\": \"model\","
                        + " \"seed\": 1, \"prompt_ids\": [], \"expected\": [], \"chain\": []}",
                "{\"format\": \"glassformer-case\", \"version\": 1, \"model\": \"model\","
                        + " \"seed\": 1, \"prompt_ids\": [1], \"chain\": [], \"expected\":"
                        + " [{\"id\": 999999, \"logprob\": 0}]}"
            })
    void wrongCasesFailWithOneLine(String content) throws IOException {
        Files.writeString(file, content);
        assertThat(glassformer("replay", file).why()).isNotEmpty();
    }

    @Test
    void constraintAndInterventionsAreInTheCase() throws IOException {
        Path held = folder.resolve("held.json");
        glassformer(
                        "generate",
                        "--model",
                        folder.resolve("model"),
                        "--prompt",
                        "ab",
                        "--max-tokens",
                        6,
                        "--device",
                        "scalar",
                        "--regex",
                        "[a-f]{4,9}",
                        "--intervene",
                        "ablate:0.1",
                        "--save-case",
                        held,
                        "--json")
                .json();
        String text = Files.readString(held);
        assertThat(text).contains("\"version\" : 2", "[a-f]{4,9}", "ablate:0.1");
        assertThat(glassformer("replay", held, "--json").json().get("same").asBoolean()).isTrue();
        Files.writeString(held, text.replace("[a-f]{4,9}", "[x-z]{4,9}"));
        assertThat(glassformer("replay", held).status()).isEqualTo(1);
        Files.writeString(held, text.replace("[a-f]{4,9}", "("));
        assertThat(glassformer("replay", held).why()).isNotEmpty();
        Files.writeString(held, text.replace("ablate:0.1", "ablate:9.1"));
        assertThat(glassformer("replay", held).why()).contains("no head");
    }

    @Test
    void missingCasesAreNamed() {
        assertThat(glassformer("replay", folder.resolve("none.json")).why())
                .contains("no such file");
        glassformer("replay").misuse();
    }
}
