package org.glassformer.app.feature.sampling;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Says that the logits on screen are not the model's but those of a file, and leads back.
final class ForeignStrip extends HBox {

    ForeignStrip(ForeignViewModel model) {
        getStyleClass().add(StyleClass.FOREIGN);
        setId("foreign");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.setId("foreign-label");
        text.textProperty().bind(model.labelProperty());
        text.setWrapText(true);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button back = new Button(Messages.text("foreign.back"), new Icon(Material2AL.ARROW_BACK));
        back.setId("foreign-back");
        back.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        back.setTooltip(new Tooltip(Messages.text("foreign.back.tip")));
        back.setFocusTraversable(false);
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(ignored -> model.leave());
        getChildren().setAll(text, back);
        visibleProperty().bind(text.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
