package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A text that forks, as a tree from the left to the right: stretches without forks in boxes, tokens on the colours of
/// their numbers, the text that is shown elsewhere with a thick edge.
///
/// Left and Right go along the text, Up and Down to its neighbours, Home to the root, End to where the text ends; Enter
/// or a click picks, Delete prunes, F2 renames, plus and minus zoom. Dragging and the wheel move the tree, the wheel
/// with the shortcut key zooms. Only what is in sight is drawn.
public final class TextTree extends Control {

    /// The number that means no piece.
    public static final int NONE = TextTreeData.NONE;

    /// The smallest zoom.
    public static final double LEAST_ZOOM = 0.35;

    /// The largest zoom.
    public static final double MOST_ZOOM = 2.5;

    private static final double STEP = 1.2;

    private final ObjectProperty<TextTreeData> data =
            new SimpleObjectProperty<>(this, "data", TextTreeData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", 1);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final IntegerProperty marked = new SimpleIntegerProperty(this, "marked", NONE);
    private final ObjectProperty<IntFunction<String>> reading =
            new SimpleObjectProperty<>(this, "reading", number -> "");
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private final ObjectProperty<@Nullable IntConsumer> onPruned =
            new SimpleObjectProperty<>(this, "onPruned");
    private final ObjectProperty<@Nullable IntConsumer> onRenamed =
            new SimpleObjectProperty<>(this, "onRenamed");
    private final ObjectProperty<@Nullable Runnable> onFit =
            new SimpleObjectProperty<>(this, "onFit");

    /// An empty tree.
    public TextTree() {
        getStyleClass().add("gf-text-tree");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TREE_VIEW);
    }

    /// What is shown.
    public ObjectProperty<TextTreeData> dataProperty() {
        return data;
    }

    /// What stands there while there is no text; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// How large everything is, [#LEAST_ZOOM] to [#MOST_ZOOM]; 1 for the theme's own text size.
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    /// Makes everything larger or smaller by steps.
    ///
    /// @param steps positive for larger
    public void zoomBy(double steps) {
        zoom.set(Math.clamp(zoom.get() * Math.pow(STEP, steps), LEAST_ZOOM, MOST_ZOOM));
    }

    /// Makes the whole tree visible if the smallest zoom lets it.
    public void fit() {
        Runnable fitting = onFit.get();
        if (fitting != null) {
            fitting.run();
        }
    }

    /// The piece under the pointer by its number, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// The framed piece, which the keys go on from, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// A piece that something is compared with, framed by dashes, or [#NONE].
    public IntegerProperty markedProperty() {
        return marked;
    }

    /// What is said of the piece that is pointed at, else of the selected one, by its number.
    public ObjectProperty<IntFunction<String>> readingProperty() {
        return reading;
    }

    /// Gets the number of a picked piece; a click with the shortcut key selects one and does not pick it; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    /// Gets the number of a piece that is to go with all after it; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPrunedProperty() {
        return onPruned;
    }

    /// Gets the number of a piece that is to be named; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onRenamedProperty() {
        return onRenamed;
    }

    ObjectProperty<@Nullable Runnable> onFitProperty() {
        return onFit;
    }

    void hover(int number) {
        hovered.set(number);
    }

    void pick(int number) {
        tell(onPicked.get(), number);
    }

    void prune(int number) {
        tell(onPruned.get(), number);
    }

    void rename(int number) {
        tell(onRenamed.get(), number);
    }

    private static void tell(@Nullable IntConsumer handler, int number) {
        if (handler != null && number != NONE) {
            handler.accept(number);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TextTreeSkin(this);
    }
}
