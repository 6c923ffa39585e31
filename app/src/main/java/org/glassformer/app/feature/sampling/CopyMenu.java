package org.glassformer.app.feature.sampling;

import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.glassformer.app.feature.sampling.SettingsViewModel.Program;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Copies the chain as the settings of another program.
final class CopyMenu extends MenuButton {

    CopyMenu(SettingsViewModel model) {
        setId("chain-copy");
        setGraphic(new Icon(Material2AL.CONTENT_COPY));
        getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat", StyleClass.HANDLE);
        setTooltip(new Tooltip(Messages.text("copy.tip")));
        setAccessibleText(Messages.text("copy.tip"));
        for (Program program : Program.values()) {
            MenuItem item = new MenuItem(Messages.text("copy.as." + program));
            item.setId("copy-" + program.name().toLowerCase(Locale.ROOT));
            item.setOnAction(ignored -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(model.write(program));
                Clipboard.getSystemClipboard().setContent(content);
            });
            getItems().add(item);
        }
    }
}
