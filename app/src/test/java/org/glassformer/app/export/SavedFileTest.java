package org.glassformer.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFileTest {

    @TempDir Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static SavedFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path file = folder.resolve("numbers.csv");
        SavedFile.write(file, text("one"));
        SavedFile.write(file, text("two"));
        assertThat(file).hasContent("two");
        assertThat(names()).containsExactly("numbers.csv");
    }

    @Test
    void aFailureInTheMiddleLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = folder.resolve("numbers.csv");
        SavedFile.write(file, text("one"));
        assertThatThrownBy(() ->
                        SavedFile.write(
                                file,
                                out -> {
                                    out.write(new byte[100_000]);
                                    throw new IOException("No space left on device");
                                }))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("one");
        assertThat(names()).containsExactly("numbers.csv");
    }

    @Test
    void aFolderIsNeverOverwritten() throws IOException {
        Path file = Files.createDirectory(folder.resolve("numbers.csv"));
        assertThatThrownBy(() -> SavedFile.write(file, text("x"))).isInstanceOf(IOException.class);
        assertThat(file).isDirectory();
    }

    @Test
    void failuresAreOneSentence() {
        Path file = folder.resolve("a").resolve("map.png");
        assertThat(SavedFile.sentence(file, new IOException("No space left on device")))
                .isEqualTo("map.png was not saved: the disk is full.");
        assertThat(SavedFile.sentence(file, new AccessDeniedException(file.toString())))
                .startsWith("map.png was not saved: nothing may be written to " + folder);
        assertThat(
                        SavedFile.sentence(
                                file,
                                new FileSystemException(
                                        file.toString(), null, "Read-only file system")))
                .contains("nothing may be written to");
        assertThat(SavedFile.sentence(file, new NoSuchFileException(file.toString())))
                .contains("there is no folder");
        assertThat(SavedFile.sentence(file, new IOException("odd")))
                .isEqualTo("map.png was not saved: odd.");
    }

    @Test
    void aMissingFolderIsSaid() {
        Path file = folder.resolve("nowhere").resolve("map.png");
        try {
            SavedFile.write(file, text("x"));
            throw new AssertionError("written");
        } catch (IOException e) {
            assertThat(SavedFile.sentence(file, e)).contains("there is no folder");
        }
    }

    @Test
    void namesAreProposedFromTitles() {
        assertThat(ExportFormat.PNG.fileName("Layer 1 · Head 2")).isEqualTo("layer-1-head-2.png");
        assertThat(ExportFormat.CSV.fileName("Next token after “../..\\x”"))
                .isEqualTo("next-token-after-x.csv");
        assertThat(ExportFormat.SVG.fileName("语言 – é")).isEqualTo("语言-é.svg");
        assertThat(ExportFormat.JSON.fileName("")).isEqualTo("panel.json");
        assertThat(ExportFormat.JSON.fileName("CON")).isEqualTo("panel-con.json");
        assertThat(ExportFormat.PNG.fileName("x".repeat(300))).hasSizeLessThan(70);
    }
}
