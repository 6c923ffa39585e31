package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.app.ui.theme.Typefaces;
import org.junit.jupiter.api.Test;

/// The editor as the prompt has it: in a typeface whose characters are not equally wide.
class ProportionalEditorTest extends RobotTest {

    private static final String PROSE = "Will Mia illustrate WAVE, To. fit iii mmm?";
    private static final String[] WORDS = {
        "illicit",
        "MMM",
        "wave",
        "To.",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "漢字かな",
        "supercalifragilisticexpialidocious",
        "fi",
        "e\u0301",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "\u0007"
    };

    private final AtomicReference<TokenEditor> made = new AtomicReference<>();

    private TokenEditorSkin open(double width, double height, String text) {
        show(
                Theme.LIGHT,
                width,
                height,
                () -> {
                    TokenEditor editor = new TokenEditor();
                    editor.getStyleClass().add(StyleClass.PROMPT);
                    editor.textProperty().set(text);
                    editor.mostRowsProperty().set(3);
                    made.set(editor);
                    return new VBox(editor);
                });
        return (TokenEditorSkin) editor().getSkin();
    }

    private TokenEditor editor() {
        return made.get();
    }

    private Text row() {
        return (Text) editor().lookup(".row");
    }

    @Test
    void theCaretStandsWhereTheTextBeforeItEnds() {
        TokenEditorSkin skin = open(700, 100, PROSE);
        assertThat(row().getFont().getFamily()).isEqualTo(Typefaces.TEXT);
        onFx(() -> {
            TextRuler ruler = new TextRuler(row().getFont());
            assertThat(ruler.isFixed()).isFalse();
            for (int at = 0; at <= PROSE.length(); at++) {
                editor().select(at, at);
                assertThat(skin.caretX())
                        .as("before character %d", at)
                        .isCloseTo(ruler.width(PROSE.substring(0, at)), within(0.6));
            }
        });
    }

    @Test
    void aClickLandsOnTheCharacterThatIsSeenThere() {
        AtomicInteger clicked = new AtomicInteger(-1);
        open(700, 100, PROSE);
        onFx(() -> editor().setOnClicked(clicked::set));
        for (int at : new int[] {1, 5, 9, 20, 21, 27, 34, PROSE.length() - 1}) {
            AtomicReference<Double> middle = new AtomicReference<>();
            onFx(() -> {
                TextRuler ruler = new TextRuler(row().getFont());
                double left = ruler.width(PROSE.substring(0, at));
                double right = ruler.width(PROSE.substring(0, at + 1));
                middle.set(left + 0.4 * (right - left));
            });
            robot.clickOn(at(row(), middle.get(), 0));
            assertThat(clicked.get()).isEqualTo(at);
            assertThat(editor().hoveredProperty().get()).isEqualTo(at);
            assertThat(editor().caretProperty().get()).isEqualTo(at);
            robot.clickOn(at(row(), -100, 0).add(100, 0));
        }
    }

    @Test
    void aSelectionIsAsWideAsItsText() {
        TokenEditorSkin skin = open(700, 100, PROSE);
        onFx(() -> {
            EditorText text = editor().content();
            EditorRow row = new EditorRow();
            TextRuler ruler = new TextRuler(row().getFont());
            row.show(text, 0, text.length(), false, ruler);
            row.stretches(
                    5,
                    19,
                    (left, right) ->
                            assertThat(right - left)
                                    .isCloseTo(ruler.width(PROSE.substring(5, 19)), within(0.6)));
            assertThat(skin.rowStart()).isZero();
        });
    }

    @Test
    void noRowIsWiderThanTheEditor() {
        Random random = new Random(11);
        open(600, 700, "");
        onFx(() -> editor().mostRowsProperty().set(40));
        for (int round = 0; round < 24; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 300) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
                text.append(random.nextInt(4) == 0 ? "" : " ");
            }
            double width = 180 + 17 * round;
            onFx(() -> {
                editor().setMaxWidth(width);
                editor().textProperty().set(text.toString());
            });
            Bounds viewport = editor().lookup(".viewport").getLayoutBounds();
            assertThat(viewport.getWidth()).isLessThanOrEqualTo(width);
            onFx(() -> editor().lookupAll(".row").forEach(node -> endsBefore(viewport, node)));
        }
    }

    private static void endsBefore(Bounds viewport, Node node) {
        Text row = (Text) node;
        String shown = row.getText().stripTrailing();
        assertThat(row.getLayoutX() + new TextRuler(row.getFont()).width(shown))
                .as("%s in %s", shown, viewport.getWidth())
                .isLessThanOrEqualTo(viewport.getWidth());
    }

    @Test
    void aTextThatFitsIntoARowTakesOneAndALongOneUpToThree() {
        open(700, 400, PROSE);
        double one = editor().getHeight();
        onFx(() -> editor().textProperty().set(PROSE.repeat(3)));
        double two = editor().getHeight();
        onFx(() -> editor().textProperty().set(PROSE.repeat(20)));
        double most = editor().getHeight();
        double pitch = ((TokenEditorSkin) editor().getSkin()).pitch();
        assertThat(two - one).isCloseTo(pitch, within(1.0));
        assertThat(most - one).isCloseTo(2 * pitch, within(1.0));
    }
}
