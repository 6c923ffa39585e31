package org.glassformer.app.shell;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Notice;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// One sentence for the person, until dismissed; takes no room without one.
final class NoticeStrip extends HBox {

    private final Icon icon = new Icon(Material2AL.INFO);
    private final Label text = new Label();

    NoticeStrip(ShellViewModel model) {
        getStyleClass().add(StyleClass.NOTICE);
        text.setId("notice");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinSize(0, Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button close = new Button("", new Icon(Material2AL.CLOSE));
        close.getStyleClass().addAll("flat", StyleClass.ICON_BUTTON);
        close.setTooltip(new Tooltip(Messages.text("notice.dismiss")));
        close.setAccessibleText(Messages.text("notice.dismiss"));
        close.setOnAction(ignored -> model.dismiss());
        close.setFocusTraversable(false);
        close.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().setAll(icon, text, close);
        managedProperty().bind(visibleProperty());
        model.noticeProperty().subscribe(this::show);
    }

    private void show(@Nullable Notice notice) {
        setVisible(notice != null);
        if (notice == null) {
            return;
        }
        text.setText(notice.text());
        icon.show(
                switch (notice.tone()) {
                    case INFO -> Material2AL.INFO;
                    case WARNING -> Material2MZ.WARNING;
                    case ERROR -> Material2AL.ERROR_OUTLINE;
                });
        for (Notice.Tone tone : Notice.Tone.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(tone.name().toLowerCase(Locale.ROOT)),
                    tone == notice.tone());
        }
    }
}
