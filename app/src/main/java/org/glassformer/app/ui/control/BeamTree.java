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

/// A search drawn as a tree: a column for each step, and in it all tokens that were looked at. Tokens that were kept have
/// a whole frame, those that ended a text a filled one with a square at its end, pruned ones a dashed frame and are
/// struck out.
///
/// The wheel and the bars scroll. Left and Right go to the token before and to the best one after, Up and Down through a
/// step, Home to the first; a click or Enter picks a token.
public final class BeamTree extends Control {

    /// The node that means none.
    public static final int NONE = -1;

    private final ObjectProperty<BeamTreeData> data =
            new SimpleObjectProperty<>(this, "data", BeamTreeData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final IntegerProperty marked = new SimpleIntegerProperty(this, "marked", NONE);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A tree without tokens.
    public BeamTree() {
        getStyleClass().add("gf-beam-tree");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TREE_VIEW);
    }

    /// What is shown.
    public ObjectProperty<BeamTreeData> dataProperty() {
        return data;
    }

    /// What stands there while there are no tokens; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The token the way to which stands out, or [#NONE].
    public IntegerProperty markedProperty() {
        return marked;
    }

    /// The token under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets a token that was clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int node) {
        hovered.set(node);
    }

    void pick(int node) {
        IntConsumer handler = onPicked.get();
        if (handler != null && node >= 0 && node < data.get().nodes().size()) {
            handler.accept(node);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new BeamTreeSkin(this);
    }
}
