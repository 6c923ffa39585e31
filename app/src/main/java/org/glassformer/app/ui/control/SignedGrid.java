package org.glassformer.app.ui.control;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// Signed numbers as a grid of coloured cells, blue below zero and orange above, printed where there is room.
///
/// A click or Enter picks a cell; the arrow keys move through the cells as the pointer does.
public final class SignedGrid extends Control {

    private final ObjectProperty<SignedGridData> data =
            new SimpleObjectProperty<>(this, "data", SignedGridData.EMPTY);
    private final StringProperty rowTitle = new SimpleStringProperty(this, "rowTitle", "");
    private final StringProperty columnTitle = new SimpleStringProperty(this, "columnTitle", "");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ObjectProperty<@Nullable Cell> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable Cell> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered");
    private final ObjectProperty<@Nullable Consumer<Cell>> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A grid without numbers.
    public SignedGrid() {
        getStyleClass().add("gf-signed-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// What is shown.
    public ObjectProperty<SignedGridData> dataProperty() {
        return data;
    }

    /// What the rows are; may be empty.
    public StringProperty rowTitleProperty() {
        return rowTitle;
    }

    /// What the columns are; may be empty.
    public StringProperty columnTitleProperty() {
        return columnTitle;
    }

    /// What stands there while there are no numbers; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The framed cell; null for none.
    public ObjectProperty<@Nullable Cell> selectedProperty() {
        return selected;
    }

    /// The cell under the pointer, or reached with the arrow keys; null for none.
    public ReadOnlyObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets a cell that was clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable Consumer<Cell>> onPickedProperty() {
        return onPicked;
    }

    void hover(@Nullable Cell cell) {
        hovered.set(cell);
    }

    void pick(Cell cell) {
        Consumer<Cell> handler = onPicked.get();
        if (handler != null) {
            handler.accept(cell);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new SignedGridSkin(this);
    }
}
