package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ScoreCommandTest {
    @TempDir private static Path model;

    @BeforeAll
    static void writeModel() throws IOException {
        TinyModel.write(model);
    }

    @Test
    void everyTokenOfEveryDocumentIsScoredOnce() throws IOException {
        String ofContext = "x".repeat(TinyModel.CONTEXT);
        String longer = "y".repeat(5 * TinyModel.CONTEXT + 3);

        JsonNode json = score("añ\n<|endoftext|>\n" + ofContext + "<|endoftext|>" + longer);

        int bytes = 3 + ofContext.length() + longer.length();
        assertThat(json.propertyNames())
                .contains("tokens", "bytes", "nats_per_token", "bits_per_byte", "perplexity");
        assertThat(json.get("documents").asInt()).isEqualTo(3);
        assertThat(json.get("tokens").asInt()).isEqualTo(bytes);
        assertThat(json.get("bytes").asInt()).isEqualTo(bytes);
        double nats = json.get("nats_per_token").asDouble();
        assertThat(json.get("bits_per_byte").asDouble())
                .isCloseTo(nats / Math.log(2), within(1e-9));
        assertThat(json.get("perplexity").asDouble()).isCloseTo(Math.exp(nats), within(1e-6));
    }

    @Test
    void documentIsReadFromTheStartToken() throws IOException {
        JsonNode logits =
                glassformer("inspect", "--model", model, "--ids", "256", "--json")
                        .json()
                        .get("logits")
                        .get(0);
        double sum = 0;
        for (JsonNode logit : logits) {
            sum += Math.exp(logit.asDouble());
        }

        double nats = score("a").get("nats_per_token").asDouble();

        assertThat(nats).isCloseTo(Math.log(sum) - logits.get('a').asDouble(), within(1e-5));
    }

    @Test
    void documentsDoNotSeeEachOther() throws IOException {
        double one = score("abc").get("nats_per_token").asDouble();
        double two = score("defgh").get("nats_per_token").asDouble();

        double both = score("abc<|endoftext|>defgh").get("nats_per_token").asDouble();

        assertThat(both).isCloseTo((3 * one + 5 * two) / 8, within(1e-6));
    }

    @Test
    void laterWindowsKeepHalfAContextOfHistory() throws IOException {
        int half = TinyModel.CONTEXT / 2;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TinyModel.CONTEXT + half; i++) {
            text.append((char) ('a' + i * 7 % 26));
        }
        String start = text.substring(0, TinyModel.CONTEXT);

        double all = score(text.toString()).get("nats_per_token").asDouble() * text.length();
        double first = score(start).get("nats_per_token").asDouble() * start.length();

        StringBuilder ids = new StringBuilder();
        for (int i = half - 1; i < text.length() - 1; i++) {
            ids.append(ids.isEmpty() ? "" : ",").append((int) text.charAt(i));
        }
        JsonNode rows =
                glassformer("inspect", "--model", model, "--ids", ids, "--all", "--json")
                        .json()
                        .get("logits");
        double second = 0;
        for (int i = TinyModel.CONTEXT; i < text.length(); i++) {
            JsonNode row = rows.get(i - half);
            double sum = 0;
            for (JsonNode logit : row) {
                sum += Math.exp(logit.asDouble());
            }
            second += Math.log(sum) - row.get(text.charAt(i)).asDouble();
        }
        assertThat(all).isCloseTo(first + second, within(1e-3));
    }

    @Test
    void textSaysTheSame() throws IOException {
        Path file = Files.writeString(model.resolve("text.txt"), "abc");

        Ran ran = glassformer("score", "--model", model, "--file", file);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("3 tokens").contains("bits per byte");
    }

    @Test
    void emptyTextIsRefused() throws IOException {
        Path file = Files.writeString(model.resolve("empty.txt"), " \n<|endoftext|>\n");

        assertThat(glassformer("score", "--model", model, "--file", file).why())
                .contains("no text");
    }

    private static JsonNode score(String text) throws IOException {
        Path file = Files.writeString(model.resolve("scored.txt"), text);
        return glassformer("score", "--model", model, "--file", file, "--json").json();
    }
}
