package org.glassformer.app.feature.sampling.text;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.ShadedText;

/// A text and its curves: side by side where it is wide, one above the other where it is high, else the text alone.
final class TextAndCurves extends EmRegion {

    private static final double WIDE = 62;
    private static final double SHARE = 0.58;
    private static final double LEAST_BESIDE = 6;
    private static final double LEAST_TEXT = 8;
    private static final double LEAST_CURVES = 8;
    private static final double MOST_CURVES = 13;

    private final ShadedText text;
    private final LinePlot curves;
    private final BooleanProperty curvesWanted =
            new SimpleBooleanProperty(this, "curvesWanted", true);

    private final ReadOnlyBooleanWrapper roomForCurves =
            new ReadOnlyBooleanWrapper(this, "roomForCurves", true);

    TextAndCurves(ShadedText text, LinePlot curves) {
        this.text = text;
        this.curves = curves;
        getChildren().addAll(text, curves);
        curvesWanted.subscribe(this::requestLayout);
    }

    BooleanProperty curvesWantedProperty() {
        return curvesWanted;
    }

    /// Whether the curves have room where they are wanted.
    ReadOnlyBooleanProperty roomForCurvesProperty() {
        return roomForCurves.getReadOnlyProperty();
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double width = getWidth();
        double height = getHeight();
        double gap = Math.rint(0.8 * size);
        boolean wide = width >= WIDE * size && height >= LEAST_BESIDE * size;
        boolean high = height >= (LEAST_TEXT + LEAST_CURVES) * size;
        roomForCurves.set(wide || high);
        boolean beside = wide && curvesWanted.get();
        boolean below = high && !wide && curvesWanted.get();
        curves.setVisible(beside || below);
        if (beside) {
            double left = Math.rint((width - gap) * SHARE);
            text.resizeRelocate(0, 0, left, height);
            curves.resizeRelocate(left + gap, 0, Math.max(1, width - gap - left), height);
        } else if (below) {
            double part = Math.rint(Math.min(MOST_CURVES * size, height * 0.45));
            text.resizeRelocate(0, 0, width, Math.max(1, height - part - gap));
            curves.resizeRelocate(0, height - part, width, part);
        } else {
            text.resizeRelocate(0, 0, width, height);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 40 * em();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 8 * em();
    }
}
