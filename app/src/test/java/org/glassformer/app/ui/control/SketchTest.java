package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class SketchTest extends RobotTest {

    @Test
    void aSharperCanvasKeepsItsPlace() {
        AtomicInteger drawn = new AtomicInteger();
        Sketch sketch = new Sketch();
        show(Theme.LIGHT, 200, 100, () -> new Pane(sketch));
        onFx(() ->
                sketch.draw(
                        80,
                        40,
                        brush -> {
                            drawn.incrementAndGet();
                            brush.setFill(Color.RED);
                            brush.fillRect(0, 0, 80, 40);
                        }));
        onFx(() -> sketch.sharpen(3));
        assertThat(sketch.getWidth()).isEqualTo(240);
        assertThat(sketch.getBoundsInParent().getWidth()).isCloseTo(80, within(0.01));
        assertThat(drawn).hasValue(2);
        onFx(() -> sketch.sharpen(1));
        assertThat(sketch.getWidth()).isEqualTo(80);
        assertThat(sketch.getTransforms()).isEmpty();
    }

    @Test
    void aHugeCanvasIsNoLargerThanGraphicsCardsAllow() {
        Sketch sketch = new Sketch();
        show(Theme.LIGHT, 200, 100, () -> new Pane(sketch));
        onFx(() -> sketch.draw(2000, 40, brush -> {}));
        onFx(() -> sketch.sharpen(3));
        assertThat(sketch.getWidth()).isEqualTo(4096);
        onFx(() -> sketch.draw(100, 40, brush -> {}));
        assertThat(sketch.getWidth()).isEqualTo(300);
        onFx(() -> sketch.sharpen(1));
        assertThat(sketch.getWidth()).isEqualTo(100);
    }

    @Test
    void whatComesOutTheSameIsNotDrawnAgain() {
        Sketch sketch = new Sketch();
        show(Theme.LIGHT, 200, 100, () -> new Pane(sketch));
        Runnable small = () -> sketch.draw(80, 40, brush -> brush.fillRect(0, 0, 8, 4));
        onFx(small);
        onFx(small);
        assertThat(sketch.times()).isEqualTo(1);
        onFx(() -> sketch.draw(80, 40, brush -> brush.fillRect(0, 0, 8, 5)));
        assertThat(sketch.times()).isEqualTo(2);
        onFx(() -> sketch.draw(81, 40, brush -> brush.fillRect(0, 0, 8, 5)));
        assertThat(sketch.times()).isEqualTo(3);
    }

    @Test
    void aClipEndsWithAWholePixel() {
        Sketch sketch = new Sketch();
        show(Theme.LIGHT, 200, 100, () -> new Pane(sketch));
        onFx(() ->
                sketch.draw(
                        80,
                        40,
                        brush -> {
                            brush.save();
                            brush.translate(0.5, 0);
                            brush.clipRect(9.8, 5.2, 20, 20.5);
                            brush.setFill(Color.RED);
                            brush.fillRect(-1, 0, 80, 40);
                            brush.restore();
                            brush.setFill(Color.BLUE);
                            brush.fillRect(40, 0, 1, 1);
                        }));
        PixelReader pixels = picture().getPixelReader();
        assertThat(pixels.getColor(10, 5)).isEqualTo(Color.RED);
        assertThat(pixels.getColor(29, 25)).isEqualTo(Color.RED);
        assertThat(pixels.getColor(40, 0)).isEqualTo(Color.BLUE);
        Color outside = pixels.getColor(50, 30);
        for (int[] at : new int[][] {{9, 5}, {10, 4}, {30, 25}, {29, 26}}) {
            assertThat(pixels.getColor(at[0], at[1])).isEqualTo(outside);
        }
    }
}
