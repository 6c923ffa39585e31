package org.glassformer.app.ui.control;

import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// All heads of a model as small pictures, layers as rows and heads as columns, one of them chosen.
///
/// A click or the arrow keys choose a head, a double click or Ctrl+Enter isolates it, a click with Shift or Ctrl (Command on a
/// Mac) or Shift+Enter adds it to those that are shown together, or takes it away.
public final class HeadGrid extends Control {

    private final ObjectProperty<HeadThumbnails> thumbnails =
            new SimpleObjectProperty<>(this, "thumbnails", HeadThumbnails.EMPTY);
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", 0);
    private final IntegerProperty head = new SimpleIntegerProperty(this, "head", 0);
    private final ObjectProperty<Map<Cell, HeadMark>> marks =
            new SimpleObjectProperty<>(this, "marks", Map.of());
    private final ObjectProperty<@Nullable Consumer<Cell>> onIsolated =
            new SimpleObjectProperty<>(this, "onIsolated");
    private final ObjectProperty<@Nullable Consumer<Cell>> onOpened =
            new SimpleObjectProperty<>(this, "onOpened");
    private final ObjectProperty<@Nullable Consumer<Cell>> onToggled =
            new SimpleObjectProperty<>(this, "onToggled");
    private final ReadOnlyObjectWrapper<@Nullable Cell> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered");

    /// A grid without heads.
    public HeadGrid() {
        getStyleClass().add("gf-head-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// The pictures.
    public ObjectProperty<HeadThumbnails> thumbnailsProperty() {
        return thumbnails;
    }

    /// The chosen layer, from 0.
    public IntegerProperty layerProperty() {
        return layer;
    }

    /// The chosen head, from 0.
    public IntegerProperty headProperty() {
        return head;
    }

    /// What is marked on the pictures, by layer and head as row and column.
    public ObjectProperty<Map<Cell, HeadMark>> marksProperty() {
        return marks;
    }

    /// Gets layer and head, as row and column, of a head that was chosen by mouse or key, even if it was chosen before;
    /// null for nothing.
    public ObjectProperty<@Nullable Consumer<Cell>> onOpenedProperty() {
        return onOpened;
    }

    /// Gets layer and head, as row and column, of a head that is to be shown alone; null for nothing.
    public ObjectProperty<@Nullable Consumer<Cell>> onIsolatedProperty() {
        return onIsolated;
    }

    /// Gets layer and head, as row and column, of a head that is to be shown together with others, or no longer; null
    /// for nothing.
    public ObjectProperty<@Nullable Consumer<Cell>> onToggledProperty() {
        return onToggled;
    }

    /// Layer and head under the pointer as row and column, or null.
    public ReadOnlyObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    void hover(@Nullable Cell cell) {
        hovered.set(cell);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new HeadGridSkin(this);
    }
}
