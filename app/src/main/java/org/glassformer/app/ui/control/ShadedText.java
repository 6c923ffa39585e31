package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A text whose tokens stand on the colours of signed numbers, such as a neuron's activations.
///
/// Only the lines in sight are drawn. Hover says a token's number; a click or Enter picks a token; Left and Right go
/// from token to token.
public final class ShadedText extends Control {

    /// The index that means none.
    public static final int NONE = -1;

    private final ObjectProperty<ShadedTextData> data =
            new SimpleObjectProperty<>(this, "data", ShadedTextData.EMPTY);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// An empty text.
    public ShadedText() {
        getStyleClass().add("gf-shaded-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /// What is shown.
    public ObjectProperty<ShadedTextData> dataProperty() {
        return data;
    }

    /// Shows other data.
    public void setData(ShadedTextData value) {
        data.set(value);
    }

    /// Index of the token under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Index of the framed token, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// Gets the index of a picked token; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int token) {
        hovered.set(token);
    }

    void pick(int token) {
        IntConsumer handler = onPicked.get();
        if (handler != null && token != NONE) {
            handler.accept(token);
        }
    }

    /// It is as high as its lines.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ShadedTextSkin(this);
    }
}
