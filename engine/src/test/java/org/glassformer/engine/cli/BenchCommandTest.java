package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.nio.file.Path;
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
        assertThat(json.get("results").valueStream().map(result -> result.get("name").asString()))
                .contains("gemm 768", "prefill 32", "decode 64", "training step 4 x 32")
                .contains("decode 64 with every activation", "slider to bars, 50257 tokens");
        for (JsonNode result : json.get("results")) {
            assertThat(result.propertyNames())
                    .containsExactly("name", "value", "unit", "fraction", "of");
            assertThat(result.get("value").asDouble()).isPositive();
            assertThat(result.get("fraction").asDouble()).isPositive();
            assertThat(result.get("of").asString()).isIn("peak", "bandwidth");
        }
        assertThat(ran.err()).contains("measuring");
    }

    @Test
    void wrongUsageIsSaid() {
        glassformer("bench", "--shape", "gpt9").misuse();
        glassformer("bench", "--seconds", 0).misuse();
        assertThat(glassformer("bench", "--model", "nowhere").why()).contains("nowhere");
    }
}
