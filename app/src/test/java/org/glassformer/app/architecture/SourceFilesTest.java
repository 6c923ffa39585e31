package org.glassformer.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for the source files of all modules; the tests run in the folder of theirs.
class SourceFilesTest {
    private static final int MOST_LINES = 400;

    @Test
    void noSourceFileIsTooLongToBeReadAtOnce() {
        for (String module : List.of("engine", "app", "benchmarks")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            assertThat(tooLong(sources)).as("longer than %d lines", MOST_LINES).isEmpty();
        }
    }

    @Test
    void aFileWithALineTooManyIsFound(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("Fits.java"), Collections.nCopies(MOST_LINES, ""));
        Files.write(folder.resolve("TooLong.java"), Collections.nCopies(MOST_LINES + 1, ""));

        assertThat(tooLong(folder)).containsExactly(folder.resolve("TooLong.java"));
    }

    private static List<Path> tooLong(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > MOST_LINES)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
