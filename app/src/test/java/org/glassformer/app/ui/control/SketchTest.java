package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
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
}
