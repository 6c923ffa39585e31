package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTextTest extends RobotTest {

    private static final String ARABIC =
            "تستيقظ آنا في السابعة صباحًا (وتُعدّ) 12 كوبًا من الشاي. ";

    @Test
    void linesFitAndNothingIsLost() {
        TextRuler ruler = new TextRuler(Font.font(14));
        String text = "Anna wakes up at seven\nand makes a cup of tea, incomprehensibilities too.";
        String lines = WrappedText.lines(text, 90, ruler);
        assertThat(lines.lines().map(line -> ruler.width(line.stripTrailing())))
                .allMatch(w -> w <= 90);
        assertThat(lines.replace("\n", "")).isEqualTo(text.replace("\n", ""));
        assertThat(WrappedText.lines("", 90, ruler)).isEmpty();
        assertThat(WrappedText.lines("W", 1, ruler)).isEqualTo("W");
    }

    @Test
    void piecesAreWordsAndSingleSigns() {
        assertThat(WrappedText.pieces("אב, גד 12!"))
                .isEqualTo(List.of("אב", ",", " ", "גד", " ", "12", "!"));
        assertThat(String.join("", WrappedText.pieces(ARABIC.repeat(3))))
                .isEqualTo(ARABIC.repeat(3));
        assertThat(WrappedText.pieces("א".repeat(100))).allMatch(piece -> piece.length() <= 16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {120, 300, 420})
    void anyScriptIsLaidOut(double width) {
        VBox box =
                show(
                        Theme.LIGHT,
                        width,
                        500,
                        () -> {
                            VBox made = new VBox();
                            for (String text :
                                    List.of(
                                            ARABIC.repeat(4),
                                            "א".repeat(200),
                                            "ऐना सुबह सात बजे उठती है ".repeat(5),
                                            "แอนนาตื่นนอนตอนเจ็ดโมงเช้า".repeat(5),
                                            "👩‍🚀 e\u0301 ".repeat(20),
                                            "")) {
                                WrappedText wrapped = new WrappedText();
                                wrapped.textProperty().set(text);
                                made.getChildren().add(wrapped);
                            }
                            return made;
                        });
        pulses(2);
        assertThat(box.getChildren().getFirst().getLayoutBounds().getHeight()).isGreaterThan(30);
    }

    @Test
    void anEditorTakesAnyScriptWhileItIsTyped() {
        ScriptTextArea[] area = new ScriptTextArea[1];
        show(
                Theme.LIGHT,
                260,
                160,
                () -> {
                    area[0] = new ScriptTextArea();
                    area[0].textProperty().set("Tea and bread, ".repeat(10));
                    return new StackPane(area[0]);
                });
        TextArea first = area[0].shown();
        assertThat(first.isWrapText()).isTrue();
        onFx(() -> {
            area[0].focusText();
            first.insertText(0, ARABIC.repeat(3));
        });
        assertThat(area[0].textProperty().get()).startsWith(ARABIC).endsWith("bread, ");
        assertThat(area[0].shown().getText()).isEqualTo(area[0].textProperty().get());
        onFx(() -> area[0].textProperty().set("Tea"));
        assertThat(area[0].shown().getText()).isEqualTo("Tea");
        assertThat(area[0].shown().isWrapText()).isTrue();
    }

    @Test
    void aTextThatIsTooLongStaysAsItWas() {
        ScriptTextArea[] area = new ScriptTextArea[1];
        show(
                Theme.LIGHT,
                260,
                160,
                () -> {
                    area[0] = new ScriptTextArea();
                    area[0].lengthTakenProperty().set(length -> length <= 5);
                    return new StackPane(area[0]);
                });
        onFx(() -> area[0].shown().replaceText(0, 0, "12345"));
        onFx(() -> area[0].shown().insertText(5, "6"));
        assertThat(area[0].textProperty().get()).isEqualTo("12345");
    }
}
