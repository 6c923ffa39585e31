package org.glassformer.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The screens that there are, and help at the foot.
final class NavigationRail extends VBox {

    NavigationRail(Runnable help) {
        getStyleClass().add(StyleClass.RAIL);
        ToggleButton inside =
                new ToggleButton(
                        Messages.text("rail.inside"), new Icon(Material2OutlinedMZ.REMOVE_RED_EYE));
        inside.getStyleClass().setAll("toggle-button", StyleClass.RAIL_ITEM);
        inside.setContentDisplay(ContentDisplay.TOP);
        inside.setSelected(true);
        inside.setTooltip(new Tooltip(Messages.text("rail.inside.tip")));
        inside.setMaxWidth(Double.MAX_VALUE);
        inside.selectedProperty().subscribe((before, now) -> inside.setSelected(true));
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button keys = new Button("", new Icon(Material2AL.HELP_OUTLINE));
        keys.setId("help");
        keys.getStyleClass().addAll("flat", StyleClass.ICON_BUTTON);
        keys.setTooltip(new Tooltip(Messages.text("rail.keys")));
        keys.setAccessibleText(Messages.text("rail.keys"));
        keys.setOnAction(ignored -> help.run());
        getChildren().setAll(inside, space, keys);
    }
}
