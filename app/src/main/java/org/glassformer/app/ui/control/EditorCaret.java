package org.glassformer.app.ui.control;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// The line that says where typing goes on; it blinks while the editor has the focus.
final class EditorCaret extends Region {

    private static final double BLINK_MS = 530;

    private final Timeline blink =
            new Timeline(new KeyFrame(Duration.millis(BLINK_MS), ignored -> blink()));
    private boolean focused;

    EditorCaret() {
        getStyleClass().add("caret");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        blink.setCycleCount(Timeline.INDEFINITE);
    }

    /// Shows the caret with the focus, and hides it without.
    void focus(boolean now) {
        focused = now;
        setVisible(now);
        if (now) {
            blink.playFromStart();
        } else {
            blink.stop();
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
}
