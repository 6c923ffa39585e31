package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A list of names with bars to the left of zero for negative values and to the right for positive ones.
///
/// Only the rows in sight are drawn; the wheel scrolls. A click picks a row, and so does Enter the one reached with Up,
/// Down, Page Up, Page Down, Home and End.
public final class SignedBars extends Control {

    /// The row that means none.
    public static final int NONE = -1;

    private final ObjectProperty<SignedBarsData> data =
            new SimpleObjectProperty<>(this, "data", SignedBarsData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper hoveredRow =
            new ReadOnlyIntegerWrapper(this, "hoveredRow", NONE);
    private final IntegerProperty selectedRow =
            new SimpleIntegerProperty(this, "selectedRow", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// Bars without data.
    public SignedBars() {
        getStyleClass().add("gf-signed-bars");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
    }

    /// What is shown.
    public ObjectProperty<SignedBarsData> dataProperty() {
        return data;
    }

    /// What stands there while there are no bars; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The row under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredRowProperty() {
        return hoveredRow.getReadOnlyProperty();
    }

    /// The marked row, or [#NONE].
    public IntegerProperty selectedRowProperty() {
        return selectedRow;
    }

    /// Gets a row that was clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int row) {
        hoveredRow.set(row);
    }

    void pick(int row) {
        IntConsumer handler = onPicked.get();
        if (handler != null) {
            handler.accept(row);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new SignedBarsSkin(this);
    }
}
