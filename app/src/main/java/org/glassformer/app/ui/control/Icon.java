package org.glassformer.app.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// An icon that grows with the text around it.
///
/// The typeface is Ikonli's. Its own `FontIcon` takes sizes in pixels only: an em in its style sheet is that of the icon itself, so that it
/// grows with every pass of the style sheets.
public final class Icon extends Label {

    /// An icon.
    ///
    /// @param ikon which one
    public Icon(Ikon ikon) {
        getStyleClass().setAll(StyleClass.ICON);
        setMouseTransparent(true);
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.NODE);
        show(ikon);
    }

    /// Shows another icon.
    ///
    /// @param ikon which one
    public void show(Ikon ikon) {
        setStyle(FontIcon.of(ikon).getStyle());
        setText(Character.toString(ikon.getCode()));
    }
}
