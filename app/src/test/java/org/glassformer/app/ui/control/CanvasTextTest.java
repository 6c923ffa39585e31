package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.awaitility.Awaitility;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

/// Texts of canvases are laid out by the renderer while the JavaFX thread lays out others: scripts that must be shaped
/// once ended the process within seconds of this.
class CanvasTextTest extends RobotTest {

    private static final String[] WORDS = {
        "नमस्ते दुनिया", "مرحبا بالعالم", "สวัสดีชาวโลก", "שלום עולם", "plain"
    };

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void rendererAndJavaFxThreadShapeTextAtOnce() {
        Sketch sketch = new Sketch();
        Text text = new Text();
        show(Theme.LIGHT, 600, 400, () -> new Pane(sketch, text));
        onFx(() -> new ShapingAtOnce(sketch, text).start());
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> sketch.times() > 60);
        over.set(true);
        pulses(2);
        assertThat(text.getText()).isNotEmpty();
    }

    /// Draws a canvas full of texts in each pulse and shapes others while the renderer is at it.
    private final class ShapingAtOnce extends AnimationTimer {

        private final Sketch sketch;
        private final Text text;
        private int frame;

        ShapingAtOnce(Sketch sketch, Text text) {
            this.sketch = sketch;
            this.text = text;
        }

        @Override
        public void handle(long now) {
            if (over.get()) {
                stop();
                return;
            }
            frame++;
            for (int i = 0; i < 200; i++) {
                text.setText(WORDS[i % WORDS.length] + frame * i);
                text.getLayoutBounds();
            }
            sketch.draw(600, 280, this::fill);
        }

        private void fill(Brush brush) {
            brush.setFill(Color.BLACK);
            brush.setFont(Font.font(13));
            for (int i = 0; i < 100; i++) {
                brush.fillText(WORDS[i % WORDS.length] + frame, i % 10 * 60, i / 10 * 28);
            }
        }
    }
}
