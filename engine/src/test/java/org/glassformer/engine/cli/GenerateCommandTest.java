package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Path;
import org.glassformer.engine.References;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GenerateCommandTest {
    @TempDir private static Path model;

    @BeforeAll
    static void writeModel() throws IOException {
        TinyModel.write(model);
    }

    @Test
    void resultHasItsKeys() {
        JsonNode json =
                glassformer(
                                "generate",
                                "--model",
                                model,
                                "--prompt",
                                "ab",
                                "--max-tokens",
                                5,
                                "--seed",
                                3,
                                "--top-k",
                                4,
                                "--device",
                                "scalar",
                                "--json")
                        .json();

        assertThat(json.propertyNames())
                .containsExactly(
                        "model",
                        "device",
                        "seed",
                        "prompt_ids",
                        "tokens",
                        "text",
                        "stop",
                        "prefill_ms",
                        "ms_per_token");
        assertThat(json.get("prompt_ids").valueStream().map(JsonNode::asInt))
                .containsExactly((int) 'a', (int) 'b');
        JsonNode token = json.get("tokens").get(0);
        assertThat(token.propertyNames())
                .contains("id", "text", "logprob", "rank", "draw", "candidates");
        assertThat(token.get("candidates").asInt()).isEqualTo(4);
        assertThat(token.get("draw").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.get("stop").asString()).isIn("max_tokens", "stop_token");
    }

    @Test
    void sameSeedGivesTheSameTokens() {
        assertThat(tokens(11)).isEqualTo(tokens(11)).isNotEqualTo(tokens(12));
    }

    @Test
    void zeroTemperatureFollowsTheReference() {
        Path stories = References.path("stories260K");
        JsonNode greedy = References.json("stories260K/greedy.json").get("ids");

        JsonNode json =
                glassformer(
                                "generate",
                                "--model",
                                stories,
                                "--ids",
                                "1",
                                "--temperature",
                                0,
                                "--max-tokens",
                                20,
                                "--json")
                        .json();

        for (int i = 0; i < 20; i++) {
            assertThat(json.get("tokens").get(i).get("id")).isEqualTo(greedy.get(i + 1));
            assertThat(json.get("tokens").get(i).get("rank").asInt()).isEqualTo(1);
        }
    }

    @Test
    void textIsTheTextAlone() {
        Ran ran = glassformer("generate", "--model", model, "--prompt", "ab", "--max-tokens", 3);

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("ms a token");
        assertThat(ran.out()).doesNotContain("ms a token").endsWith(System.lineSeparator());
    }

    @Test
    void missingModelAndWrongUsageAreSaid() {
        assertThat(glassformer("generate", "--model", "nowhere", "--prompt", "a").why())
                .contains("nowhere");
        glassformer("generate", "--model", model, "--prompt", "a", "--max-tokens", -1).misuse();
        glassformer("generate", "--model", model).misuse();
    }

    private static JsonNode tokens(long seed) {
        return glassformer(
                        "generate",
                        "--model",
                        model,
                        "--prompt",
                        "ab",
                        "--max-tokens",
                        8,
                        "--seed",
                        seed,
                        "--json")
                .json()
                .get("tokens");
    }
}
