package org.glassformer.app.feature.attention.neurons;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.theme.StyleClass;

/// A bar from the line at zero to the left or to the right, with its figure.
final class SignedBar extends Region {

    private static final PseudoClass NEGATIVE = PseudoClass.getPseudoClass("negative");
    private static final double FIGURE = 4.6;

    private final Region axis = new Region();
    private final Region bar = new Region();
    private final Label figure = new Label();
    private double from;
    private double to;
    private double zero;

    SignedBar() {
        getStyleClass().add("signed-bar");
        axis.getStyleClass().add("axis");
        bar.getStyleClass().add(StyleClass.BAR);
        figure.setAlignment(Pos.CENTER_RIGHT);
        figure.setMinWidth(0);
        getChildren().setAll(axis, bar, figure);
    }

    /// Shows a number on a scale that zero is part of.
    void show(double value, Ends ends) {
        double least = ends.least();
        double range = ends.most() > least ? ends.most() - least : 1;
        zero = -least / range;
        from = (Math.min(0, value) - least) / range;
        to = (Math.max(0, value) - least) / range;
        bar.pseudoClassStateChanged(NEGATIVE, value < 0);
        figure.setText(Figures.fixed(value, ends.decimals()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double size = figure.getFont().getSize();
        double text = FIGURE * size;
        double room = Math.max(4, getWidth() - text - 0.5 * size);
        double left = from * room;
        double length = Math.max(1, (to - from) * room);
        double thick = Math.rint(0.7 * size);
        double top = Math.rint((getHeight() - thick) / 2);
        axis.resizeRelocate(Math.rint(zero * room), 0, 1, getHeight());
        bar.resizeRelocate(left, top, length, thick);
        figure.resizeRelocate(getWidth() - text, 0, text, getHeight());
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(figure.prefHeight(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 12 * figure.getFont().getSize();
    }
}
