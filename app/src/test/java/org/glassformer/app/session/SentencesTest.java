package org.glassformer.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the disk is full | The disk is full.",
                "i/o failed. | i/o failed.",
                "model.safetensors did not arrive as it left | model.safetensors did not arrive as it left.",
                "huggingface.co cannot be reached | huggingface.co cannot be reached.",
                "owner/name has no weights | owner/name has no weights.",
                "127.0.0.1 does not answer | 127.0.0.1 does not answer.",
                "is this machine connected? | Is this machine connected?",
                "no model. It is damaged. | No model. It is damaged."
            })
    void aSentenceBeginsWithACapitalUnlessWithAName(String said, String shown) {
        assertThat(Sentences.alone(new IllegalStateException(said))).isEqualTo(shown);
    }

    @Test
    void theFileIsNotNamedTwice() {
        Path file = Path.of("models", "damaged.gguf");
        assertThat(within(file, file + " at byte 8: expected a version."))
                .isEqualTo("at byte 8: expected a version.");
        assertThat(within(file, file + ": expected a version.")).isEqualTo("expected a version.");
        assertThat(within(file, file.resolve("part") + ": none")).isEqualTo("part: none.");
        assertThat(within(file, "no device")).isEqualTo("no device.");
    }

    private static String within(Path folder, String said) {
        return Sentences.within(folder, new IllegalStateException(said));
    }
}
