package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenEditorTest extends RobotTest {

    private final AtomicReference<TokenEditor> made = new AtomicReference<>();

    @BeforeEach
    void open() {
        show(
                Theme.LIGHT,
                420,
                200,
                () -> {
                    made.set(new TokenEditor());
                    return made.get();
                });
        onFx(() -> editor().requestFocus());
    }

    private TokenEditor editor() {
        return made.get();
    }

    private String text() {
        return editor().textProperty().get();
    }

    private void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        pulses(1);
    }

    @Test
    void typedTextIsTakenBackAndBroughtBackAsOne() {
        robot.write("one two", 0);
        press(KeyCode.ENTER);
        robot.write("x", 0);
        assertThat(text()).isEqualTo("one two\nx");
        press(KeyCode.CONTROL, KeyCode.Z);
        press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEqualTo("one two");
        press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(text()).isEmpty();
        press(KeyCode.CONTROL, KeyCode.Y);
        assertThat(text()).isEqualTo("one two");
        assertThat(editor().caretProperty().get()).isEqualTo(7);
    }

    @Test
    void theCaretGoesByCharactersThatPeopleSee() {
        String family = "\uD83D\uDC69\u200D\uD83D\uDE80";
        onFx(() -> editor().textProperty().set("a" + family + "e\u0301\r\nb"));
        press(KeyCode.CONTROL, KeyCode.HOME);
        int[] stops = new int[6];
        for (int i = 0; i < stops.length; i++) {
            press(KeyCode.RIGHT);
            stops[i] = editor().caretProperty().get();
        }
        assertThat(stops).containsExactly(1, 6, 8, 10, 11, 11);
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        press(KeyCode.BACK_SPACE);
        assertThat(text()).isEqualTo("ae\u0301\r\nb");
    }

    @Test
    void wordsLinesAndAllAreSelectedByKeys() {
        onFx(() -> editor().textProperty().set("one two three\nfour"));
        press(KeyCode.CONTROL, KeyCode.HOME);
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.RIGHT);
        assertThat(editor().selectedText()).isEqualTo("one ");
        press(KeyCode.SHIFT, KeyCode.END);
        assertThat(editor().selectedText()).isEqualTo("one two three");
        press(KeyCode.SHIFT, KeyCode.DOWN);
        assertThat(editor().selectedText()).isEqualTo("one two three\nfour");
        press(KeyCode.CONTROL, KeyCode.A);
        press(KeyCode.DELETE);
        assertThat(text()).isEmpty();
    }

    @Test
    void everyCharacterSurvives() {
        String odd =
                "\u0000\u0007\uD800x\uDC00\r\n\t\u202Eabc\u202C שלום e\u0301\u200D\u007F\uFEFF\u2028end";
        onFx(() -> editor().textProperty().set(odd));
        assertThat(text()).isEqualTo(odd);
        press(KeyCode.CONTROL, KeyCode.END);
        robot.write("!", 0);
        assertThat(text()).isEqualTo(odd + "!");
        onFx(() -> editor().whitespaceVisibleProperty().set(true));
        assertThat(RowText.of(odd, 0, odd.length(), true).shown())
                .contains("\\u{0}", "\\u{d800}", "\\u{dc00}", "\\u{202e}", "\\u{7f}", "\\u{2028}");
    }

    @Test
    void aPasteThatIsTooLongIsRefusedAndNothingIsLost() {
        AtomicInteger told = new AtomicInteger();
        onFx(() -> {
            editor().textProperty().set("kept");
            editor().maxLengthProperty().set(1000);
            editor().setOnTooLong(told::set);
            ClipboardContent content = new ClipboardContent();
            content.putString("0123456789".repeat(1_000_000));
            Clipboard.getSystemClipboard().setContent(content);
        });
        press(KeyCode.CONTROL, KeyCode.V);
        assertThat(told.get()).isEqualTo(10_000_004);
        assertThat(text()).isEqualTo("kept");
    }

    @Test
    void aClickPlacesTheCaretAndNamesTheCharacter() {
        AtomicInteger clicked = new AtomicInteger(-1);
        onFx(() -> {
            editor().textProperty().set("abcdef");
            editor().setOnClicked(clicked::set);
        });
        pulses(2);
        robot.clickOn(at(editor(), 24, 16));
        assertThat(clicked.get()).isBetween(0, 3);
        assertThat(editor().hoveredProperty().get()).isEqualTo(clicked.get());
        assertThat(editor().caretProperty().get()).isBetween(clicked.get(), clicked.get() + 1);
        robot.doubleClickOn(at(editor(), 24, 16));
        assertThat(editor().selectedText()).isEqualTo("abcdef");
    }

    @Test
    void oneLineOfAHundredThousandCharactersIsBrokenIntoRows() {
        String line = "word ".repeat(20_000);
        onFx(() -> editor().textProperty().set(line));
        press(KeyCode.CONTROL, KeyCode.END);
        assertThat(editor().caretProperty().get()).isEqualTo(100_000);
        assertThat(editor().topProperty().get()).isGreaterThan(99_000);
        robot.write("x", 0);
        assertThat(text()).isEqualTo(line + "x");
        press(KeyCode.CONTROL, KeyCode.HOME);
        assertThat(editor().topProperty().get()).isZero();
    }
}
