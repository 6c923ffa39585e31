package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.text.Text;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class MarkdownTextTest extends RobotTest {

    private MarkdownText shown(String text) {
        return show(
                Theme.LIGHT,
                500,
                400,
                () -> {
                    MarkdownText made = new MarkdownText();
                    made.textProperty().set(text);
                    return made;
                });
    }

    private static List<String> words(MarkdownText text) {
        return text.lookupAll("Text").stream().map(node -> ((Text) node).getText()).toList();
    }

    @Test
    void aColumnIsAsWideAsItsLongestWord() {
        String words = "many words that take lines and lines, ".repeat(4);
        MarkdownText text =
                shown(
                        "| a | b | c |\n| --- | --- | --- |\n| internationalisation_of_everything | "
                                + words
                                + "| "
                                + words
                                + "|\n");
        Text word =
                (Text)
                        text.lookupAll("Text").stream()
                                .filter(node -> ((Text) node).getText().startsWith("inter"))
                                .findFirst()
                                .orElseThrow();
        assertThat(word.getLayoutBounds().getHeight()).isLessThan(2 * word.getFont().getSize());
    }

    @Test
    void noLineBreaksBeforeAPercentSign() {
        assertThat(words(shown("a share of 17.9 % of all")))
                .contains("a share of 17.9\u00a0% of all");
    }

    @Test
    void headingsListsCodeAndTablesAreBlocks() {
        MarkdownText text =
                shown(
                        """
                        # Title

                        Some *words* and `code`, [a link](https://example.org).

                        - one
                        - two

                            java -jar x

                        | a | b |
                        | --- | ---: |
                        | left | 1,024 |
                        """);
        Snapshots.write(picture(), Path.of("target", "screenshots", "markdown.png"));
        assertThat(words(text))
                .contains("Title", "words", "code", "a link", "one", "two", "left", "1,024");
        assertThat(text.lookupAll(".table"))
                .singleElement()
                .isInstanceOfSatisfying(
                        GridPane.class, grid -> assertThat(grid.getChildren()).hasSize(4));
        Text title = (Text) text.lookup(".h1 Text");
        Text plain = (Text) text.lookup(".words Text");
        assertThat(title.getFont().getSize()).isGreaterThan(plain.getFont().getSize());
    }

    @Test
    void frontMatterIsLeftOutAndPicturesAreNamed() {
        MarkdownText text = shown("---\nlicense: mit\n---\n\n![loss](loss.svg)\n");
        assertThat(words(text)).contains("[picture loss.svg] ").doesNotContain("license: mit");
    }

    @Test
    void deepNestingAndForeignMarkupAreText() {
        MarkdownText text = shown("> ".repeat(5000) + "deep\n\n<script>alert(1)</script>\n");
        assertThat(text.getChildren()).isNotEmpty();
        assertThat(text.lookupAll(".code"))
                .anySatisfy(code -> assertThat(((Label) code).getText()).contains("<script>"));
    }
}
