package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class SignedBarsTest extends RobotTest {

    private static SignedBarsData data(int rows) {
        return new SignedBarsData(
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                new SignedBarsData.Row(
                                        "row " + i, i % 2 == 0 ? i : -i, Integer.toString(i)))
                        .toList(),
                0,
                false);
    }

    @Test
    void endsOfTheScaleAreThoseOfTheData() {
        assertThat(data(5).above()).isEqualTo(4);
        assertThat(data(5).below()).isEqualTo(3);
        assertThat(SignedBarsData.EMPTY.above()).isZero();
        SignedBarsData cosines =
                new SignedBarsData(List.of(new SignedBarsData.Row("a", 0.4, "0.4")), 1, true);
        assertThat(cosines.above()).isEqualTo(1);
        assertThat(cosines.below()).isZero();
    }

    @Test
    void aPlaceholderKeepsItsLinesWhereItIsWrapped() {
        onFx(() -> {
            TextRuler ruler = new TextRuler(Font.font(12));
            double room = ruler.width("Watch the first") + 1;
            assertThat(SignedBarsSkin.wrapped("Watch the first digits\n\nEnter", ruler, room))
                    .containsExactly("Watch the first", "digits", "", "Enter");
            assertThat(SignedBarsSkin.wrapped("", ruler, room)).containsExactly("");
        });
    }

    @Test
    void keysMoveThroughAllRowsAndEnterPicks() {
        SignedBars[] holder = new SignedBars[1];
        show(
                Theme.LIGHT,
                400,
                200,
                () -> {
                    holder[0] = new SignedBars();
                    holder[0].dataProperty().set(data(500));
                    return new StackPane(holder[0]);
                });
        SignedBars bars = holder[0];
        List<Integer> picked = new ArrayList<>();
        onFx(() -> {
            bars.onPickedProperty().set(picked::add);
            bars.requestFocus();
        });
        robot.push(KeyCode.END);
        assertThat(bars.hoveredRowProperty().get()).isEqualTo(499);
        robot.push(KeyCode.ENTER);
        assertThat(picked).containsExactly(499);
        pulses(2);
        assertThat(bars.getAccessibleText()).contains("row 499");
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.DOWN);
        assertThat(bars.hoveredRowProperty().get()).isEqualTo(1);
        pulses(2);
        robot.clickOn(at(bars, 60, 8));
        assertThat(picked).containsExactly(499, 0);
    }
}
