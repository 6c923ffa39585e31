package org.glassformer.app.ui.control;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A transformer drawn from tokens to logits, with one of its blocks in full beside the trunk. Beside each matrix stands a
/// small picture of its shape, all on one scale (the root of the size).
///
/// Hover dims the rest; a click picks weights, or a block of the stack. The arrow keys go to the next box that way, Home
/// and End to the first and last of the trunk, Enter picks; plus and minus go to the next block.
public final class Architecture extends Control {

    private final ObjectProperty<ArchitectureData> data =
            new SimpleObjectProperty<>(this, "data", ArchitectureData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final StringProperty selected = new SimpleStringProperty(this, "selected", "");
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", 0);
    private final ReadOnlyStringWrapper hovered = new ReadOnlyStringWrapper(this, "hovered", "");
    private final ObjectProperty<@Nullable Consumer<String>> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private final ObjectProperty<@Nullable IntConsumer> onLayerPicked =
            new SimpleObjectProperty<>(this, "onLayerPicked");

    /// A drawing of no model.
    public Architecture() {
        getStyleClass().add("gf-architecture");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is drawn.
    public ObjectProperty<ArchitectureData> dataProperty() {
        return data;
    }

    /// What stands there while there is no model; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The id of the weights that stand out; empty for none.
    public StringProperty selectedProperty() {
        return selected;
    }

    /// The block that is drawn in full, from 0.
    public IntegerProperty layerProperty() {
        return layer;
    }

    /// The id of the weights under the pointer, or gone to by keys; empty for none.
    public ReadOnlyStringProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets the id of weights that were clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable Consumer<String>> onPickedProperty() {
        return onPicked;
    }

    /// Gets the block that was clicked in the stack, or gone to; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onLayerPickedProperty() {
        return onLayerPicked;
    }

    void hover(String id) {
        hovered.set(id);
    }

    void pick(String id) {
        Consumer<String> handler = onPicked.get();
        if (handler != null && data.get().find(id).isPresent()) {
            handler.accept(id);
        }
    }

    void pickLayer(int wanted) {
        IntConsumer handler = onLayerPicked.get();
        if (handler != null && wanted >= 0 && wanted < data.get().layers()) {
            handler.accept(wanted);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ArchitectureSkin(this);
    }
}
