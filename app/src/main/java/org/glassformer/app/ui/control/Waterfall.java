package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A running sum as steps up and down, from zero to a last bar that is the sum.
///
/// Left and Right move through the steps as the pointer does; a click or Enter picks one.
public final class Waterfall extends Control {

    /// The step that means none; the sum's own bar has the number of steps.
    public static final int NONE = -1;

    private final ObjectProperty<WaterfallData> data =
            new SimpleObjectProperty<>(this, "data", WaterfallData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper hoveredStep =
            new ReadOnlyIntegerWrapper(this, "hoveredStep", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A sum of nothing.
    public Waterfall() {
        getStyleClass().add("gf-waterfall");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is shown.
    public ObjectProperty<WaterfallData> dataProperty() {
        return data;
    }

    /// What stands there while there are no steps; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The step under the pointer; the number of steps for the sum's own bar; or [#NONE].
    public ReadOnlyIntegerProperty hoveredStepProperty() {
        return hoveredStep.getReadOnlyProperty();
    }

    /// Gets a step that was clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int step) {
        hoveredStep.set(step);
    }

    void pick(int step) {
        IntConsumer handler = onPicked.get();
        if (handler != null && step >= 0 && step < data.get().steps().size()) {
            handler.accept(step);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new WaterfallSkin(this);
    }
}
