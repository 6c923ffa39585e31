package org.glassformer.app.feature.training.tensors;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.control.EmRegion;

/// A drawing with its tools: above it in a row, or at its left below each other where height is dear.
final class MapStage extends EmRegion {
    private static final double LEAST = 14;
    private static final double LOW = 15;
    private static final double GAP = 0.5;
    private static final double LEFT = 0.26;

    private final List<Region> tools;
    private final Region stage;

    /// @param tools from left to right, or from top to bottom; in a row the last one has what is left
    /// @param stage the drawing
    MapStage(List<Region> tools, Region stage) {
        this.tools = tools;
        this.stage = stage;
        getChildren().addAll(tools);
        getChildren().add(stage);
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(GAP * em());
        List<Region> shown = tools.stream().filter(Node::isVisible).toList();
        if (getHeight() / em() < LOW) {
            double left = Math.rint(LEFT * getWidth());
            below(shown, left, gap);
            place(stage, left + 2 * gap, 0, getWidth() - left - 2 * gap, getHeight());
        } else {
            double line = inARow(shown, gap);
            place(stage, 0, line + gap, getWidth(), getHeight() - line - gap);
        }
    }

    private static void below(List<Region> shown, double width, double gap) {
        double y = 0;
        for (Region tool : shown) {
            double own = Math.min(width, Math.ceil(tool.prefWidth(-1)));
            double height = Math.ceil(tool.prefHeight(own));
            place(tool, 0, y, own, height);
            y += height + gap;
        }
    }

    /// The last one goes to a line of its own where too little is left of the row.
    ///
    /// @return the height of all
    private double inARow(List<Region> shown, double gap) {
        double line = 0;
        for (Region tool : shown) {
            line = Math.max(line, Math.ceil(tool.prefHeight(-1)));
        }
        double x = 0;
        for (Region tool : shown) {
            double wide = Math.ceil(tool.prefWidth(-1));
            double width = Math.min(wide, getWidth() - x);
            if (x > 0 && tool.equals(shown.getLast()) && width < Math.min(wide, LEAST * em())) {
                double below = Math.ceil(tool.prefHeight(getWidth()));
                place(tool, 0, line + gap / 2, getWidth(), below);
                return line + gap / 2 + below;
            }
            double height = Math.ceil(tool.prefHeight(-1));
            place(tool, x, Math.rint((line - height) / 2), width, height);
            x += width + gap;
        }
        return line;
    }

    private static void place(Region part, double x, double y, double width, double height) {
        part.resizeRelocate(x, y, Math.max(0, width), Math.max(0, height));
    }
}
