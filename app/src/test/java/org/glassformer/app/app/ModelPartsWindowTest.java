package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.control.NamedPoints;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.model.Experts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Experts and smaller types of a mixture, handled in the window.
class ModelPartsWindowTest extends LabTest {

    private static final String TEXT =
            "Once upon a time, there was a little girl named Mia. She found a red ball.";

    @BeforeEach
    void openLab() {
        Path model = folders.resolve("mixture");
        if (!Files.exists(model)) {
            Experts experts = new Experts(8, 2, 32, true, 32, List.of(1));
            TinyModels.mixture(model, 3, "qwen2_moe", experts);
        }
        open(1366, 768, () -> new LabOnStage(model, TEXT, Theme.LIGHT).on("models"));
    }

    @Test
    void aCellIsClickedAndItsRouterIsShown() {
        robot.clickOn(node("models-sections-EXPERTS"));
        pulses(3);
        LensTable map = (LensTable) node("experts-map");
        await(() -> !map.dataProperty().get().isEmpty());
        SignedBars router = (SignedBars) node("experts-router");
        robot.clickOn(map.localToScreen(0.5 * map.getWidth(), 0.3 * map.getHeight()));
        pulses(2);
        Cell cell = Objects.requireNonNull(map.selectedCellProperty().get());
        assertThat(session().selectedTokenProperty().get()).isEqualTo(cell.column());
        assertThat(session().layerProperty().get()).isEqualTo(2 - cell.row());
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        for (int i = 0; i < 3; i++) {
            robot.press(KeyCode.UP).release(KeyCode.UP);
        }
        robot.moveTo(node("models-sections-EXPERTS"));
        pulses(2);
        assertThat(session().layerProperty().get()).isEqualTo(2);
        assertThat(router.dataProperty().get().rows()).hasSize(9);
        assertThat(text("experts-router-place")).contains("(0), layer 2");
        robot.clickOn(map.localToScreen(0.5 * map.getWidth(), 0.3 * map.getHeight()));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        pulses(2);
        assertThat(map.selectedCellProperty().get()).isNull();
    }

    @Test
    void typesAreMeasuredAndOneIsPickedInThePlot() {
        robot.clickOn(node("models-sections-QUANTISE"));
        pulses(3);
        onFx(() -> ((TextArea) node("quantise-text")).setText(TEXT));
        await(() -> text("quantise-text-note").contains("tokens,"));
        robot.clickOn(node("quantise-measure"));
        NamedPoints points = (NamedPoints) node("quantise-points");
        await(() -> points.dataProperty().get().points().size() >= 4);
        onFx(points::requestFocus);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(2);
        assertThat(points.selectedProperty().get()).isEqualTo("Q4_0");
        assertThat(text("quantise-about")).contains("Q4_0 takes", "bits from the model");
    }
}
