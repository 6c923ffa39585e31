package org.glassformer.app.shell;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.Appearance;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2MZ;

/// Light, dark or projector.
final class ThemeSwitch extends HBox {

    ThemeSwitch(Appearance appearance) {
        getStyleClass().add(StyleClass.SWITCH);
        ToggleGroup group = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            ToggleButton button = new ToggleButton("", new Icon(icon(theme)));
            button.setId("theme-" + theme.name().toLowerCase(java.util.Locale.ROOT));
            button.setTooltip(new Tooltip(Messages.text("theme." + theme)));
            button.setAccessibleText(Messages.text("theme." + theme));
            button.getStyleClass().addAll(StyleClass.ICON_BUTTON, pill(theme));
            button.setToggleGroup(group);
            button.setUserData(theme);
            button.setFocusTraversable(false);
            getChildren().add(button);
        }
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        group.selectToggle(before);
                    } else {
                        appearance.themeProperty().set((Theme) now.getUserData());
                    }
                });
        appearance
                .themeProperty()
                .subscribe(theme ->
                        group.getToggles().stream()
                                .filter(toggle -> toggle.getUserData() == theme)
                                .forEach(group::selectToggle));
    }

    private static Ikon icon(Theme theme) {
        return switch (theme) {
            case LIGHT -> Material2MZ.WB_SUNNY;
            case DARK -> Material2MZ.NIGHTS_STAY;
            case PROJECTOR -> Material2MZ.VIDEOCAM;
        };
    }

    private static String pill(Theme theme) {
        return switch (theme) {
            case LIGHT -> "left-pill";
            case DARK -> "center-pill";
            case PROJECTOR -> "right-pill";
        };
    }
}
