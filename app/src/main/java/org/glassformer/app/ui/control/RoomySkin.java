package org.glassformer.app.ui.control;

import javafx.scene.control.Control;
import javafx.scene.control.SkinBase;

/// A skin that takes all the room there is, from a least size on that is counted in lines of its text.
abstract class RoomySkin<C extends Control> extends SkinBase<C> {

    private final Lines least;
    private final Lines preferred;

    /// A size in heights of a line.
    record Lines(double width, double height) {}

    RoomySkin(C control, Lines least, Lines preferred) {
        super(control);
        this.least = least;
        this.preferred = preferred;
    }

    /// Height of a line, in pixels.
    abstract double lineHeight();

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * least.width();
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * least.height();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * preferred.width();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * preferred.height();
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
