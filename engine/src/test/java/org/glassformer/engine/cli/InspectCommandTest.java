package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.glassformer.engine.References;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectCommandTest {
    @TempDir private static Path model;

    @BeforeAll
    static void writeModel() throws IOException {
        TinyModel.write(model);
    }

    @Test
    void resultHasItsKeys() {
        JsonNode json = inspect("--ids", "1,2,3");

        assertThat(json.propertyNames())
                .containsExactly("model", "device", "weights", "ids", "logits", "hooks");
        assertThat(json.get("device").asString()).isEqualTo("scalar");
        assertThat(json.get("ids").valueStream().map(JsonNode::asInt)).containsExactly(1, 2, 3);
        assertThat(json.get("logits").size()).isEqualTo(1);
        assertThat(json.get("logits").get(0).size()).isEqualTo(TinyModel.VOCAB);
        assertThat(json.get("hooks").isEmpty()).isTrue();
    }

    @Test
    void weightsAreCountedByTheTypesThatTheyHaveAndCouldHave() {
        JsonNode weights = inspect("--ids", "1,2,3").get("weights");
        long parameters = weights.get("parameters").asLong();

        assertThat(weights.get("types").propertyNames()).containsExactly("F32");
        assertThat(weights.get("types").get("F32").asLong()).isEqualTo(4 * parameters);
        assertThat(weights.get("bytes").asLong()).isEqualTo(4 * parameters);
        assertThat(weights.get("bytes_as").propertyNames())
                .containsExactly("F32", "F16", "Q8_0", "Q4_0");
        assertThat(weights.get("bytes_as").get("F32").asLong()).isEqualTo(4 * parameters);
        assertThat(weights.get("bytes_as").get("F16").asLong())
                .isBetween(2 * parameters, 4 * parameters);
        assertThat(run(new String[] {"--ids", "1"}).out())
                .contains(parameters + " weights, " + 4 * parameters + " bytes: F32");
    }

    @Test
    void allGivesEveryPosition() {
        JsonNode all = inspect("--ids", "1,2,3", "--all").get("logits");

        assertThat(all.size()).isEqualTo(3);
        assertThat(all.get(2)).isEqualTo(inspect("--ids", "1,2,3").get("logits").get(0));
    }

    @Test
    void hookedActivationsHaveShapesAndMaskedScoresAreNull() {
        JsonNode hooks =
                inspect("--ids", "1,2,3", "--hooks", "blocks.*.attn.hook_attn_scores,hook_embed")
                        .get("hooks");

        assertThat(hooks.propertyNames())
                .containsExactlyInAnyOrder(
                        "hook_embed",
                        "blocks.0.attn.hook_attn_scores",
                        "blocks.1.attn.hook_attn_scores");
        JsonNode scores = hooks.get("blocks.0.attn.hook_attn_scores");
        assertThat(scores.get("shape").valueStream().map(JsonNode::asInt)).containsExactly(2, 3, 3);
        assertThat(scores.get("data").get(0).isNumber()).isTrue();
        assertThat(scores.get("data").get(1).isNull()).isTrue();
    }

    @Test
    void interventionChangesLogits() {
        assertThat(inspect("--ids", "1,2,3", "--intervene", "ablate:*.*").get("logits"))
                .isNotEqualTo(inspect("--ids", "1,2,3").get("logits"));
        assertThat(
                        inspect(
                                "--ids",
                                "1,2,3",
                                "--intervene",
                                "scale:0.0=1",
                                "--intervene",
                                "scale:1.1=1"))
                .isEqualTo(inspect("--ids", "1,2,3"));
    }

    @Test
    void promptGoesThroughTheTokenizer() {
        assertThat(inspect("--prompt", "añ").get("ids").valueStream().map(JsonNode::asInt))
                .containsExactly(0x61, 0xC3, 0xB1);
    }

    @Test
    void arraysAreWrittenAsJson() throws IOException {
        Path file = model.resolve("out.json");

        JsonNode printed =
                inspect("--ids", "1,2", "--hooks", "hook_embed", "--out", file.toString());

        assertThat(JsonMapper.shared().readTree(Files.readString(file))).isEqualTo(printed);
    }

    @Test
    void arraysAreWrittenAsNpz() throws IOException {
        Path file = model.resolve("out.npz");

        JsonNode printed =
                inspect("--ids", "1,2", "--hooks", "hook_embed", "--out", file.toString());

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .containsExactly("ids.npy", "logits.npy", "hook_embed.npy");
            byte[] bytes = bytes(zip, "hook_embed.npy");
            ByteBuffer npy = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int header = npy.getShort(8);
            assertThat((10 + header) % 64).isZero();
            assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII))
                    .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 8,), }")
                    .endsWith("\n");
            JsonNode data = printed.get("hooks").get("hook_embed").get("data");
            assertThat(npy.limit()).isEqualTo(10 + header + 2 * 8 * Float.BYTES);
            assertThat(npy.getFloat(10 + header + 3 * Float.BYTES))
                    .isEqualTo((float) data.get(3).asDouble());
        }
    }

    @Test
    void textShowsTheLikeliest() {
        Ran ran =
                glassformer("inspect", "--model", model, "--prompt", "ab", "--hooks", "hook_embed");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("logit").contains("hook_embed (2, 8)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "qwen2"})
    void logitsAreThoseOfTheReference(String family) {
        Path folder = References.path("tiny-models/" + family);
        JsonNode expected = References.json("tiny-models/" + family + "/expected.json");
        JsonNode wanted = expected.get("logits").get(0);
        String ids =
                expected.get("sequences")
                        .get(0)
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","));

        JsonNode logits =
                glassformer("inspect", "--model", folder, "--ids", ids, "--all", "--json")
                        .json()
                        .get("logits");

        for (int row = 0; row < logits.size(); row++) {
            for (int id = 0; id < logits.get(row).size(); id++) {
                assertThat(logits.get(row).get(id).asDouble())
                        .isCloseTo(wanted.get(row).get(id).asDouble(), within(1e-5));
            }
        }
    }

    @Test
    void failuresAreOneLine() {
        assertThat(glassformer("inspect", "--model", "nowhere", "--ids", "1").why())
                .contains("nowhere");
        assertThat(failure("--ids", "999")).contains("999");
        assertThat(failure("--ids", "1", "--hooks", "blocks.9.hook_q")).contains("blocks.9.hook_q");
        assertThat(failure("--ids", "1", "--intervene", "ablate:7.0")).contains("7.0");
        assertThat(failure("--ids", "1", "--device", "abacus")).contains("abacus");
        assertThat(failure("--ids", "1,".repeat(TinyModel.CONTEXT) + "1")).contains("context");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ids=a",
                "--ids=1 --prompt=b",
                "--ids=1 --intervene=wrong",
                "--ids=1 --out=x.txt",
                "--ids=1 --threads=-1",
                ""
            })
    void wrongUsageIsSaid(String words) {
        glassformer((Object[]) ("inspect --model " + model + " " + words).strip().split(" "))
                .misuse();
    }

    private static JsonNode inspect(String... words) {
        return run(words, "--json").json();
    }

    private static String failure(String... words) {
        return run(words).why();
    }

    private static Ran run(String[] words, String... more) {
        var all = new ArrayList<Object>();
        all.add("inspect");
        all.add("--model");
        all.add(model);
        Collections.addAll(all, (Object[]) words);
        Collections.addAll(all, (Object[]) more);
        if (!all.contains("--device")) {
            Collections.addAll(all, "--device", "scalar");
        }
        return glassformer(all.toArray());
    }

    private static byte[] bytes(ZipFile zip, String name) {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
