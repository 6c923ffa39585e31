package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Constrained generation and several answers on the command line.
class GenerateSeveralTest {
    @TempDir private static Path model;

    @BeforeAll
    static void writeModel() throws IOException {
        TinyModel.write(model);
    }

    @Test
    void theTextKeepsToItsGrammar() throws IOException {
        JsonNode choice = json("--choices", "red,green");
        assertThat(choice.get("text").asString()).isIn("red", "green");
        assertThat(choice.get("stop").asString()).isEqualTo("grammar_complete");
        assertThat(choice.get("tokens").get(0).get("masked_mass").asDouble()).isBetween(0.5, 1.0);
        assertThat(json("--regex", "\\d{3}").get("text").asString()).matches("\\d{3}");
        Path schema = model.resolve("schema.json");
        Files.writeString(schema, "{\"type\":\"array\",\"items\":{\"const\":1},\"maxItems\":2}");
        assertThat(json("--json-schema", schema).get("text").asString()).matches("\\[(1(, ?1)?)?]");
    }

    @Test
    void answersAreRankedWithTheirCost() {
        JsonNode json = json("--best-of", 4);
        assertThat(json.get("answers")).hasSize(4);
        double before = 0;
        for (JsonNode answer : json.get("answers")) {
            double average = answer.get("average_logprob").asDouble();
            assertThat(average).isLessThanOrEqualTo(before);
            before = average;
            assertThat(answer.propertyNames())
                    .contains("number", "seed", "text", "stop", "logprob", "ids", "ms");
        }
        assertThat(json.get("cost").get("prompt_tokens").asInt()).isEqualTo(2);
        assertThat(json.get("cost").get("reused_tokens").asInt()).isPositive();
    }

    @Test
    void answersAreCounted() {
        JsonNode json = json("--vote", 5, "--regex", "it is [12]");
        assertThat(json.get("answer").asString()).isIn("1", "2");
        assertThat(json.get("votes").get(0).get("numbers").size()).isGreaterThanOrEqualTo(3);
        assertThat(json("--vote", 3, "--regex", "[ab]", "--answer", "[c]").get("without"))
                .hasSize(3);
    }

    @Test
    void beamsComeWithTheirTree() {
        JsonNode json = json("--beams", 3);
        assertThat(json.get("beams")).hasSize(3);
        assertThat(json.get("nodes").valueStream().map(node -> node.get("fate").asString()))
                .contains("kept", "pruned");
        assertThat(json.get("nodes").get(0).get("parent").asInt()).isEqualTo(-1);
    }

    @Test
    void thePromptIsScored() {
        JsonNode scores = json("--score-prompt").get("prompt_scores");
        assertThat(scores).hasSize(2);
        assertThat(scores.get(0).get("logprob").isNull()).isTrue();
        assertThat(scores.get(1).get("logprob").asDouble()).isNegative();
        assertThat(scores.get(1).get("rank").asInt()).isPositive();
    }

    @Test
    void aStopTextEndsTheText() {
        JsonNode json = json("--regex", "ab{9}", "--stop", "bbb");
        assertThat(json.get("text").asString()).isEqualTo("a");
        assertThat(json.get("stop").asString()).isEqualTo("stop_text");
        Ran ran =
                glassformer(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "xy",
                        "--regex",
                        "ab{9}",
                        "--stop",
                        "bbb");
        assertThat(ran.out().strip()).isEqualTo("a");
    }

    @Test
    void textOutputIsForReading() {
        Ran ran =
                glassformer(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "xy",
                        "--vote",
                        3,
                        "--choices",
                        "4,5",
                        "--score-prompt");
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().count()).isBetween(4L, 5L);
        assertThat(ran.err()).contains("2 prompt tokens read once", "entropy");
    }

    @Test
    void wrongUsageIsSaid() {
        misuse("--regex", "(a");
        misuse("--regex", "a", "--choices", "b");
        misuse("--best-of", -1);
        misuse("--best-of", 2, "--beams", 2);
        misuse("--answer", "(a");
        misuse("--stop", "");
        assertThat(glassformer(command("--json-schema", model.resolve("none.json"))).why())
                .contains("none.json");
    }

    private static void misuse(Object... options) {
        glassformer(command(options)).misuse();
    }

    private static JsonNode json(Object... options) {
        return glassformer(command(options)).json();
    }

    private static Object[] command(Object... options) {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                "--model",
                                model,
                                "--prompt",
                                "xy",
                                "--max-tokens",
                                12,
                                "--seed",
                                3,
                                "--json"));
        words.addAll(List.of(options));
        return words.toArray();
    }
}
