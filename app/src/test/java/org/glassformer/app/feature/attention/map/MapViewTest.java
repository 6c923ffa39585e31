package org.glassformer.app.feature.attention.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.AttentionLines;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class MapViewTest extends RobotTest {

    @TempDir static Path folders;

    private final AtomicReference<MapOnStage> made = new AtomicReference<>();

    @BeforeAll
    static void writeModel() {
        TinyModels.write(folders.resolve("tiny"), 1);
    }

    @BeforeEach
    void open() {
        show(
                Theme.LIGHT,
                720,
                760,
                () -> {
                    MapOnStage lab = new MapOnStage(new DirectTaskRunner());
                    lab.open(folders.resolve("tiny"), "Once upon a time, there was a ball");
                    made.set(lab);
                    return lab.view();
                });
        pulses(3);
    }

    @AfterEach
    void close() {
        made.get().close();
    }

    private MapOnStage lab() {
        return made.get();
    }

    private Heatmap map() {
        return (Heatmap) scene().lookup("#attention-map");
    }

    /// Goes with the pointer over a cell: from a corner of the map, cell by cell, as its hovered cell tells.
    private Point2D moveTo(int row, int column) {
        Heatmap map = map();
        double width = map.getWidth();
        double height = map.getHeight();
        for (double y = height - 8; y > 0; y -= 12) {
            for (double x = width - 8; x > 0; x -= 12) {
                fire(map, MouseEvent.MOUSE_MOVED, x, y);
                if (new Cell(row, column).equals(map.hoveredCellProperty().get())) {
                    robot.moveTo(at(map, x, y));
                    pulses(2);
                    return new Point2D(x, y);
                }
            }
        }
        throw new AssertionError("no cell " + row + ", " + column);
    }

    private void fire(Node node, EventType<MouseEvent> type, double x, double y) {
        WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () -> {
                    Point2D on = node.localToScene(x, y);
                    Event.fireEvent(
                            node,
                            new MouseEvent(
                                    type,
                                    on.getX(),
                                    on.getY(),
                                    on.getX(),
                                    on.getY(),
                                    MouseButton.NONE,
                                    0,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    true,
                                    null));
                    return true;
                });
    }

    private void wheel(Node node, double x, double y, double up) {
        onFx(() -> {
            Point2D on = node.localToScene(x, y);
            Event.fireEvent(
                    node,
                    new ScrollEvent(
                            ScrollEvent.SCROLL,
                            on.getX(),
                            on.getY(),
                            on.getX(),
                            on.getY(),
                            false,
                            false,
                            false,
                            false,
                            true,
                            false,
                            0,
                            up,
                            0,
                            up,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null));
        });
    }

    private void press(KeyCode code) {
        robot.press(code).release(code);
        pulses(1);
    }

    private Cell locked() {
        return Objects.requireNonNull(lab().model().lockedProperty().get());
    }

    @Test
    void hoverPreviewsAndClickLocksUntilEscape() {
        moveTo(4, 2);
        assertThat(lab().session().hoveredTokenProperty().get()).isEqualTo(4);
        assertThat(lab().session().hoveredKeyProperty().get()).isEqualTo(2);
        assertThat(map().readingProperty().get()).contains("→");
        robot.clickOn();
        assertThat(locked()).isEqualTo(new Cell(4, 2));
        moveTo(6, 0);
        assertThat(locked()).isEqualTo(new Cell(4, 2));
        press(KeyCode.ESCAPE);
        assertThat(lab().model().lockedProperty().get()).isNull();
        robot.clickOn();
        assertThat(locked()).isEqualTo(new Cell(6, 0));
        robot.clickOn();
        assertThat(lab().model().lockedProperty().get()).isNull();
    }

    @Test
    void theLockedEdgeIsCutAndRestoredByTheButton() {
        onFx(() -> lab().model().lockedProperty().set(new Cell(5, 3)));
        robot.clickOn("#amap-cut");
        assertThat(lab().reading().interventions().list())
                .containsExactly(new Intervention.CutEdge(0, 0, 5, 3));
        assertThat(map().dataProperty().get().isCrossed(5, 3)).isTrue();
        assertThat(map().readingProperty().get()).endsWith("cut");
        robot.clickOn("#amap-cut");
        assertThat(lab().reading().interventions().list()).isEmpty();
        robot.clickOn("#amap-ablate");
        assertThat(lab().model().ablatedProperty().get()).isTrue();
        robot.clickOn("#amap-sink");
        assertThat(scene().lookup("#amap-note").isVisible()).isTrue();
    }

    @Test
    void keysMoveTheCellAndEnterLocksIt() {
        onFx(map()::requestFocus);
        press(KeyCode.UP);
        int last = map().dataProperty().get().rows() - 1;
        assertThat(map().hoveredCellProperty().get()).isEqualTo(new Cell(last, 0));
        press(KeyCode.UP);
        press(KeyCode.RIGHT);
        assertThat(map().hoveredCellProperty().get()).isEqualTo(new Cell(last - 1, 1));
        press(KeyCode.ENTER);
        assertThat(locked()).isEqualTo(new Cell(last - 1, 1));
        press(KeyCode.END);
        assertThat(locked()).isEqualTo(new Cell(last - 1, last - 1));
        press(KeyCode.HOME);
        press(KeyCode.DOWN);
        assertThat(locked()).isEqualTo(new Cell(last, 0));
        assertThat(map().getAccessibleText()).contains("→");
    }

    @Test
    void theWheelZoomsAboutThePointerAndTheButtonGoesBack() {
        Point2D pointer = moveTo(8, 4);
        for (int i = 0; i < 8; i++) {
            wheel(map(), pointer.getX(), pointer.getY(), 40);
        }
        assertThat(map().zoomFactorProperty().get()).isGreaterThan(1.4);
        assertThat(map().hoveredCellProperty().get()).isEqualTo(new Cell(8, 4));
        robot.clickOn("#amap-zoom");
        assertThat(map().zoomFactorProperty().get()).isEqualTo(1);
    }

    @Test
    void theTableTakesThePlaceOfThePicture() {
        robot.clickOn("#amap-table");
        TableView<?> table = (TableView<?>) scene().lookup("#amap-table-view");
        assertThat(table.isVisible()).isTrue();
        assertThat(map().isVisible()).isFalse();
        assertThat(table.getItems()).hasSize(lab().picture().length());
        onFx(() -> {
            table.requestFocus();
            table.getSelectionModel().select(2);
        });
        assertThat(locked().column()).isEqualTo(2);
        robot.clickOn("#amap-query-previous");
        assertThat(table.getItems()).hasSize(lab().picture().length() - 1);
    }

    @Test
    void theTableOfAllPairsIsWalkedByKeys() {
        robot.clickOn("#amap-table");
        onFx(() -> lab().model().twin().wholeProperty().set(true));
        pulses(2);
        LensTable grid = (LensTable) scene().lookup("#amap-table-grid");
        assertThat(grid.isVisible()).isTrue();
        assertThat(scene().lookup("#amap-table-view").isVisible()).isFalse();
        int length = lab().picture().length();
        assertThat(grid.dataProperty().get().rows()).hasSize(length);
        assertThat(grid.dataProperty().get().columns()).hasSize(length);
        assertThat(grid.dataProperty().get().cells().text(0, 0)).isEqualTo("1.0000");
        assertThat(grid.dataProperty().get().cells().text(0, 1)).isEmpty();
        onFx(() -> {
            lab().model().lockedProperty().set(new Cell(4, 2));
            grid.requestFocus();
        });
        press(KeyCode.DOWN);
        press(KeyCode.LEFT);
        assertThat(locked()).isEqualTo(new Cell(5, 1));
        press(KeyCode.ESCAPE);
        assertThat(lab().model().lockedProperty().get()).isNull();
    }

    @Test
    void linesLockTokensOfBothSides() {
        robot.clickOn("#amap-kind-LINES");
        assertThat(lab().model().kindProperty().get()).isEqualTo(MapKind.LINES);
        AttentionLines lines = (AttentionLines) scene().lookup("#attention-lines");
        assertThat(lines.isVisible()).isTrue();
        assertThat(map().isVisible()).isFalse();
        robot.clickOn(at(lines, lines.getWidth() * 0.25, lines.getHeight() * 0.4));
        int query = locked().row();
        assertThat(query).isNotNegative();
        assertThat(lines.readingProperty().get()).contains("looks at");
        robot.clickOn(at(lines, lines.getWidth() * 0.75, lines.getHeight() * 0.3));
        assertThat(locked().row()).isEqualTo(query);
        assertThat(locked().column()).isNotNegative();
        press(KeyCode.ESCAPE);
        assertThat(lab().model().lockedProperty().get()).isNull();
    }

    @Test
    void theNewestRowIsScrubbedWithTheSlider() {
        robot.clickOn("#amap-newest");
        onFx(() -> scene().lookup("#amap-step").requestFocus());
        int last = lab().model().newestRow().lastProperty().get();
        press(KeyCode.LEFT);
        assertThat(lab().model().newestRow().stepProperty().get()).isEqualTo(last - 1);
        robot.clickOn("#amap-follow");
        assertThat(lab().model().newestRow().stepProperty().get()).isEqualTo(last);
    }
}
