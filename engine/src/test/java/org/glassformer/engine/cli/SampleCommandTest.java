package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SampleCommandTest {
    @TempDir private Path folder;

    @Test
    void stagesAndProbabilitiesHaveTheirKeys() throws IOException {
        Path file = logits("{\"logits\": [0.0, 1.0, null, 2.0]}");

        JsonNode json = glassformer("sample", "--logits", file, "--top-k", 2, "--json").json();

        assertThat(json.propertyNames()).containsExactly("stages", "probabilities");
        assertThat(json.get("stages").valueStream().map(s -> s.get("name").asString()))
                .containsExactly("temperature", "top-k", "top-p", "min-p");
        JsonNode topK = json.get("stages").get(1);
        assertThat(topK.get("kept").asInt()).isEqualTo(2);
        assertThat(topK.get("removed_mass").asDouble()).isCloseTo(0.0900306, within(1e-6));
        assertThat(topK.get("entropy_bits").asDouble()).isCloseTo(0.8399, within(1e-4));
        JsonNode kept = json.get("probabilities");
        assertThat(kept.valueStream().map(p -> p.get("id").asInt())).containsExactly(3, 1);
        assertThat(kept.get(0).get("p").asDouble()).isCloseTo(0.7310586, within(1e-6));
    }

    @Test
    void orderMovesTheTemperature() throws IOException {
        Path file = logits("{\"logits\": [0.0, 1.0]}");

        Ran ran = glassformer("sample", "--logits", file, "--order", "llama.cpp", "--json");

        assertThat(ran.json().get("stages").valueStream().map(s -> s.get("name").asString()))
                .containsExactly("top-k", "top-p", "min-p", "temperature");
    }

    @Test
    void everyStageCanBeAskedFor() throws IOException {
        Path file =
                logits(
                        "{\"logits\": [3, 2, 1, 0, -1, -2], \"tokens\": [0, 1, 2, 0, 1],"
                                + " \"texts\": [\"a\", \"b\", \"c\", \"d\", \"e\", \":\"]}");
        Object[] words = {
            "sample",
            "--logits",
            file,
            "--json",
            "--order",
            "llama.cpp",
            "--repetition-penalty",
            1.5,
            "--frequency-penalty",
            0.5,
            "--presence-penalty",
            0.25,
            "--penalty-last-n",
            5,
            "--dry",
            "2,1.5,2",
            "--typical",
            0.99,
            "--top-n-sigma",
            2.5,
            "--xtc",
            "1,0.4",
            "--logit-bias",
            "5=-inf,3=0.5",
            "--draws",
            100
        };

        JsonNode json = glassformer(words).json();

        assertThat(json.get("stages").valueStream().map(s -> s.get("name").asString()))
                .containsExactly(
                        "logit-bias",
                        "repetition-penalty",
                        "frequency-penalty",
                        "presence-penalty",
                        "dry",
                        "top-n-sigma",
                        "top-k",
                        "typical",
                        "top-p",
                        "min-p",
                        "xtc",
                        "temperature");
        assertThat(json.get("stages").get(0).get("removed").asInt()).isEqualTo(1);
        assertThat(json.get("stages").get(1).get("changed").asInt()).isEqualTo(3);
        assertThat(json.get("stages").get(4).get("changed").asInt()).isEqualTo(1);
        assertThat(json.get("stages").get(10).has("chance")).isTrue();
        assertThat(json.get("p_value").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void orderChangesTheResult() throws IOException {
        // probabilities 0.5, 0.3, 0.15, 0.05
        Path file = logits("{\"logits\": [-0.6931472, -1.2039728, -1.8971200, -2.9957323]}");
        Object[] cut = {"sample", "--logits", file, "--top-p", 0.75, "--temperature", 2, "--json"};

        JsonNode hf = glassformer(cut).json();
        Object[] other = Arrays.copyOf(cut, cut.length + 2);
        other[cut.length] = "--order";
        other[cut.length + 1] = "llama.cpp";
        JsonNode llama = glassformer(other).json();

        assertThat(hf.get("probabilities").size()).isEqualTo(3);
        assertThat(llama.get("probabilities").size()).isEqualTo(2);
    }

    @Test
    void sameSeedDrawsTheSame() throws IOException {
        Path file = logits("{\"logits\": [0.0, 1.0, 0.5], \"texts\": [\"a\", \"b\", \"é\"]}");
        Object[] words = {"sample", "--logits", file, "--draws", 500, "--seed", 7, "--json"};

        JsonNode once = glassformer(words).json();

        assertThat(glassformer(words).json()).isEqualTo(once);
        assertThat(once.get("counts").valueStream().mapToInt(c -> c.get("count").asInt()).sum())
                .isEqualTo(500);
        assertThat(once.get("probabilities").get(1).get("text").asString()).isEqualTo("é");
    }

    @Test
    void textIsReadable() throws IOException {
        Path file = logits("{\"logits\": [0.0, 1.0]}");

        Ran ran = glassformer("sample", "--logits", file, "--draws", 3);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("top-p").contains("drawn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1, 2]",
                "{\"logits\": []}",
                "{\"logits\": [\"a\"]}",
                "{\"logits\": [1, 2}",
                "{\"logits\": [null, null]}",
                "{}"
            })
    void wrongFilesFailWithOneLine(String content) throws IOException {
        assertThat(glassformer("sample", "--logits", logits(content)).why()).isNotEmpty();
    }

    @Test
    void missingFileIsNamed() {
        assertThat(glassformer("sample", "--logits", folder.resolve("none.json")).why())
                .contains("none.json")
                .contains("no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--temperature=-1",
                "--top-k=-1",
                "--order=both",
                "--typical=x",
                "--xtc=1",
                "--xtc=a,b",
                "--dry=1,1.5,0.5",
                "--logit-bias=1",
                "--logit-bias=1=x",
                "--logit-bias=1=inf",
                "--penalty-last-n=-2",
                "--repetition-penalty=0",
                "--draws=-1"
            })
    void wrongChainIsWrongUsage(String option) throws IOException {
        Path file = logits("{\"logits\": [0.0, 1.0]}");

        glassformer("sample", "--logits", file, option).misuse();
    }

    private Path logits(String content) throws IOException {
        return Files.writeString(folder.resolve("logits.json"), content);
    }
}
