package org.glassformer.app.ui.control;

import javafx.concurrent.ScheduledService;
import javafx.concurrent.Task;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The line that says where typing goes on; it blinks while the editor has the focus.
///
/// A clock beats for it, not an animation: as long as one is going on, JavaFX looks sixty times a second whether there is
/// something to draw, 5 ms each second, while a model trains beside it.
final class EditorCaret extends Region {

    private static final double BLINK_MS = 530;

    private final ScheduledService<Void> blink = new Beat();
    private boolean focused;

    EditorCaret() {
        getStyleClass().add("caret");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        blink.setExecutor(Runnable::run);
        blink.setDelay(Duration.millis(BLINK_MS));
        blink.setPeriod(Duration.millis(BLINK_MS));
        blink.setOnSucceeded(_ -> blink());
    }

    /// Shows the caret with the focus, and hides it without.
    void focus(boolean now) {
        focused = now;
        setVisible(now);
        blink.cancel(); // restart leaves a beat that waits
        if (now) {
            blink.restart();
        }
    }

    /// A caret that moves is seen.
    void moved() {
        if (focused) {
            focus(true);
        }
    }

    /// The place below the caret on the screen.
    Point2D onScreen() {
        Bounds bounds = localToScreen(getLayoutBounds());
        return bounds == null ? Point2D.ZERO : new Point2D(bounds.getMinX(), bounds.getMaxY());
    }

    private void blink() {
        setVisible(!isVisible() && focused);
    }

    /// Does nothing again and again.
    private static final class Beat extends ScheduledService<Void> {
        @Override
        protected Task<Void> createTask() {
            return new Task<>() {
                @Override
                protected Void call() {
                    return null;
                }
            };
        }
    }
}
