package org.glassformer.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFileTest {
    private static final String CONFIG =
            """
            {"n": 12, "eps": 1e-05, "theta": 10000, "tied": true, "act": "gelu é", "gone": null,
             "eos": [1, 2], "eos1": 3, "names": ["A", "B"], "scaling": {"factor": 8.0}, "big": 3000000000,
             "huge": 1e999}
            """;

    @TempDir private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text);
    }

    @Test
    void valuesOfEveryKindAreRead() throws IOException {
        JsonFile json = JsonFile.read(write(CONFIG));
        assertThat(json.requireInt("n", 1, 100)).isEqualTo(12);
        assertThat(json.optInt("gone", 1, 2)).isEmpty();
        assertThat(json.optInt("absent", 1, 2)).isEmpty();
        assertThat(json.requireDouble("eps")).isEqualTo(1e-5);
        assertThat(json.optDouble("theta")).hasValue(10000);
        assertThat(json.optBool("tied")).contains(true);
        assertThat(json.requireString("act")).isEqualTo("gelu é");
        assertThat(json.optInts("eos", 0, 9).orElseThrow()).containsExactly(1, 2);
        assertThat(json.optInts("eos1", 0, 9).orElseThrow()).containsExactly(3);
        assertThat(json.optStrings("names")).containsExactly("A", "B");
        assertThat(json.optStrings("absent")).isEmpty();
        JsonFile scaling = json.requireChild("scaling");
        assertThat(scaling.path()).isEqualTo("scaling");
        assertThat(scaling.requireDouble("factor")).isEqualTo(8);
        assertThat(json.child("gone")).isEmpty();
        assertThat(json.has("gone")).isFalse();
        assertThat(json.has("n")).isTrue();
        assertThat(json.names()).contains("gone", "n");
    }

    record Wrong(String says, Function<JsonFile, ?> getter) {}

    static Stream<Wrong> wrongs() {
        return Stream.of(
                new Wrong(
                        "n to be a whole number from 1 to 8, found 12",
                        j -> j.requireInt("n", 1, 8)),
                new Wrong("eps to be a whole number", j -> j.optInt("eps", 0, 8)),
                new Wrong("tied to be a whole number", j -> j.optInt("tied", 0, 8)),
                new Wrong("big to be a whole number", j -> j.optInt("big", 0, Integer.MAX_VALUE)),
                new Wrong(
                        "x to be a whole number from 0 to 8, found none",
                        j -> j.requireInt("x", 0, 8)),
                new Wrong("gone to be a whole number", j -> j.requireInt("gone", 0, 8)),
                new Wrong(
                        "eos to be a whole number from 0 to 1, found 2",
                        j -> j.optInts("eos", 0, 1)),
                new Wrong("act to be a number, found \"gelu é\"", j -> j.optDouble("act")),
                new Wrong("huge to be a number", j -> j.requireDouble("huge")),
                new Wrong("n to be true or false", j -> j.optBool("n")),
                new Wrong("n to be a text", j -> j.optString("n")),
                new Wrong("eos to be an array of texts, found 1", j -> j.optStrings("eos")),
                new Wrong("n to be an array of texts", j -> j.optStrings("n")),
                new Wrong("eos to be an object, found an array", j -> j.child("eos")),
                new Wrong("y to be an object", j -> j.requireChild("y")),
                new Wrong(
                        "scaling.low to be a number, found none",
                        j -> j.requireChild("scaling").requireDouble("low")),
                new Wrong(
                        "scaling.factor to be a text, found 8.0",
                        j -> j.requireChild("scaling").requireString("factor")));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aWrongValueIsNamedWithFilePathAndByte(Wrong wrong) throws IOException {
        Path file = write(CONFIG);
        JsonFile json = JsonFile.read(file);
        ModelFormatException e =
                catchThrowableOfType(ModelFormatException.class, () -> wrong.getter().apply(json));
        assertThat(e).hasMessageStartingWith(file + " at byte ").hasMessageContaining(wrong.says());
        assertThat(e.file()).isEqualTo(file);
    }

    @Test
    void theByteIsWhereTheValueBegins() throws IOException {
        JsonFile json = JsonFile.read(write("{\"é\": {\"n\":  -3}}"));
        JsonFile child = json.requireChild("é");
        ModelFormatException e =
                catchThrowableOfType(ModelFormatException.class, () -> child.requireInt("n", 1, 2));
        assertThat(e.offset()).isEqualTo(14);
        assertThat(child.wrong("n", "even").offset()).isEqualTo(14);
        assertThat(json.wrong("absent", "there").offset()).isZero();
    }

    static List<String> broken() {
        return List.of(
                "",
                " ",
                "[]",
                "3",
                "{",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":" + "9".repeat(500) + "}",
                "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}",
                "{\"a\":" + "{\"a\":".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenJsonIsRefusedWithItsPlace(String text) throws IOException {
        Path file = write(text);
        ModelFormatException e =
                catchThrowableOfType(ModelFormatException.class, () -> JsonFile.read(file));
        assertThat(e.file()).isEqualTo(file);
        assertThat(e.offset()).isNotNegative();
        assertThat(e.getMessage()).contains("JSON").doesNotContain("\n").hasSizeLessThan(600);
    }

    @Test
    void aFileThatIsTooLargeOrNoFileIsRefused() throws IOException {
        Path file = write(CONFIG);
        assertThat(catchThrowableOfType(ModelFormatException.class, () -> JsonFile.read(file, 10)))
                .hasMessageContaining("a JSON file of at most 10 bytes, found ");
        assertThat(catchThrowableOfType(ModelFormatException.class, () -> JsonFile.read(folder)))
                .hasMessageContaining("a folder");
        Path gone = folder.resolve("gone.json");
        assertThat(catchThrowableOfType(ModelFormatException.class, () -> JsonFile.read(gone)))
                .hasMessage(gone + ": expected a JSON file, found no such file.");
    }
}
