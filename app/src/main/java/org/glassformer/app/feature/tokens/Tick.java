package org.glassformer.app.feature.tokens;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import org.glassformer.app.i18n.Messages;

/// A small check box in a panel's header.
final class Tick extends CheckBox {

    /// A check box.
    ///
    /// @param key of its text in the bundle; with `.tip` that of its tooltip, with dashes its id
    /// @param value is kept equal to it
    Tick(String key, BooleanProperty value) {
        super(Messages.text(key));
        setId(key.replace('.', '-'));
        getStyleClass().add("gf-tick");
        setTooltip(new Tooltip(Messages.text(key + ".tip")));
        setAccessibleText(Messages.text(key + ".tip"));
        setFocusTraversable(false);
        setMinWidth(USE_PREF_SIZE);
        selectedProperty().bindBidirectional(value);
    }
}
