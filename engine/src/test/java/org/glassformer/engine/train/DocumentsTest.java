package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsTest {
    @TempDir Path folder;

    @Test
    void documentsEndAtTheMarkAndEmptyOnesAreLeftOut() {
        assertThat(
                        Documents.split(
                                "one\n<|endoftext|>\n\ntwo\nlines\n<|endoftext|> <|endoftext|>",
                                Documents.Split.END_OF_TEXT))
                .containsExactly("one", "two\nlines");
    }

    @Test
    void documentsEndAtBlankLines() {
        assertThat(Documents.split("a\nb\n\n \nc\r\n\r\nd\n", Documents.Split.BLANK_LINES))
                .containsExactly("a\nb", "c", "d");
    }

    @Test
    void anUndividedFileIsOneDocument() {
        assertThat(Documents.split("a\n\nb\n", Documents.Split.NONE)).containsExactly("a\n\nb");
    }

    @Test
    void storiesOfOurOwnAreASource() {
        List<String> stories =
                Documents.of(new TrainConfig.Source(null, Documents.Split.NONE, 5, 3, 1));
        assertThat(stories).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, new byte[] {'a', (byte) 0xE9, 'b'});
        assertThatThrownBy(() -> Documents.read(latin, Documents.Split.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("latin.txt is not UTF-8");
        assertThatThrownBy(() -> Documents.read(folder.resolve("no.txt"), Documents.Split.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no.txt");
    }

    @Test
    void packedDocumentsHaveTheEndOfTextBetweenThem() {
        TokenStream stream =
                TokenStream.pack(
                        List.of("ab", "c"),
                        text -> text.chars().map(c -> c - 'a' + 1).toArray(),
                        0);
        int[] out = new int[stream.length() + 2];
        stream.copy(0, out.length, out, 0);
        assertThat(out).containsExactly(0, 1, 2, 0, 3, 0, 0, 1);
    }
}
