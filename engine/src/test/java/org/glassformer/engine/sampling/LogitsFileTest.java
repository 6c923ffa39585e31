package org.glassformer.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogitsFileTest {
    @TempDir private Path folder;

    @Test
    void nullIsMinusInfinityAndTextsMayBeMissing() throws IOException {
        LogitsFile file =
                LogitsFile.read(
                        write("{\"logits\":[1.5,null,-2],\"tokens\":[2,0],\"texts\":[\"é\"]}"));
        assertThat(file.logits()).containsExactly(1.5f, Float.NEGATIVE_INFINITY, -2);
        assertThat(file.tokens()).containsExactly(2, 0);
        assertThat(file.text(0)).isEqualTo("é");
        assertThat(file.text(1)).isNull();
        assertThat(file.text(-1)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"logits\":[1e39]} | out of range",
                "{\"logits\":[null]} | no token can come",
                "{\"logits\":[\"a\"]} | not a number",
                "{\"logits\":[1],\"tokens\":[-1]} | not an id",
                "{\"logits\":[1],\"tokens\":[1.5]} | not an id",
                "{\"logits\":[1],\"tokens\":{}} | not a list",
                "{\"logits\":[1],\"texts\":[\"a\",\"b\"]} | more texts",
                "{\"logits\":[1],\"texts\":\"a\"} | not a list",
                "[[[[ | line 1, column 5"
            })
    void whatIsWrongIsSaidInOneSentence(String content, String why) throws IOException {
        Path file = write(content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogitsFile.read(file))
                .withMessageContaining(why)
                .withMessageContaining("logits.json")
                .withMessageNotContainingAny("Source", "\n");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path file = folder.resolve("logits.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LogitsFile.LARGEST_FILE + 1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogitsFile.read(file))
                .withMessageContaining("64 MiB");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("logits.json"), content);
    }
}
