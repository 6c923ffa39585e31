package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.ArchitectureData.Branch;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Role;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.theme.StyleClass;
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

    /// A GPT-2 of six blocks.
    private static ArchitectureData gpt() {
        return new ArchitectureData(
                List.of(
                        new Operation(Role.EMBEDDING, "Tokens", List.of("T"), 0, 0),
                        weights("Token embeddings"),
                        new Sum(),
                        weights("Positions")),
                6,
                List.of(
                        weights("Final norm"),
                        weights("Head"),
                        new Operation(Role.HEAD, "Logits", List.of("T × 4,096"), 0, 0)),
                "residual stream · T × 256",
                List.of(
                        new Branch(
                                "Attention",
                                List.of(
                                        List.of(weights("Norm")),
                                        List.of(weights("Query"), weights("Key"), weights("Value")),
                                        List.of(
                                                new Operation(
                                                        Role.ATTENTION,
                                                        "Attention",
                                                        List.of("8 heads × 32"),
                                                        8,
                                                        8)),
                                        List.of(weights("Output")))),
                        new Branch(
                                "MLP",
                                List.of(
                                        List.of(weights("Norm 2")),
                                        List.of(weights("MLP in")),
                                        List.of(weights("MLP out"))))),
                false);
    }

    @Test
    void textsAreNoSmallerThanTheSmallOnesOfTheProjectorWhereThereIsLittleRoom() {
        VBox both = new VBox();
        Label small = new Label("small");
        small.getStyleClass().add(StyleClass.SMALL);
        Architecture drawing = new Architecture();
        drawing.dataProperty().set(gpt());
        show(
                Theme.PROJECTOR,
                800,
                430,
                () -> {
                    VBox.setVgrow(drawing, Priority.ALWAYS);
                    both.getChildren().setAll(small, drawing);
                    return both;
                });
        double size = ((ArchitectureSkin) drawing.getSkin()).textSize();
        assertThat(size).isGreaterThanOrEqualTo(small.getFont().getSize()).isLessThan(24);
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
