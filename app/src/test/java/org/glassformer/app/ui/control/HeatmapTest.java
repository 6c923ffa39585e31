package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class HeatmapTest extends RobotTest {

    private static final int CELL = 64;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private Heatmap heatmap;

    /// Four by four cells of 64 pixels without labels, so that places can be computed.
    private void open() {
        show(
                Theme.LIGHT,
                400,
                400,
                () -> {
                    heatmap = new Heatmap(Runnable::run);
                    heatmap.legendVisibleProperty().set(false);
                    heatmap.setData(
                            HeatmapData.causal(
                                    4,
                                    4,
                                    new float[] {
                                        1, 0, 0, 0, 0.5f, 0.5f, 0, 0, 0.25f, 0, 0.75f, 0, 0, 0, 0, 1
                                    }));
                    return new StackPane(heatmap);
                });
    }

    private double left() {
        return Math.floor((400 - 4 * CELL) / 2.0);
    }

    private static double top() {
        return Math.floor(1 + (398 - 4 * CELL) * 0.3);
    }

    private void moveTo(int row, int column) {
        robot.moveTo(at(heatmap, left() + (column + 0.5) * CELL, top() + (row + 0.5) * CELL));
        pulses(1);
    }

    @Test
    void cellsHaveTheColorOfTheirValue() {
        open();
        WritableImage picture = picture();
        int[] table = ColorMap.BLUE_ON_LIGHT.table();
        assertThat(argb(picture, 0, 0)).isEqualTo(table[255]);
        assertThat(argb(picture, 1, 0)).isEqualTo(table[128]);
        assertThat(argb(picture, 2, 2)).isEqualTo(table[192]);
        assertThat(argb(picture, 3, 0)).isEqualTo(table[0]);
        assertThat(argb(picture, 0, 3)).isEqualTo(0xffdde2e8);
    }

    private int argb(WritableImage picture, int row, int column) {
        return picture.getPixelReader()
                .getArgb((int) left() + column * CELL + 20, (int) top() + row * CELL + 20);
    }

    @Test
    void hoverClickAndEscape() {
        open();
        moveTo(2, 1);
        assertThat(heatmap.hoveredCellProperty().get()).isEqualTo(new Cell(2, 1));
        robot.clickOn();
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, 1));
        moveTo(3, 3);
        assertThat(heatmap.hoveredCellProperty().get()).isEqualTo(new Cell(3, 3));
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, 1));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(heatmap.selectedCellProperty().get()).isNull();
        robot.clickOn();
        robot.clickOn();
        assertThat(heatmap.selectedCellProperty().get()).isNull();
    }

    @Test
    void arrowsMoveTheLockedCellAndStopAtTheEdge() {
        open();
        onFx(() -> {
            heatmap.requestFocus();
            heatmap.selectedCellProperty().set(new Cell(1, 1));
        });
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, 2));
        for (int i = 0; i < 5; i++) {
            robot.press(KeyCode.UP).release(KeyCode.UP);
        }
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(0, 2));
    }

    @Test
    void smallerDataDropsALockOutsideIt() {
        open();
        onFx(() -> heatmap.selectedCellProperty().set(new Cell(3, 3)));
        onFx(() -> heatmap.setData(HeatmapData.of(1, 1, new float[] {0.5f})));
        assertThat(heatmap.selectedCellProperty().get()).isNull();
    }

    @Test
    void accessibleTextSaysWhatIsLocked() {
        open();
        onFx(() -> {
            heatmap.rowLabelsProperty().set(List.of("a", "b", "c", "d"));
            heatmap.columnLabelsProperty().set(List.of("w", "x", "y", "z"));
            heatmap.selectedCellProperty().set(new Cell(2, 2));
        });
        assertThat(heatmap.getAccessibleText())
                .contains("4 rows and 4 columns")
                .contains("largest 1")
                .contains("c → y  0.75");
    }

    @Test
    void keysPreviewUntilEnterLocks() {
        open();
        onFx(heatmap::requestFocus);
        robot.press(KeyCode.UP).release(KeyCode.UP);
        assertThat(heatmap.hoveredCellProperty().get()).isEqualTo(new Cell(3, 0));
        robot.press(KeyCode.END).release(KeyCode.END);
        robot.press(KeyCode.UP).release(KeyCode.UP);
        assertThat(heatmap.hoveredCellProperty().get()).isEqualTo(new Cell(2, 3));
        assertThat(heatmap.selectedCellProperty().get()).isNull();
        robot.press(KeyCode.END).release(KeyCode.END);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, 2));
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, 0));
    }

    @Test
    void aZoomedMapShowsThePartAroundTheLockAndDraggingMovesIt() {
        open();
        onFx(() -> {
            float[] values = new float[64 * 64];
            values[40 * 64 + 20] = 1;
            heatmap.setData(HeatmapData.of(64, 64, values));
            heatmap.selectedCellProperty().set(new Cell(40, 20));
            heatmap.zoomBy(8);
        });
        assertThat(heatmap.zoomFactorProperty().get()).isEqualTo(8);
        HeatmapZoom zoom = heatmap.zoomProperty().get();
        assertThat(zoom.row()).isBetween(33.0, 40.0);
        assertThat(zoom.column()).isBetween(13.0, 20.0);
        robot.drag(at(heatmap, 200, 200)).moveBy(60, 40).drop();
        HeatmapZoom moved = heatmap.zoomProperty().get();
        assertThat(moved.column()).isLessThan(zoom.column());
        assertThat(moved.row()).isLessThan(zoom.row());
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(40, 20));
        robot.doubleClickOn(at(heatmap, 200, 200));
        assertThat(heatmap.zoomFactorProperty().get()).isEqualTo(1);
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(40, 20));
    }

    @Test
    void aCellLockedOutOfViewComesIntoView() {
        open();
        onFx(() -> {
            heatmap.setData(HeatmapData.of(64, 64, new float[64 * 64]));
            heatmap.zoomBy(8);
            heatmap.selectedCellProperty().set(new Cell(63, 0));
        });
        HeatmapZoom zoom = heatmap.zoomProperty().get();
        assertThat(zoom.row()).isEqualTo(56);
        assertThat(zoom.column()).isZero();
    }

    @Test
    void crossedCellsAreSaidToBeCut() {
        open();
        onFx(() -> {
            heatmap.setData(heatmap.dataProperty().get().crossing(List.of(new Cell(2, 1))));
            heatmap.selectedCellProperty().set(new Cell(2, 1));
        });
        assertThat(heatmap.readingProperty().get()).endsWith("cut");
        int besideTheCross =
                picture()
                        .getPixelReader()
                        .getArgb((int) left() + CELL + 20, (int) top() + 2 * CELL + 32);
        assertThat(besideTheCross).isEqualTo(0xffdde2e8);
    }

    @Test
    void aRowAloneIsMarkedWithoutAReading() {
        open();
        onFx(() -> heatmap.selectedCellProperty().set(new Cell(2, -1)));
        assertThat(heatmap.selectedCellProperty().get()).isEqualTo(new Cell(2, -1));
        assertThat(heatmap.readingProperty().get()).isEmpty();
    }

    @Test
    void whatWasPaintedAheadIsShownAtOnceAndAnythingElseLater() {
        Queue<Runnable> work = new ConcurrentLinkedQueue<>();
        HeatmapData first = HeatmapData.of(2, 2, new float[] {0, 1, 0, 1});
        HeatmapData expected = HeatmapData.of(2, 2, new float[] {1, 0, 1, 0});
        HeatmapData other = HeatmapData.of(2, 2, new float[] {1, 1, 0, 0});
        show(
                Theme.LIGHT,
                400,
                400,
                () -> {
                    heatmap = new Heatmap(work::add);
                    heatmap.setData(first);
                    return new StackPane(heatmap);
                });
        runAll(work);
        pulses(2);
        assertThat(heatmap.shownDataProperty().get()).isEqualTo(first);
        onFx(() -> heatmap.nextDataProperty().set(List.of(expected)));
        runAll(work);
        onFx(() -> {
            heatmap.setData(other);
            assertThat(heatmap.shownDataProperty().get()).isEqualTo(first);
            heatmap.setData(expected);
            assertThat(heatmap.shownDataProperty().get()).isEqualTo(expected);
        });
        runAll(work);
        pulses(2);
        assertThat(heatmap.shownDataProperty().get()).isEqualTo(expected);
    }

    private static void runAll(Queue<Runnable> work) {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
