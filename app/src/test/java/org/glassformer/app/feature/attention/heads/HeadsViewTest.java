package org.glassformer.app.feature.attention.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.analysis.HeadId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsViewTest extends RobotTest {

    @TempDir static Path folders;

    private HeadsOnStage stage;

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        AtomicReference<HeadsOnStage> made = new AtomicReference<>();
        show(
                Theme.LIGHT,
                300,
                560,
                () -> {
                    made.set(
                            new HeadsOnStage(
                                    folders.resolve("tiny"), "Once upon a time, once upon a time"));
                    return made.get().onBackdrop();
                });
        stage = made.get();
        stage.awaitPatterns();
        pulses(2);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private LabSession session() {
        return stage.bench().session();
    }

    /// The middle of a head's picture, measured from the chosen pitch: four heads over the grid's width.
    private Point2D head(int layer, int head) {
        double pitch = Math.floor((stage.grid().getWidth() - 15) / 4);
        return at(stage.grid(), 15 + (head + 0.5) * pitch, 18 + (layer + 0.5) * pitch);
    }

    /// A click with Shift or Ctrl held; the robot's mouse does not know of keys.
    private void clickHolding(int layer, int head, boolean shift) {
        Point2D screen = head(layer, head);
        onFx(() -> {
            Point2D inScene = stage.grid().localToScene(stage.grid().screenToLocal(screen));
            Event.fireEvent(
                    stage.grid(),
                    new MouseEvent(
                            MouseEvent.MOUSE_CLICKED,
                            inScene.getX(),
                            inScene.getY(),
                            screen.getX(),
                            screen.getY(),
                            MouseButton.PRIMARY,
                            1,
                            shift,
                            !shift,
                            false,
                            false,
                            false,
                            false,
                            false,
                            true,
                            false,
                            true,
                            null));
        });
    }

    @Test
    void theOtherHeadsFadeClearlyWhileOneIsAlone() {
        double bright = distanceFromGround(head(0, 0));
        robot.doubleClickOn(head(1, 3));
        pulses(2);
        Snapshots.write(picture(), Path.of("target", "screenshots", "heads-alone.png"));
        assertThat(distanceFromGround(head(0, 0))).isLessThan(0.3 * bright);
    }

    /// How far the colour at the lower left of a picture, its first key, is from white.
    private double distanceFromGround(Point2D middle) {
        Bounds window = scene().getRoot().localToScreen(scene().getRoot().getLayoutBounds());
        Color color =
                picture()
                        .getPixelReader()
                        .getColor(
                                (int) (middle.getX() - window.getMinX()) + 4,
                                (int) (middle.getY() - window.getMinY()) - 4);
        return 3 - color.getRed() - color.getGreen() - color.getBlue();
    }

    @Test
    void aClickOpensADoubleClickIsolatesAndControlAdds() {
        robot.clickOn(head(1, 2));
        pulses(2);
        assertThat(session().layerProperty().get()).isEqualTo(1);
        assertThat(session().headProperty().get()).isEqualTo(2);
        assertThat(session().shownHeadsProperty().get()).isEmpty();
        clickHolding(0, 1, false);
        assertThat(session().shownHeadsProperty().get())
                .containsExactly(new HeadId(1, 2), new HeadId(0, 1));
        assertThat(session().headProperty().get()).isEqualTo(2);
        clickHolding(1, 2, true);
        assertThat(session().shownHeadsProperty().get()).containsExactly(new HeadId(0, 1));
        robot.doubleClickOn(head(1, 3));
        pulses(2);
        assertThat(session().shownHeadsProperty().get()).containsExactly(new HeadId(1, 3));
        assertThat(session().headProperty().get()).isEqualTo(3);
    }

    @Test
    void arrowsGoThroughTheGrid() {
        robot.clickOn(head(0, 0));
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.LEFT);
        assertThat(session().layerProperty().get()).isEqualTo(1);
        assertThat(session().headProperty().get()).isEqualTo(1);
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(session().shownHeadsProperty().get()).containsExactly(new HeadId(1, 1));
    }

    @Test
    void aPatternListsItsBestHeadsUntilEsc() {
        robot.clickOn("#pattern-0");
        pulses(2);
        assertThat(robot.lookup("#ranked-1").tryQuery()).isPresent();
        RankedHead second = stage.model().rankedProperty().get().get(1);
        robot.clickOn("#pattern-0");
        pulses(2);
        assertThat(session().layerProperty().get() + "." + session().headProperty().get())
                .isEqualTo(second.name());
        robot.clickOn("#ranked-0");
        pulses(2);
        assertThat(stage.model().rankedProperty().get().getFirst().current()).isTrue();
        robot.push(KeyCode.ESCAPE);
        pulses(2);
        assertThat(robot.lookup("#ranked-1").tryQuery()).isEmpty();
    }

    @Test
    void aHeadShownAloneIsLeftByTheButton() {
        Node row = robot.lookup("#heads-shown").query();
        assertThat(row.isVisible()).isFalse();
        robot.doubleClickOn(head(1, 3));
        pulses(2);
        assertThat(row.isVisible()).isTrue();
        robot.clickOn("#heads-all");
        pulses(2);
        assertThat(session().shownHeadsProperty().get()).isEmpty();
        assertThat(row.isVisible()).isFalse();
    }

    @Test
    void hoverSaysWhichHeadItIs() {
        robot.moveTo(head(1, 3));
        pulses(2);
        Node grid = stage.grid();
        assertThat(grid.isHover()).isTrue();
        assertThat(stage.model().noteProperty().get()).startsWith("Layer 1 · Head 3");
    }
}
