package org.glassformer.app.feature.inside;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The large map of one head, with arrows to the heads beside it.
final class MapPanel extends VBox {

    MapPanel(InsideViewModel model, Executor painter) {
        AttentionViewModel attention = model.attention();
        Heatmap map = new Heatmap(painter);
        map.setId("attention-map");
        map.rowTitleProperty().set(Messages.text("map.rows"));
        map.columnTitleProperty().set(Messages.text("map.columns"));
        attention
                .pictureProperty()
                .subscribe(picture -> {
                    map.rowLabelsProperty().set(picture.labels());
                    map.columnLabelsProperty().set(picture.labels());
                    map.setData(picture.data());
                });
        map.selectedCellProperty().bindBidirectional(attention.lockedProperty());
        attention.hoveredProperty().bind(map.hoveredCellProperty());
        Card card = new Card("", map);
        card.titleProperty().bind(attention.titleProperty());
        card.actions()
                .setAll(
                        stepper(
                                "map.layer",
                                "map.layerKeys",
                                () -> model.moveLayer(-1),
                                () -> model.moveLayer(1)),
                        stepper(
                                "map.head",
                                "map.headKeys",
                                () -> model.moveHead(-1),
                                () -> model.moveHead(1)));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static HBox stepper(String key, String tip, Runnable back, Runnable on) {
        Label name = new Label(Messages.text(key));
        name.getStyleClass().add(StyleClass.MUTED);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Button previous = new Button("", new Icon(Material2AL.CHEVRON_LEFT));
        Button next = new Button("", new Icon(Material2AL.CHEVRON_RIGHT));
        previous.setOnAction(ignored -> back.run());
        next.setOnAction(ignored -> on.run());
        for (Button button : List.of(previous, next)) {
            button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
            button.setTooltip(new Tooltip(Messages.text(tip)));
            button.setFocusTraversable(false);
        }
        previous.setAccessibleText(Messages.text(key + "Previous"));
        next.setAccessibleText(Messages.text(key + "Next"));
        HBox box = new HBox(name, previous, next);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(StyleClass.STEPPER);
        return box;
    }
}
