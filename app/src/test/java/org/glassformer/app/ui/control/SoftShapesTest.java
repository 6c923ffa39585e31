package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.glassformer.app.testing.RobotTest;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// Shapes made of rectangles and pixels beside those of the renderer.
class SoftShapesTest extends RobotTest {

    private static final int SIDE = 120;

    /// The mean difference of the pixels that one of both has coloured, from 0 to 1, and the largest.
    private record Difference(double mean, double most) {}

    private static Difference difference(
            Consumer<GraphicsContext> given, BiConsumer<GraphicsContext, SoftShapes> made) {
        WritableImage expected = picture(given);
        WritableImage actual = picture(gc -> made.accept(gc, new SoftShapes(gc, true)));
        double sum = 0;
        double most = 0;
        int coloured = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double one = expected.getPixelReader().getColor(x, y).getRed();
                double other = actual.getPixelReader().getColor(x, y).getRed();
                coloured += one < 1 || other < 1 ? 1 : 0;
                sum += Math.abs(one - other);
                most = Math.max(most, Math.abs(one - other));
            }
        }
        assertThat(coloured).isPositive();
        return new Difference(sum / coloured, most);
    }

    private static WritableImage picture(Consumer<GraphicsContext> drawing) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    Canvas canvas = new Canvas(SIDE, SIDE);
                    GraphicsContext gc = canvas.getGraphicsContext2D();
                    gc.setImageSmoothing(false);
                    gc.setStroke(Color.BLACK);
                    gc.setFill(Color.BLACK);
                    gc.setLineWidth(2);
                    drawing.accept(gc);
                    return canvas.snapshot(null, null);
                });
    }

    @Test
    void aLevelLineIsTheSame() {
        Difference level =
                difference(
                        gc -> gc.strokeLine(10, 20.5, 90.25, 20.5),
                        (_, soft) -> assertThat(soft.strokeLine(10, 20.5, 90.25, 20.5)).isTrue());
        assertThat(level.most()).isLessThan(0.02);
    }

    @Test
    void aCurveLooksTheSame() {
        double[] xs = new double[100];
        double[] ys = new double[100];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = 10 + i;
            ys[i] = 60 + 45 * Math.sin(i / 9.0) * Math.exp(-i / 60.0);
        }
        Difference curve =
                difference(
                        gc -> gc.strokePolyline(xs, ys, xs.length),
                        (_, soft) -> assertThat(soft.strokePolyline(xs, ys)).isTrue());
        assertThat(curve.mean()).isLessThan(0.03);
        assertThat(curve.most()).isLessThan(0.2);
    }

    @Test
    void dashesAreWhereTheyWere() {
        Difference dashed =
                difference(
                        gc -> {
                            gc.setLineDashes(8, 6);
                            gc.strokeLine(10, 20.5, 100, 50.5);
                        },
                        (gc, soft) -> {
                            gc.setLineDashes(8, 6);
                            assertThat(soft.strokeLine(10, 20.5, 100, 50.5)).isTrue();
                        });
        assertThat(dashed.mean()).isLessThan(0.08);
    }

    @Test
    void roundCornersLookTheSame() {
        Difference corners =
                difference(
                        gc -> gc.fillRoundRect(10.3, 20, 60, 30.6, 8, 8),
                        (_, soft) ->
                                assertThat(soft.fillRoundRect(10.3, 20, 60, 30.6, 8, 8)).isTrue());
        assertThat(corners.mean()).isLessThan(0.004);
        assertThat(corners.most()).isLessThan(0.3);
    }

    @Test
    void whatIsOutsideTheCanvasIsLeftOut() {
        Difference beyond =
                difference(
                        gc -> gc.strokePolyline(new double[] {-500, 700}, new double[] {10, 90}, 2),
                        (_, soft) ->
                                assertThat(
                                                soft.strokePolyline(
                                                        new double[] {-500, 700},
                                                        new double[] {10, 90}))
                                        .isTrue());
        assertThat(beyond.mean()).isLessThan(0.03);
    }

    @Test
    void circlesAndOtherMachinesAreLeftAlone() {
        picture(gc -> {
            assertThat(new SoftShapes(gc, true).fillRoundRect(10, 10, 6, 6, 6, 6)).isFalse();
            assertThat(new SoftShapes(gc, false).strokeLine(10, 10, 20, 10)).isFalse();
            assertThat(new SoftShapes(gc, false).fillRoundRect(10, 10, 30, 6, 2, 2)).isFalse();
            gc.scale(3, 3);
            assertThat(new SoftShapes(gc, true).strokePolyline(new double[2], new double[2]))
                    .isFalse();
        });
    }
}
