package org.glassformer.app.feature.models.download;

import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Copies the address of a page, to be opened in a browser.
final class CopyButton extends Button {

    /// @param address asked for with each click
    CopyButton(Supplier<String> address) {
        super("", new Icon(Material2OutlinedAL.CONTENT_COPY));
        getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat", StyleClass.HANDLE);
        setTooltip(new Tooltip(Messages.text("download.copy.tip")));
        setAccessibleText(Messages.text("download.copy.tip"));
        setMinWidth(Region.USE_PREF_SIZE);
        setOnAction(ignored -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(address.get());
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
