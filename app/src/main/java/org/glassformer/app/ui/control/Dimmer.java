package org.glassformer.app.ui.control;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.glassformer.app.ui.theme.StyleClass;

/// Dims panels whose numbers belong to something older than what the person sees in the prompt; at once when they are
/// known to be stale, after a quarter of a second when new ones are on their way.
public final class Dimmer {

    private static final double BUSY_MS = 250;

    private final List<? extends Region> panels;
    private final PauseTransition pause = new PauseTransition(Duration.millis(BUSY_MS));

    /// A dimmer of panels that are bright now.
    public Dimmer(List<? extends Region> panels) {
        this.panels = List.copyOf(panels);
        pause.setOnFinished(ignored -> dim(true));
    }

    /// New numbers are on their way.
    public void busy() {
        pause.playFromStart();
    }

    /// The numbers are stale.
    public void stale() {
        pause.stop();
        dim(true);
    }

    /// The numbers are those of what the person sees.
    public void fresh() {
        pause.stop();
        dim(false);
    }

    /// The numbers are stale at once, or fresh.
    ///
    /// @param stale whether they are
    public void show(boolean stale) {
        if (stale) {
            stale();
        } else {
            fresh();
        }
    }

    private void dim(boolean dimmed) {
        panels.forEach(each -> dim(each, dimmed));
    }

    /// Dims one panel, or makes it bright.
    public static void dim(Region panel, boolean dimmed) {
        panel.getStyleClass().remove(StyleClass.STALE);
        if (dimmed) {
            panel.getStyleClass().add(StyleClass.STALE);
        }
    }
}
