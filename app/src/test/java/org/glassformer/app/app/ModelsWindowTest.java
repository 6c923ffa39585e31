package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.glassformer.app.ui.control.Architecture;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.Histogram;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Boxes of the drawing of the model, handled in the window.
class ModelsWindowTest extends LabTest {

    @BeforeEach
    void openLab() {
        open(1366, 768, () -> new LabOnStage(tiny(), "Once", Theme.LIGHT).on("models"));
    }

    private Heatmap map() {
        return (Heatmap) node("weights-map");
    }

    private void awaitCells(int rows, int columns) {
        await(() ->
                map().dataProperty().get().rows() == rows
                        && map().dataProperty().get().columns() == columns);
    }

    @Test
    void aBoxIsClickedAndItsWeightsAreShown() {
        robot.clickOn(node("models-sections-WEIGHTS"));
        pulses(3);
        awaitCells(32, 32);
        Architecture drawing = (Architecture) node("weights-drawing");
        onFx(drawing::requestFocus);
        robot.press(KeyCode.END).release(KeyCode.END);
        pulses(2);
        String last = drawing.hoveredProperty().get();
        assertThat(last).isEqualTo("wte");
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(2);
        awaitCells(32, 48);
        assertThat(drawing.selectedProperty().get()).isEqualTo("wpe");

        double x = drawing.getWidth();
        double y = drawing.getHeight();
        String under = "";
        for (double across = 0.4; across < 1 && !under.equals("w1"); across += 0.04) {
            for (double down = 0.5; down < 1 && !under.equals("w1"); down += 0.06) {
                robot.moveTo(drawing.localToScreen(across * x, down * y));
                pulses(1);
                under = drawing.hoveredProperty().get();
            }
        }
        assertThat(under).isEqualTo("w1");
        robot.clickOn();
        pulses(2);
        awaitCells(32, 128);
        assertThat(drawing.selectedProperty().get()).isEqualTo("w1");
        Histogram histogram = (Histogram) node("weights-histogram");
        assertThat(histogram.dataProperty().get().total()).isEqualTo(32L * 128);

        onFx(drawing::requestFocus);
        robot.press(KeyCode.PAGE_DOWN).release(KeyCode.PAGE_DOWN);
        pulses(2);
        assertThat(session().layerProperty().get()).isEqualTo(1);
        assertThat(drawing.selectedProperty().get()).isEqualTo("w1");
    }
}
