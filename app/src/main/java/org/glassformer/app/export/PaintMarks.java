package org.glassformer.app.export;

import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.RadialGradient;
import org.jspecify.annotations.Nullable;

/// Paints of a scene as a drawing can have them.
final class PaintMarks {

    private PaintMarks() {}

    /// The paint for a figure that is moved by an offset; null for none or for one that cannot be seen.
    static @Nullable Paint moved(@Nullable Paint paint, double ox, double oy) {
        return switch (paint) {
            case null -> null;
            case Color color -> color.getOpacity() == 0 ? null : color;
            case LinearGradient g when !g.isProportional() ->
                    new LinearGradient(
                            g.getStartX() + ox,
                            g.getStartY() + oy,
                            g.getEndX() + ox,
                            g.getEndY() + oy,
                            false,
                            g.getCycleMethod(),
                            g.getStops());
            case RadialGradient g when !g.isProportional() ->
                    new RadialGradient(
                            g.getFocusAngle(),
                            g.getFocusDistance(),
                            g.getCenterX() + ox,
                            g.getCenterY() + oy,
                            g.getRadius(),
                            false,
                            g.getCycleMethod(),
                            g.getStops());
            case LinearGradient g -> g;
            case RadialGradient g -> g;
            default -> null;
        };
    }
}
