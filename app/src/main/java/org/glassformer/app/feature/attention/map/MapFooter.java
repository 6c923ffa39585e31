package org.glassformer.app.feature.attention.map;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.HeatmapLegend;
import org.glassformer.app.ui.theme.StyleClass;

/// Below the picture: what its colours mean, where there is room what can be taken out of the model, and what was done to
/// the picture.
final class MapFooter extends VBox {

    private final FlowPane line = new FlowPane();

    MapFooter(MapViewModel model, Heatmap map) {
        HeatmapLegend legend = new HeatmapLegend(map);
        legend.visibleProperty()
                .bind(
                        model.kindProperty()
                                .isNotEqualTo(MapKind.LINES)
                                .and(model.twin().shownProperty().not()));
        legend.managedProperty().bind(legend.visibleProperty());
        line.getChildren().setAll(legend);
        line.getStyleClass().add("line");
        Label note = new Label();
        note.setId("amap-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        note.getStyleClass().add(StyleClass.MUTED);
        getStyleClass().add("footer");
        getChildren().setAll(line, note);
    }

    /// Puts the buttons beside the legend, or below it where it is narrow.
    void hold(TakeOutButtons buttons) {
        line.getChildren().addFirst(buttons);
    }
}
