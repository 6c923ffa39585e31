package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class ChangeBarsTest extends RobotTest {

    private final List<Integer> picked = new ArrayList<>();

    private ChangeBars open(int rows) {
        StackPane pane =
                show(
                        Theme.LIGHT,
                        300,
                        260,
                        () -> {
                            ChangeBars bars = new ChangeBars();
                            bars.setData(data(rows));
                            bars.onPickedProperty().set(picked::add);
                            return new StackPane(bars);
                        });
        return (ChangeBars) pane.getChildren().getFirst();
    }

    private static ChangeBarsData data(int rows) {
        List<ChangeBarsData.Row> made = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            made.add(new ChangeBarsData.Row(100 + i, " t" + i, 0.5 / (i + 1), 0.4 / (i + 1)));
        }
        return new ChangeBarsData(made, true);
    }

    @Test
    void aClickSelectsTheTokenAndAnotherUnselectsIt() {
        ChangeBars bars = open(4);
        robot.moveTo(at(bars, 40, 50));
        pulses(1);
        int id = bars.hoveredIdProperty().get();
        assertThat(id).isGreaterThanOrEqualTo(100);
        robot.clickOn(at(bars, 40, 50));
        assertThat(bars.selectedIdProperty().get()).isEqualTo(id);
        robot.sleep(600);
        robot.clickOn(at(bars, 40, 50));
        assertThat(bars.selectedIdProperty().get()).isEqualTo(ChangeBars.NONE);
        assertThat(picked).isEmpty();
    }

    @Test
    void aDoubleClickPicksTheTokenAndLeavesTheSelection() {
        ChangeBars bars = open(4);
        robot.doubleClickOn(at(bars, 40, 50));
        assertThat(picked).hasSize(1);
        assertThat(bars.selectedIdProperty().get()).isEqualTo(ChangeBars.NONE);
    }

    @Test
    void keysGoThroughTheListPickAndUnselect() {
        ChangeBars bars = open(60);
        onFx(bars::requestFocus);
        robot.push(KeyCode.END);
        assertThat(bars.selectedIdProperty().get()).isEqualTo(159);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        assertThat(picked).containsExactly(158);
        robot.push(KeyCode.ESCAPE);
        assertThat(bars.selectedIdProperty().get()).isEqualTo(ChangeBars.NONE);
        robot.push(KeyCode.HOME);
        assertThat(bars.selectedIdProperty().get()).isEqualTo(100);
    }

    @Test
    void theSelectionStaysWithTheTokenWhenTheRowsChange() {
        ChangeBars bars = open(4);
        onFx(() -> bars.selectedIdProperty().set(103));
        onFx(() -> bars.setData(data(2)));
        assertThat(bars.selectedIdProperty().get()).isEqualTo(103);
        assertThat(bars.dataProperty().get().indexOf(103)).isEqualTo(-1);
    }

    @Test
    void theWheelScrollsToTheLastRow() {
        ChangeBars bars = open(60);
        robot.moveTo(at(bars, 40, 80));
        for (int i = 0; i < 80; i++) {
            robot.scroll(javafx.geometry.VerticalDirection.DOWN);
        }
        pulses(2);
        robot.moveTo(at(bars, 41, 240));
        pulses(1);
        assertThat(bars.hoveredIdProperty().get()).isEqualTo(159);
    }
}
