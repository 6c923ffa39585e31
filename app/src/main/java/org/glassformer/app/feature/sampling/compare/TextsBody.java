package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.control.EmRegion;

/// Both texts above what they differ in, and the curve below: texts take what they need up to a share each.
final class TextsBody extends EmRegion {

    private static final double TEXT_SHARE = 0.3;
    private static final double GAP_EMS = 0.5;

    private final List<Region> texts;
    private final Region difference;
    private final Region curve;

    TextsBody(Region first, Region second, Region difference, Region curve) {
        this.texts = List.of(first, second);
        this.difference = difference;
        this.curve = curve;
        getChildren().addAll(first, second, difference, curve);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double gap = Math.rint(GAP_EMS * em());
        double differenceHeight = Math.ceil(difference.prefHeight(width));
        double free = Math.max(0, getHeight() - differenceHeight - 3 * gap);
        double y = 0;
        for (Region text : texts) {
            double height =
                    Math.min(Math.ceil(text.prefHeight(width)), Math.rint(free * TEXT_SHARE));
            text.resizeRelocate(0, y, width, height);
            y += height + gap;
        }
        difference.resizeRelocate(0, y, width, differenceHeight);
        y += differenceHeight + gap;
        curve.resizeRelocate(0, y, width, Math.max(0, getHeight() - y));
    }
}
