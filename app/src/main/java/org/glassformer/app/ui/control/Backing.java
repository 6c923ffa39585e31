package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.layout.Region;

/// A part of what stands behind all that a panel shows: its edge with round corners, or the plain colour above that.
///
/// The renderer leaves out what a plain opaque region of the same parent covers, but never the background of the parent
/// itself. Without a graphics card a background of two layers is stretched from nine small pictures: that was three
/// quarters of the processor time of all frames, as long as it was the panel's own.
final class Backing extends Region {

    /// The corners of a panel are round, so far from its edges it is plain.
    private static final double PLAIN = 9;

    private final double inset;

    private Backing(Region panel, String styleClass, double inset) {
        this.inset = inset;
        getStyleClass().add(styleClass);
        setManaged(false);
        panel.layoutBoundsProperty().subscribe(this::fill);
    }

    /// What becomes the lowest children of a panel.
    ///
    /// @param panel has no background of its own
    static List<Backing> of(Region panel) {
        return List.of(new Backing(panel, "edge", 0), new Backing(panel, "plain", PLAIN));
    }

    private void fill(Bounds panel) {
        resizeRelocate(
                inset,
                inset,
                Math.max(0, panel.getWidth() - 2 * inset),
                Math.max(0, panel.getHeight() - 2 * inset));
    }
}
