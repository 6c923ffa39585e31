package org.glassformer.app.feature.attention.map;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Layer and head with arrows to the ones beside them, as far as the picture depends on them, and what it is where it is
/// not simply that head's.
final class HeadSteppers extends HBox {

    HeadSteppers(MapViewModel model) {
        HBox layer =
                stepper(
                        "layer",
                        model.layerNameProperty(),
                        () -> model.selection().moveLayer(-1),
                        () -> model.selection().moveLayer(1));
        HBox head =
                stepper(
                        "head",
                        model.headNameProperty(),
                        () -> model.selection().moveHead(-1),
                        () -> model.selection().moveHead(1));
        Label title = new Label();
        title.textProperty().bind(model.titleProperty());
        title.getStyleClass().add(StyleClass.TITLE);
        title.setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("steppers");
        layer.visibleProperty().bind(model.ofLayerProperty());
        head.visibleProperty().bind(model.ofHeadProperty());
        title.visibleProperty().bind(model.kindProperty().isNotEqualTo(MapKind.HEAD));
        getChildren().setAll(layer, head, title);
        getChildren().forEach(part -> part.managedProperty().bind(part.visibleProperty()));
    }

    private static HBox stepper(
            String name, ReadOnlyStringProperty text, Runnable back, Runnable on) {
        Label label = new Label();
        label.textProperty().bind(text);
        label.getStyleClass().add(StyleClass.TITLE);
        label.setMinWidth(Region.USE_PREF_SIZE);
        Button previous = arrow(Material2AL.CHEVRON_LEFT, name, "previous", back);
        Button next = arrow(Material2AL.CHEVRON_RIGHT, name, "next", on);
        HBox box = new HBox(previous, label, next);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(StyleClass.STEPPER);
        return box;
    }

    private static Button arrow(Material2AL icon, String name, String way, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.setId("amap-" + name + "-" + way);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap." + name + ".keys")));
        button.setAccessibleText(Messages.text("amap." + name + "." + way));
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> command.run());
        return button;
    }
}
