package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// Says which hue and mark of [GroupedBars] belongs to which series.
public final class SeriesLegend extends FlowPane {

    /// A legend of nothing.
    public SeriesLegend() {
        getStyleClass().add("gf-series-legend");
        setAccessibleRole(AccessibleRole.PARENT);
        setMinWidth(0);
    }

    /// Shows other names.
    ///
    /// @param names of the series in order
    public void show(List<String> names) {
        List<Label> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), GroupedBarsData.MOST_SERIES); i++) {
            Label entry = new Label(names.get(i), mark(i));
            entry.getStyleClass().add("entry");
            entries.add(entry);
        }
        getChildren().setAll(entries);
    }

    /// The mark of one series, to stand beside its figures elsewhere.
    ///
    /// @param series index of the series, 0 to 3
    public static Region mark(int series) {
        Region mark = new Region();
        mark.getStyleClass().addAll("gf-series-mark", SeriesMark.of(series).styleClass());
        return mark;
    }
}
