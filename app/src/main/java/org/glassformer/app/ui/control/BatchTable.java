package org.glassformer.app.ui.control;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// A window of tokens: below each input its target, coloured by its loss, and the probability that the target had.
///
/// A long window is broken into lines; the wheel scrolls where they do not fit. A click locks a position, and so do the arrow
/// keys, Home and End while the table has the focus; a second click or Esc unlocks it.
public final class BatchTable extends Control {

    /// The position that means none.
    public static final int NONE = -1;

    private final ObjectProperty<BatchTableData> data =
            new SimpleObjectProperty<>(this, "data", BatchTableData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);

    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);

    /// A table without a window.
    public BatchTable() {
        getStyleClass().add("gf-batch-table");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// What is shown.
    public ObjectProperty<BatchTableData> dataProperty() {
        return data;
    }

    /// What stands there while there is no window; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The position under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// The locked position, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    void hover(int position) {
        hovered.set(position);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new BatchTableSkin(this);
    }
}
