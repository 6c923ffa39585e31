package org.glassformer.app.ui.control;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.glassformer.app.ui.theme.StyleClass;

/// A small rounded note of a state; the text says it, the colour only supports it.
public final class StatusChip extends Label {

    /// What kind of state.
    public enum Tone {
        /// Nothing special.
        NEUTRAL,
        /// Active or chosen.
        ACCENT,
        /// Good.
        SUCCESS,
        /// To be noticed.
        WARNING,
        /// Failed.
        DANGER
    }

    private final ObjectProperty<Tone> tone =
            new SimpleObjectProperty<>(this, "tone", Tone.NEUTRAL);

    /// A note.
    ///
    /// @param text the state in one or two words
    /// @param tone its kind
    public StatusChip(String text, Tone tone) {
        super(text);
        getStyleClass().add(StyleClass.STATUS_CHIP);
        this.tone.subscribe(this::show);
        this.tone.set(tone);
    }

    /// The kind of state.
    public ObjectProperty<Tone> toneProperty() {
        return tone;
    }

    private void show(Tone current) {
        for (Tone each : Tone.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)),
                    each == current);
        }
    }
}
