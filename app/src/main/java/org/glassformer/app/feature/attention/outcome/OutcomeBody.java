package org.glassformer.app.feature.attention.outcome;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.control.EmRegion;

/// The bars above, what they amount to below them, and the list at the foot: the bars take what is left.
///
/// With the first intervention the list takes the height that it keeps: more of them scroll, and the bars stay in place.
final class OutcomeBody extends EmRegion {

    private static final double LIST_SHARE = 0.28;
    private static final double MOST_LIST_SHARE = 0.42;
    private static final double LEAST_LIST_EMS = 6.5;
    private static final double MOST_LIST_EMS = 11;
    private static final double GAP_EMS = 0.55;
    private static final double LEAST_EMS = 15;

    private final Region bars;
    private final Region facts;
    private final InterventionsPane list;
    private final Region rule = new Region();

    OutcomeBody(Region bars, Region facts, InterventionsPane list) {
        this.bars = bars;
        this.facts = facts;
        this.list = list;
        rule.getStyleClass().add("rule");
        getChildren().addAll(bars, facts, rule, list);
        setMinWidth(0);
    }

    private double gap() {
        return Math.rint(GAP_EMS * em());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double gap = gap();
        double listHeight = listHeight(width, height);
        double factsHeight = Math.ceil(facts.prefHeight(width));
        double below = listHeight + 2 * gap + 1 + (factsHeight > 0 ? factsHeight + gap : 0);
        double barsHeight = Math.max(0, height - below);
        bars.resizeRelocate(0, 0, width, barsHeight);
        double y = barsHeight;
        if (factsHeight > 0) {
            facts.resizeRelocate(0, y + gap, width, factsHeight);
            y += gap + factsHeight;
        }
        rule.resizeRelocate(0, y + gap, width, 1);
        list.resizeRelocate(0, height - listHeight, width, listHeight);
    }

    private double listHeight(double width, double height) {
        double most = Math.rint(height * MOST_LIST_SHARE);
        double wanted =
                list.isEmpty()
                        ? Math.ceil(list.prefHeight(width))
                        : Math.rint(
                                Math.clamp(
                                        height * LIST_SHARE,
                                        LEAST_LIST_EMS * em(),
                                        MOST_LIST_EMS * em()));
        return Math.min(wanted, most);
    }

    @Override
    protected double computeMinHeight(double width) {
        return LEAST_EMS * em();
    }

    @Override
    protected double computePrefHeight(double width) {
        return bars.prefHeight(width)
                + facts.prefHeight(width)
                + list.prefHeight(width)
                + 3 * gap()
                + 1;
    }

    @Override
    protected double computePrefWidth(double height) {
        return bars.prefWidth(height);
    }
}
