package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class ShadedTextTest extends RobotTest {

    private final List<Integer> picked = new ArrayList<>();

    private static ShadedTextData data(int tokens) {
        List<String> labels = new ArrayList<>();
        float[] bits = new float[tokens];
        for (int t = 0; t < tokens; t++) {
            labels.add(" word" + t);
            bits[t] = t == 0 ? Float.NaN : t % 9;
        }
        return ShadedTextData.amounts(labels, bits, 8, "surprisal").writtenFrom(3, Set.of(5));
    }

    private ShadedText open(int tokens) {
        ShadedText[] holder = new ShadedText[1];
        show(
                Theme.LIGHT,
                400,
                160,
                () -> {
                    ShadedText text = new ShadedText();
                    text.followingEndProperty().set(true);
                    text.noteProperty().set("mean 2 bits");
                    text.readingProperty().set(token -> "token " + token);
                    text.onPickedProperty().set(picked::add);
                    text.setData(data(tokens));
                    holder[0] = text;
                    return new StackPane(text);
                });
        return holder[0];
    }

    @Test
    void theEndOfAGrowingTextStaysInSight() {
        ShadedText text = open(20);
        ScrollBar bar = (ScrollBar) text.lookup(".scroll-bar");
        onFx(() -> text.setData(data(200)));
        assertThat(bar.getMax()).isPositive();
        assertThat(bar.getValue()).isEqualTo(bar.getMax());
        onFx(() -> bar.setValue(0));
        onFx(() -> text.setData(data(220)));
        assertThat(bar.getValue()).isZero();
        onFx(() -> text.selectedProperty().set(100));
        assertThat(bar.getValue()).isBetween(1.0, bar.getMax() - 1);
        onFx(() -> text.selectedProperty().set(ShadedText.NONE));
        assertThat(bar.getValue()).isEqualTo(bar.getMax());
    }

    @Test
    void theNoteGivesWayToWhatIsSaidOfAToken() {
        ShadedText text = open(20);
        assertThat(text.getAccessibleText()).isEqualTo("mean 2 bits");
        onFx(() -> text.selectedProperty().set(4));
        assertThat(text.getAccessibleText()).isEqualTo("token 4");
        onFx(() -> text.markedProperty().set(6));
        assertThat(text.getAccessibleText()).isEqualTo("token 6");
    }

    @Test
    void aClickAndTheArrowsPickTokens() {
        ShadedText text = open(20);
        robot.clickOn(at(text, 12, 14));
        assertThat(picked).containsExactly(0);
        onFx(() -> text.selectedProperty().set(0));
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        pulses(1);
        assertThat(picked).hasSize(3);
        assertThat(picked.get(1)).isEqualTo(1);
        assertThat(picked.get(2)).isGreaterThan(3);
    }

    @Test
    void aScaleOfAmountsBeginsAtZeroAndLeavesUnknownTokensWithoutColour() {
        ShadedTextData data = data(10);
        assertThat(data.shade(0)).isNaN();
        assertThat(data.shade(4)).isEqualTo(0.5);
        assertThat(data.low()).isZero();
        assertThat(data.isWritten(2)).isFalse();
        assertThat(data.isWritten(3)).isTrue();
        assertThat(new ShadedTextData(List.of("a"), new float[] {-2}, 4, "").shade(0))
                .isEqualTo(0.25);
    }
}
