package org.glassformer.app.feature.attention.map;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.HeatmapLegend;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// Below the picture: what its colours mean, what can be taken out of the model, and what was done to the picture.
final class MapFooter extends VBox {

    MapFooter(MapViewModel model, Heatmap map) {
        HeatmapLegend legend = new HeatmapLegend(map);
        legend.visibleProperty()
                .bind(
                        model.kindProperty()
                                .isNotEqualTo(MapKind.LINES)
                                .and(model.twin().shownProperty().not()));
        legend.managedProperty().bind(legend.visibleProperty());
        Button cut = button("cut", Material2AL.CONTENT_CUT, model.cutProperty());
        cut.disableProperty().bind(model.cuttableProperty().not());
        cut.setOnAction(ignored -> model.toggleEdge());
        Button ablate = button("ablate", Material2AL.BLOCK, model.ablatedProperty());
        ablate.disableProperty().bind(model.ablatableProperty().not());
        ablate.setOnAction(ignored -> model.toggleHead());
        ToggleButton sink =
                new ToggleButton(Messages.text("amap.sink"), new Icon(Material2MZ.VISIBILITY_OFF));
        sink.setId("amap-sink");
        sink.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        sink.setTooltip(new Tooltip(Messages.text("amap.sink.tip")));
        sink.setMinWidth(Region.USE_PREF_SIZE);
        sink.selectedProperty().bindBidirectional(model.sinkHiddenProperty());
        HBox buttons = new HBox(cut, ablate, sink);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("buttons");
        FlowPane line = new FlowPane(legend, buttons);
        line.getStyleClass().add("line");
        Label note = new Label();
        note.setId("amap-note");
        note.setWrapText(true);
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        note.getStyleClass().add(StyleClass.MUTED);
        getStyleClass().add("footer");
        getChildren().setAll(line, note);
    }

    private static Button button(String name, Ikon icon, ReadOnlyBooleanProperty done) {
        Button button = new Button("", new Icon(icon));
        button.setId("amap-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap." + name + ".tip")));
        button.textProperty()
                .bind(
                        Bindings.when(done)
                                .then(Messages.text("amap." + name + ".back"))
                                .otherwise(Messages.text("amap." + name)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
