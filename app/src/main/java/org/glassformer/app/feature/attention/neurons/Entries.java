package org.glassformer.app.feature.attention.neurons;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.theme.StyleClass;

/// Short texts side by side in one line, each on a ground of its own; those that do not fit whole are not shown.
final class Entries extends Region {

    private static final double GAP = 0.4; // of the height of a line

    Entries() {
        getStyleClass().add("entries");
        setMinSize(0, USE_PREF_SIZE);
    }

    /// Shows other texts, the first at the left.
    void show(List<String> texts) {
        getChildren().setAll(texts.stream().map(Entries::label).toList());
    }

    private static Label label(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("listed", StyleClass.SMALL);
        label.setAlignment(Pos.CENTER);
        return label;
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        boolean room = true;
        for (Node each : getChildren()) {
            double width = snapSizeX(each.prefWidth(-1));
            room = room && x + width <= getWidth() + 0.5;
            each.setVisible(room);
            if (room) {
                each.resizeRelocate(x, 0, width, getHeight());
            }
            x += width + Math.rint(GAP * getHeight());
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream().mapToDouble(each -> each.prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0; // takes what is left over
    }
}
