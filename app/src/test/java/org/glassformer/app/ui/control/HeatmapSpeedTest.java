package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.StackPane;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// Prints what a repaint of 1024 x 1024 cells costs; the limits are wide, for slow machines.
class HeatmapSpeedTest extends RobotTest {

    private static final int N = 1024;

    private static HeatmapData data(int seed) {
        float[] values = new float[N * N];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 31 + seed) % 997 / 997f;
        }
        return HeatmapData.causal(N, N, values);
    }

    @Test
    void millionCellsArePaintedWithinAFrameOffTheThread() {
        long best = Long.MAX_VALUE;
        HeatmapData data = data(1);
        for (int i = 0; i < 30; i++) {
            long begin = System.nanoTime();
            HeatmapPicture.paint(
                    new HeatmapPicture.Request(
                            data,
                            N,
                            N,
                            HeatmapZoom.NONE,
                            ColorScale.UNIT,
                            ColorMap.BLUE_ON_LIGHT,
                            0xff808080));
            best = Math.min(best, System.nanoTime() - begin);
        }
        System.out.printf("heat map 1024 x 1024, filling: %.2f ms%n", best / 1e6);
        assertThat(best).isLessThan(100_000_000L);
    }

    @Test
    void layoutAndDrawingOfTheLabelsAreShort() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            labels.add("·token" + i);
        }
        List<HeatmapData> frames = List.of(data(1), data(2));
        Heatmap[] holder = new Heatmap[1];
        show(
                Theme.DARK,
                1300,
                1060,
                () -> {
                    Heatmap heatmap = new Heatmap(Runnable::run);
                    heatmap.rowLabelsProperty().set(labels);
                    heatmap.columnLabelsProperty().set(labels);
                    holder[0] = heatmap;
                    return new StackPane(heatmap);
                });
        Heatmap heatmap = holder[0];
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            HeatmapData next = frames.get(i % 2);
            long spent =
                    WaitForAsyncUtils.waitForAsyncFx(
                            20_000,
                            () -> {
                                long begin = System.nanoTime();
                                heatmap.setData(next);
                                heatmap.layout();
                                return System.nanoTime() - begin;
                            });
            best = Math.min(best, spent);
            pulses(1);
        }
        System.out.printf(
                "heat map 1024 x 1024, inline fill, layout and labels: %.2f ms%n", best / 1e6);
        assertThat(best).isLessThan(200_000_000L);
    }
}
