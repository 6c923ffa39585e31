package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Role;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends RobotTest {

    private final List<String> picked = new ArrayList<>();
    private final List<Integer> layers = new ArrayList<>();

    private static Weights weights(String id) {
        return new Weights(id, Role.MLP, id, "8 × 8", "64", 8, 8, 1);
    }

    private Architecture made() {
        Architecture drawing = new Architecture();
        drawing.dataProperty()
                .set(
                        new ArchitectureData(
                                List.of(weights("wte")),
                                4,
                                List.of(weights("head")),
                                "stream",
                                List.of(
                                        new Branch(
                                                "MLP",
                                                List.of(
                                                        List.of(weights("in")),
                                                        List.of(weights("gate"), weights("up")),
                                                        List.of(weights("out"))))),
                                false));
        drawing.onPickedProperty().set(picked::add);
        drawing.onLayerPickedProperty().set(layers::add);
        return drawing;
    }

    private Architecture open() {
        Architecture drawing = show(Theme.LIGHT, 600, 420, this::made);
        onFx(drawing::requestFocus);
        return drawing;
    }

    private String press(Architecture drawing, KeyCode key) {
        robot.press(key).release(key);
        pulses(2);
        return drawing.hoveredProperty().get();
    }

    @Test
    void arrowsGoToTheNextBoxThatWayAndEnterPicksIt() {
        Architecture drawing = open();
        assertThat(press(drawing, KeyCode.HOME)).isEqualTo("wte");
        assertThat(press(drawing, KeyCode.DOWN)).isEqualTo("head");
        assertThat(press(drawing, KeyCode.RIGHT)).isIn("in", "up");
        assertThat(press(drawing, KeyCode.END)).isEqualTo("head");
        assertThat(press(drawing, KeyCode.UP)).isEqualTo("wte");
        press(drawing, KeyCode.ENTER);
        assertThat(picked).containsExactly("wte");
    }

    @Test
    void aSlabOfTheStackPicksItsLayer() {
        Architecture drawing = open();
        onFx(() -> drawing.layerProperty().set(1));
        for (double down = 0.3; down < 0.8; down += 0.04) {
            Point2D at = drawing.localToScreen(20, down * drawing.getHeight());
            robot.clickOn(at);
        }
        pulses(2);
        assertThat(layers).contains(0, 1, 2, 3).isSorted();
        press(drawing, KeyCode.PAGE_DOWN);
        assertThat(layers).endsWith(2);
    }
}
