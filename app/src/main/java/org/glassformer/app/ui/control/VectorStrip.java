package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// The numbers of a vector side by side, as bars up and down from zero, coloured by sign.
///
/// It shows the channels of a query as well as the scores of a thousand keys: where numbers are narrower than a pixel, each
/// column of pixels shows the one that is farthest from zero. Masked places are hatched. Hover tells which number is meant, a click
/// picks it.
public final class VectorStrip extends Control {

    private final ObjectProperty<VectorStripData> data =
            new SimpleObjectProperty<>(this, "data", VectorStripData.EMPTY);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(this, "hovered", -1);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A strip without numbers.
    public VectorStrip() {
        getStyleClass().add("gf-vector-strip");
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is shown.
    public ObjectProperty<VectorStripData> dataProperty() {
        return data;
    }

    /// Shows other numbers.
    public void setData(VectorStripData value) {
        data.set(value);
    }

    /// Index of the number under the pointer, or -1.
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets the index of a number that is clicked on; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int index) {
        hovered.set(index);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new VectorStripSkin(this);
    }
}
