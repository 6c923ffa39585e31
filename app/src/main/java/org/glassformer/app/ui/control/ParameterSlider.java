package org.glassformer.app.ui.control;

import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A card for one parameter: its name, its value in a field that can be typed into, a slider that snaps to neutral, and
/// a line for what it does to the distribution. At neutral the card says "off" and steps back.
public final class ParameterSlider extends Control {

    private final ObjectProperty<ParameterSpec> spec;
    private final DoubleProperty value;
    private final ReadOnlyBooleanWrapper off = new ReadOnlyBooleanWrapper(this, "off");
    private final StringProperty leftNote = new SimpleStringProperty(this, "leftNote", "");
    private final StringProperty rightNote = new SimpleStringProperty(this, "rightNote", "");
    private final BooleanProperty compact = new SimpleBooleanProperty(this, "compact");
    private final ObjectProperty<@Nullable Node> graphic =
            new SimpleObjectProperty<>(this, "graphic");

    /// A parameter at its neutral value.
    ///
    /// @param spec name, range and neutral value
    public ParameterSlider(ParameterSpec spec) {
        this.spec = new SimpleObjectProperty<>(this, "spec", spec);
        this.value = new SimpleDoubleProperty(this, "value", spec.neutral());
        getStyleClass().add("gf-parameter");
        off.bind(value.map(v -> this.spec.get().isNeutral(v.doubleValue())));
    }

    /// Name, range and neutral value; may change, as the size of the vocabulary does.
    public ObjectProperty<ParameterSpec> specProperty() {
        return spec;
    }

    /// The value. Values set by code are shown as they are; those from the slider or the field are in range.
    public DoubleProperty valueProperty() {
        return value;
    }

    /// Whether the value does nothing.
    public ReadOnlyBooleanProperty offProperty() {
        return off.getReadOnlyProperty();
    }

    /// What the parameter does, at the left of the foot, such as "− 4,056 tokens". Not shown while off.
    public StringProperty leftNoteProperty() {
        return leftNote;
    }

    /// What the parameter does, at the right of the foot, such as "− 1.9 % mass". Not shown while off.
    public StringProperty rightNoteProperty() {
        return rightNote;
    }

    /// A node before the name, such as a handle to drag the card by; null for none.
    public ObjectProperty<@Nullable Node> graphicProperty() {
        return graphic;
    }

    /// Whether everything stands on one line and the notes wait for the pointer, as where there is little room.
    public BooleanProperty compactProperty() {
        return compact;
    }

    /// Sets the value back to neutral.
    public void reset() {
        value.set(spec.get().neutral());
    }

    @Override
    public String toString() {
        return "ParameterSlider["
                + Objects.requireNonNull(spec.get()).name()
                + " = "
                + value.get()
                + "]";
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ParameterSliderSkin(this);
    }
}
