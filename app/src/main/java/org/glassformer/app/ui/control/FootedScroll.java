package org.glassformer.app.ui.control;

import javafx.scene.layout.Region;

/// Content that is scrolled where there is no room for all of it, and a foot directly below it that always is in view.
public final class FootedScroll extends EmRegion {

    private static final double GAP = 0.7;

    private final Region content;
    private final VerticalScroll scroll;
    private final Region foot;

    /// @param content takes the whole width, and the height that the foot leaves
    /// @param foot keeps its own height
    public FootedScroll(Region content, Region foot) {
        this.content = content;
        this.foot = foot;
        scroll = new VerticalScroll(content);
        getChildren().addAll(scroll, foot);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double gap = Math.rint(GAP * em());
        double below = Math.ceil(foot.prefHeight(width));
        double room = Math.max(0, getHeight() - below - gap);
        double height = Math.min(room, Math.ceil(content.prefHeight(width)) + 2);
        scroll.resizeRelocate(0, 0, width, height);
        foot.resizeRelocate(0, height + gap, width, below);
    }

    @Override
    protected double computePrefHeight(double width) {
        double all = content.prefHeight(width) + foot.prefHeight(width);
        return Math.ceil(all + GAP * em()) + 2;
    }
}
