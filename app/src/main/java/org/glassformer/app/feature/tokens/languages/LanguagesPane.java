package org.glassformer.app.feature.tokens.languages;

import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.control.EmRegion;

/// The bars, and the editor beside them where it is wide, below them where it is high, or else in their place.
final class LanguagesPane extends EmRegion {

    private static final double BESIDE_EMS = 66;
    private static final double LOW_EMS = 28;
    private static final double NAMES_EMS = 46;
    private static final double EDITOR_EMS = 30;

    private final Region bars;
    private final Region editor;
    private final Consumer<Boolean> roomy;
    private final Consumer<Boolean> crowded;

    /// A pane.
    ///
    /// @param bars always there
    /// @param editor takes room while it is visible
    /// @param roomy told whether there is room for names beside icons
    /// @param crowded told whether the editor stands in the place of the bars
    LanguagesPane(Region bars, Region editor, Consumer<Boolean> roomy, Consumer<Boolean> crowded) {
        this.crowded = crowded;
        this.bars = bars;
        this.editor = editor;
        this.roomy = roomy;
        editor.visibleProperty().subscribe(() -> requestLayout());
        getChildren().addAll(bars, editor);
        setMinSize(0, 0);
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double width = getWidth();
        double height = getHeight();
        double gap = Math.rint(0.7 * size);
        roomy.accept(width >= NAMES_EMS * size);
        boolean beside = width >= BESIDE_EMS * size;
        boolean alone = editor.isVisible() && !beside && isLow(size);
        bars.setVisible(!alone);
        crowded.accept(alone);
        if (alone) {
            editor.resizeRelocate(0, 0, width, height);
        } else if (!editor.isVisible()) {
            bars.resizeRelocate(0, 0, width, height);
        } else if (beside) {
            double side = Math.rint(Math.max(EDITOR_EMS * size, width * 0.36));
            bars.resizeRelocate(0, 0, width - side - gap, height);
            editor.resizeRelocate(width - side, 0, side, height);
        } else {
            double wanted = Math.min(editor.prefHeight(width), height * 0.62);
            double below = Math.rint(wanted);
            bars.resizeRelocate(0, 0, width, height - below - gap);
            editor.resizeRelocate(0, height - below, width, below);
        }
    }

    /// Whether the whole panel is low; its own height depends on what else the panel shows.
    private boolean isLow(double size) {
        Parent panel = getParent();
        double height = panel instanceof Region region ? region.getHeight() : getHeight();
        return height < LOW_EMS * size;
    }

    @Override
    protected double computePrefHeight(double width) {
        return bars.prefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return bars.prefWidth(height);
    }
}
