package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class TokenFieldTest extends RobotTest {

    private final List<Integer> picked = new ArrayList<>();

    private static List<TokenChoice> matches(String typed) {
        return List.of("·a", "·ball", "·balloon", "·cat").stream()
                .filter(text -> text.contains(typed))
                .map(text -> new TokenChoice(100 + text.length(), text, "" + text.length()))
                .toList();
    }

    private TokenField open() {
        TokenField[] holder = new TokenField[1];
        show(
                Theme.LIGHT,
                500,
                400,
                () -> {
                    holder[0] = new TokenField();
                    holder[0].matchesProperty().set(TokenFieldTest::matches);
                    holder[0].shownProperty().set("·cat");
                    holder[0].noneProperty().set("most likely");
                    holder[0].onPickedProperty().set(picked::add);
                    return new HBox(new Button("elsewhere"), holder[0]);
                });
        return holder[0];
    }

    private void press(KeyCode key) {
        robot.press(key).release(key);
        pulses(1);
    }

    @Test
    void typingOffersWhatFitsAndEnterPicksIt() {
        TokenField field = open();
        onFx(() -> field.field().requestFocus());
        robot.write("ball", 0);
        pulses(1);
        assertThat(field.offered())
                .extracting(TokenChoice::text)
                .containsExactly("·ball", "·balloon");
        press(KeyCode.DOWN);
        press(KeyCode.ENTER);
        assertThat(picked).containsExactly(108);
        assertThat(field.isOpen()).isFalse();
        assertThat(field.field().getText()).isEqualTo("·cat");
    }

    @Test
    void nothingTypedOffersNoneFirst() {
        TokenField field = open();
        onFx(() -> field.field().requestFocus());
        press(KeyCode.DOWN);
        assertThat(field.offered().getFirst().id()).isEqualTo(TokenField.NONE);
        assertThat(field.offered()).hasSize(5);
        press(KeyCode.ENTER);
        assertThat(picked).containsExactly(TokenField.NONE);
    }

    @Test
    void escapePutsTheChosenTokenBack() {
        TokenField field = open();
        onFx(() -> field.field().requestFocus());
        robot.write("xyz", 0);
        pulses(1);
        assertThat(field.isOpen()).isTrue();
        assertThat(field.offered()).isEmpty();
        press(KeyCode.ENTER);
        assertThat(picked).isEmpty();
        press(KeyCode.ESCAPE);
        assertThat(field.isOpen()).isFalse();
        assertThat(field.field().getText()).isEqualTo("·cat");
    }

    @Test
    void otherMatchesAreOfferedAtOnce() {
        TokenField field = open();
        onFx(() -> field.field().requestFocus());
        robot.write("dog", 0);
        onFx(() -> field.matchesProperty().set(typed -> List.of(new TokenChoice(7, typed, ""))));
        assertThat(field.offered()).extracting(TokenChoice::id).containsExactly(7);
        onFx(() -> field.shownProperty().set("·ball"));
        assertThat(field.field().getText()).isEqualTo("dog");
    }
}
