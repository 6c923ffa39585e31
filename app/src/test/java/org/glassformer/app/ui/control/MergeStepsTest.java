package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class MergeStepsTest extends RobotTest {

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private MergeSteps steps;

    private void open(double width, double height, MergeStepsData data) {
        show(
                Theme.LIGHT,
                width,
                height,
                () -> {
                    steps = new MergeSteps();
                    steps.dataProperty().set(data);
                    return new StackPane(steps);
                });
    }

    /// Letters of which every first two of three merge.
    private static MergeStepsData letters(int count) {
        byte[] utf8 = "abc".repeat(count).substring(0, count).getBytes(StandardCharsets.US_ASCII);
        List<StepMerge> merges = new ArrayList<>();
        List<StepCell> characters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 3 == 0 && i + 1 < count) {
                merges.add(new StepMerge(i, i + 1, i + 2, "rank " + i, "rank " + i + " “ab”", ""));
            }
            characters.add(
                    StepCell.plain(i, i + 1, "abc".substring(i % 3, i % 3 + 1), "letter " + i));
        }
        int[] all = IntStream.range(0, count).toArray();
        MergeStepsData.Rows rows =
                new MergeStepsData.Rows(List.of(), characters, characters, List.of(), List.of());
        return new MergeStepsData(utf8, all, all, merges, rows);
    }

    @Test
    void arrowsStepAndStopAtTheEnds() {
        open(500, 300, letters(9));
        onFx(steps::requestFocus);
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertThat(steps.stepProperty().get()).isZero();
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(steps.stepProperty().get()).isEqualTo(1);
        robot.press(KeyCode.END).release(KeyCode.END);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(steps.stepProperty().get()).isEqualTo(3);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        assertThat(steps.stepProperty().get()).isZero();
    }

    @Test
    void newestMergeStaysInViewWhenTheTextGrowsAndShrinks() {
        open(500, 420, letters(60));
        onFx(() -> steps.stepProperty().set(20));
        assertThat(hiddenBelow()).isZero();
        for (int size : new int[] {26, 9, 20}) {
            onFx(() -> scene().getRoot().setStyle("-fx-font-size: " + size + "px;"));
            assertThat(hiddenBelow()).as("%d px", size).isZero();
        }
    }

    private double hiddenBelow() {
        ScrollBar bar =
                steps.lookupAll(".scroll-bar").stream()
                        .map(ScrollBar.class::cast)
                        .filter(each -> each.getOrientation() == Orientation.VERTICAL)
                        .findFirst()
                        .orElseThrow();
        return bar.getMax() - bar.getValue();
    }

    @Test
    void pointerMarksTheBytesOfACellAndForgetsThem() {
        open(500, 300, letters(9));
        robot.moveTo(at(steps, 100, 8));
        pulses(1);
        assertThat(steps.hoveredProperty().get()).isEqualTo(new ByteSpan(0, 1));
        assertThat(steps.readingProperty().get()).isEqualTo("letter 0");
        robot.moveTo(at(steps, 100, 290));
        pulses(1);
        assertThat(steps.hoveredProperty().get()).isNull();
        assertThat(steps.readingProperty().get()).isEmpty();
    }

    @Test
    void marksFromOutsideStayWhileThePointerIsElsewhere() {
        open(500, 300, letters(9));
        onFx(() -> steps.hoveredProperty().set(new ByteSpan(2, 4)));
        robot.moveTo(at(steps, 100, 290));
        pulses(1);
        assertThat(steps.hoveredProperty().get()).isEqualTo(new ByteSpan(2, 4));
    }

    @Test
    void fourHundredBytesAreDrawnWithinAFrame() {
        open(640, 440, letters(400));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            ByteSpan span = new ByteSpan(i, i + 1);
            long spent =
                    WaitForAsyncUtils.waitForAsyncFx(
                            20_000,
                            () -> {
                                long begin = System.nanoTime();
                                steps.stepProperty().set(span.from());
                                steps.hoveredProperty().set(span);
                                steps.layout();
                                return System.nanoTime() - begin;
                            });
            best = Math.min(best, spent);
            pulses(1);
        }
        System.out.printf("merge steps, 400 bytes, layout and drawing: %.2f ms%n", best / 1e6);
        assertThat(best).isLessThan(100_000_000L);
    }
}
