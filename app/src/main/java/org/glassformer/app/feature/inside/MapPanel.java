package org.glassformer.app.feature.inside;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The large map of one head, with arrows to the heads beside it.
final class MapPanel extends VBox {

    MapPanel(InsideViewModel model, Executor painter, PanelExport export) {
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
        map.readingVisibleProperty().set(false);
        Card card = new Card("", map);
        card.leading()
                .setAll(
                        stepper(
                                "map.layer",
                                attention.layerNameProperty(),
                                () -> model.selection().moveLayer(-1),
                                () -> model.selection().moveLayer(1)),
                        stepper(
                                "map.head",
                                attention.headNameProperty(),
                                () -> model.selection().moveHead(-1),
                                () -> model.selection().moveHead(1)));
        card.subtitleProperty().bind(map.readingProperty());
        NumbersViewModel numbers = model.numbers();
        card.actions().add(new ExportMenu(card, numbers::mapCaption, numbers::map, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static HBox stepper(
            String key, ReadOnlyStringProperty text, Runnable back, Runnable on) {
        Label name = new Label();
        name.textProperty().bind(text);
        name.getStyleClass().add(StyleClass.TITLE);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Button previous = new Button("", new Icon(Material2AL.CHEVRON_LEFT));
        Button next = new Button("", new Icon(Material2AL.CHEVRON_RIGHT));
        previous.setOnAction(ignored -> back.run());
        next.setOnAction(ignored -> on.run());
        for (Button button : List.of(previous, next)) {
            button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
            button.setTooltip(new Tooltip(Messages.text(key + "Keys")));
            button.setFocusTraversable(false);
        }
        previous.setAccessibleText(Messages.text(key + "Previous"));
        next.setAccessibleText(Messages.text(key + "Next"));
        HBox box = new HBox(previous, name, next);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(StyleClass.STEPPER);
        return box;
    }
}
