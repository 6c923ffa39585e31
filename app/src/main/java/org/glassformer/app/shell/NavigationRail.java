package org.glassformer.app.shell;

import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.i18n.ShortcutText;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// The screens that there are, and help at the foot.
final class NavigationRail extends VBox {

    NavigationRail(List<Screen> screens, StringProperty chosen, Runnable help) {
        getStyleClass().add(StyleClass.RAIL);
        for (int i = 0; i < screens.size(); i++) {
            getChildren().add(entry(screens.get(i), i + 1, chosen));
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button keys = new Button("", new Icon(Material2AL.HELP_OUTLINE));
        keys.setId("help");
        keys.getStyleClass().addAll("flat", StyleClass.ICON_BUTTON);
        keys.setTooltip(new Tooltip(Messages.text("rail.keys")));
        keys.setAccessibleText(Messages.text("rail.keys"));
        keys.setOnAction(ignored -> help.run());
        getChildren().addAll(space, keys);
    }

    private static ToggleButton entry(Screen screen, int number, StringProperty chosen) {
        ToggleButton entry = new ToggleButton(screen.title(), new Icon(screen.icon()));
        entry.setId("rail-" + screen.id());
        entry.getStyleClass().setAll("toggle-button", StyleClass.RAIL_ITEM);
        entry.setContentDisplay(ContentDisplay.TOP);
        entry.setTooltip(
                new Tooltip(
                        Messages.text(
                                "rail.tip", screen.tip(), ShortcutText.of("Shortcut+" + number))));
        entry.setMaxWidth(Double.MAX_VALUE);
        chosen.subscribe(id -> entry.setSelected(screen.id().equals(id)));
        entry.setOnAction(ignored -> {
            entry.setSelected(true);
            chosen.set(screen.id());
        });
        return entry;
    }
}
