package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.backend.Device;
import org.glassformer.engine.model.ModelConfig;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
    @TempDir private Path model;

    @Test
    void everyFigureHasItsKeysAndAFraction() throws IOException {
        TinyModel.write(model);

        Ran ran = glassformer("bench", "--model", model, "--seconds", 0.001, "--json");

        JsonNode json = ran.json();
        assertThat(json.propertyNames())
                .contains("device", "threads", "peak_gflops", "read_gbps", "results");
        assertThat(json.get("peak_gflops").asDouble()).isPositive();
        assertThat(json.get("read_gbps").asDouble()).isPositive();
        assertThat(json.get("peak_gflops_afterwards").asDouble()).isPositive();
        assertThat(json.get("read_gbps_afterwards").asDouble()).isPositive();
        assertThat(json.get("results").valueStream().map(result -> result.get("name").asString()))
                .contains("gemm 768", "prefill 32", "decode 31", "training step 4 x 32")
                .contains("decode 31 with every activation", "slider to bars, 50257 tokens")
                .contains("32 tokens, edit to logits, q, k, v", "32 tokens, one head's pattern")
                .contains("32 tokens, all 4 heads small", "32 tokens, edit to all heads")
                .noneMatch(name -> name.startsWith("64 tokens"));
        for (JsonNode result : json.get("results")) {
            assertThat(result.propertyNames())
                    .containsExactly(
                            "name",
                            "value",
                            "unit",
                            "fraction",
                            "fraction_fastest",
                            "of",
                            "allocated_bytes_per_token");
            assertThat(result.get("value").asDouble()).isPositive();
            assertThat(result.get("fraction").asDouble()).isPositive();
            assertThat(result.get("fraction_fastest").asDouble())
                    .isGreaterThanOrEqualTo(result.get("fraction").asDouble());
            assertThat(result.get("of").asString()).isIn("peak", "bandwidth");
        }
        assertThat(ran.err())
                .contains("measuring prefill 32", "measuring training step 4 x 32")
                .contains("left out 1024 tokens: the model reads at most 32");
    }

    @Test
    void objectsOfEveryTokenWrittenAreCounted() throws IOException {
        TinyModel.write(model);
        Object[] decode = {"bench", "--model", model, "--seconds", 0.001, "--only", "model"};

        Object[] inJson = Arrays.copyOf(decode, decode.length + 1);
        inJson[decode.length] = "--json";

        JsonNode results = glassformer(inJson).json().get("results");
        List<JsonNode> allocated =
                results.valueStream().map(r -> r.get("allocated_bytes_per_token")).toList();

        assertThat(results.valueStream().map(result -> result.get("name").asString()))
                .containsExactly("prefill 32", "decode 31", "decode 31 with every activation");
        assertThat(allocated.get(0).isNull()).isTrue();
        assertThat(allocated.get(1).asDouble()).isGreaterThan(Float.BYTES * TinyModel.VOCAB);
        assertThat(allocated.get(2).asDouble())
                .as("copies of activations are objects")
                .isGreaterThan(allocated.get(1).asDouble());
        assertThat(glassformer(decode).out())
                .containsPattern("decode 31 .*, [0-9.]+ kB of objects a token");
    }

    @Test
    void onlyThePartsAskedForAreMeasured() throws IOException {
        TinyModel.write(model);

        Ran ran =
                glassformer(
                        "bench",
                        "--model",
                        model,
                        "--seconds",
                        0.001,
                        "--only",
                        "slider,model",
                        "--json");

        assertThat(
                        ran.json()
                                .get("results")
                                .valueStream()
                                .map(result -> result.get("name").asString()))
                .containsExactly(
                        "prefill 32",
                        "decode 31",
                        "decode 31 with every activation",
                        "slider to bars, 50257 tokens",
                        "the same, ranked before");
        assertThat(glassformer("bench", "--only", "all").misuse()).contains("--only");
    }

    @Test
    void aGraphicsCardIsMeasuredItself() throws IOException {
        for (Device device : Backends.list()) {
            if (device.name().startsWith("vulkan")) {
                Assumptions.assumeTrue(device.available(), device.why());
            }
        }
        TinyModel.write(model);

        JsonNode json =
                glassformer(
                                "bench",
                                "--device",
                                "vulkan",
                                "--model",
                                model,
                                "--seconds",
                                0.001,
                                "--only",
                                "model,slider",
                                "--json")
                        .json();

        assertThat(json.get("peak_gflops").asDouble()).isPositive();
        assertThat(json.get("read_gbps").asDouble()).isPositive();
        assertThat(json.get("peak_gflops_afterwards").asDouble()).isPositive();
        assertThat(json.get("read_gbps_afterwards").asDouble()).isPositive();
        assertThat(json.get("results").valueStream().limit(3))
                .hasSize(3)
                .allSatisfy(result ->
                        assertThat(result.get("fraction").asDouble()).isBetween(1e-9, 2.0));
        assertThat(json.get("results").valueStream().skip(3))
                .as("the sampler runs on the CPU")
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.get("fraction").isNull()).isTrue());
    }

    @Test
    void editsAreMeasuredAtEveryLengthThatFits() {
        ModelConfig small = ModelConfig.gpt2(1, 1, 4, 8, 256);
        assertThat(EditBenchmark.lengths(small)).containsExactly(64, 256);
        assertThat(EditBenchmark.leftOut(small)).containsExactly(1024);
        assertThat(EditBenchmark.lengths(ModelConfig.gpt2Small())).containsExactly(64, 256, 1024);
        assertThat(EditBenchmark.leftOut(ModelConfig.gpt2Small())).isEmpty();
    }

    @Test
    void tokenizersAreMeasuredBesideJtokkit() throws IOException {
        Path text = Files.writeString(model.resolve("text.txt"), "Hello, wörld! ".repeat(50));

        Ran ran =
                glassformer("bench", "--tokenizers", "--file", text, "--seconds", 0.001, "--json");

        JsonNode results = ran.json().get("results");
        assertThat(results.valueStream().map(result -> result.get("name").asString()))
                .contains("cl100k_base, text.txt", "cl100k_base, text.txt, JTokkit")
                .contains("o200k_base, text.txt", "p50k_base, text.txt", "r50k_base, text.txt")
                .contains("edit to tokens, 700 characters, text.txt");
        for (JsonNode result : results) {
            assertThat(result.get("value").asDouble()).isPositive();
            assertThat(result.get("fraction").asDouble()).isPositive();
            assertThat(result.get("of").asString()).isEqualTo("jtokkit");
        }
    }

    @Test
    void wrongUsageIsSaid() {
        glassformer("bench", "--file", "text.txt").misuse();
        glassformer("bench", "--tokenizers", "--shape", "gpt2-124m").misuse();
        glassformer("bench", "--shape", "gpt9").misuse();
        glassformer("bench", "--seconds", 0).misuse();
        assertThat(glassformer("bench", "--model", "nowhere").why()).contains("nowhere");
    }
}
