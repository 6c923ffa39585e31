package org.glassformer.app.feature.attention.map;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What can be taken out of the model, and the sink out of the picture.
final class TakeOutButtons extends HBox {

    private final List<ButtonBase> buttons;

    TakeOutButtons(MapViewModel model) {
        Button cut = button("cut", Material2AL.CONTENT_CUT, model.cutProperty());
        cut.disableProperty().bind(model.cuttableProperty().not());
        cut.setOnAction(ignored -> model.toggleEdge());
        Button ablate = button("ablate", Material2AL.BLOCK, model.ablatedProperty());
        ablate.disableProperty().bind(model.ablatableProperty().not());
        ablate.setOnAction(ignored -> model.toggleHead());
        ToggleButton sink =
                new ToggleButton(Messages.text("amap.sink"), new Icon(Material2MZ.VISIBILITY_OFF));
        dress(sink, "sink");
        sink.selectedProperty().bindBidirectional(model.sinkHiddenProperty());
        buttons = List.of(cut, ablate, sink);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("buttons");
        getChildren().setAll(buttons);
    }

    /// Icons alone, as where there is little room.
    void brief(boolean on) {
        buttons.forEach(button ->
                button.setContentDisplay(on ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    }

    private static Button button(String name, Ikon icon, ReadOnlyBooleanProperty done) {
        Button button = new Button("", new Icon(icon));
        dress(button, name);
        button.textProperty()
                .bind(
                        Bindings.when(done)
                                .then(Messages.text("amap." + name + ".back"))
                                .otherwise(Messages.text("amap." + name)));
        return button;
    }

    private static void dress(ButtonBase button, String name) {
        button.setId("amap-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap." + name + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.accessibleTextProperty().bind(button.textProperty());
    }
}
