package org.glassformer.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.glassformer.engine.cli.Ran.glassformer;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MainTest {
    @Test
    void noCommandIsWrongUsage() {
        assertThat(glassformer().misuse()).contains("which command?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wrong", "wrong", "devices --threads=x", "sample"})
    void wrongUsageSaysHowToGetHelp(String words) {
        assertThat(glassformer((Object[]) words.split(" ")).misuse()).contains("--help");
    }

    @Test
    void helpGoesToStandardOutput() {
        Ran ran = glassformer("--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("devices").contains("sample");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void devicesSayWhatTheyAre() {
        JsonNode devices = glassformer("devices", "--json").json().get("devices");

        assertThat(devices.valueStream().map(device -> device.get("name").asString()))
                .contains("scalar");
        assertThat(devices.valueStream())
                .allSatisfy(device ->
                        assertThat(device.propertyNames())
                                .containsExactly("name", "description", "available", "why"));
    }

    @Test
    void devicesAreReadableAsText() {
        Ran ran = glassformer("devices");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("scalar");
    }

    @Test
    void argumentsAreReadAgainAsUtf8() {
        byte[] commandLine = "java\0-jar\0x.jar\0a\0é 漢\0".getBytes(StandardCharsets.UTF_8);

        String[] again = Utf8Arguments.last(commandLine, new String[] {"a", "\uFFFD \uFFFD"});

        assertThat(again).containsExactly("a", "é 漢");
    }

    @Test
    void shorterCommandLineChangesNothing() {
        byte[] commandLine = "java\0".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8Arguments.last(commandLine, new String[] {"a", "b"}))
                .containsExactly("a", "b");
    }

    @Test
    void failureIsOneLine() {
        assertThat(Failure.sentence(new IllegalStateException("one\n  two\r\nthree")))
                .isEqualTo("one two three");
        assertThat(Failure.sentence(new IllegalStateException()))
                .isEqualTo("IllegalStateException");
    }
}
