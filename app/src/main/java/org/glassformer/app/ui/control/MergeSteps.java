package org.glassformer.app.ui.control;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// The way of a short text from characters over code points, UTF-8 bytes and bits to tokens, one merge at a time.
///
/// Each byte is a column and each part a box over the columns of its bytes, so that a merge keeps its place. Detail
/// follows size: where there is no room for all rows, the characters, their bytes and the last two states stay. Hovering
/// on anything marks the same bytes in all rows. Clicking a row goes to its step; the arrow keys go a step on or back.
public final class MergeSteps extends Control {

    private final ObjectProperty<MergeStepsData> data =
            new SimpleObjectProperty<>(this, "data", MergeStepsData.EMPTY);
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step", 0);
    private final ObjectProperty<@Nullable ByteSpan> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final BooleanProperty animated = new SimpleBooleanProperty(this, "animated", true);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper(this, "reading", "");

    /// A control without text.
    public MergeSteps() {
        getStyleClass().add("gf-merge-steps");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /// The text and its merges.
    public ObjectProperty<MergeStepsData> dataProperty() {
        return data;
    }

    /// How many merges are done; values beyond the last merge show all.
    public IntegerProperty stepProperty() {
        return step;
    }

    /// The bytes under the pointer, null for none; may be set from outside to link views.
    public ObjectProperty<@Nullable ByteSpan> hoveredProperty() {
        return hovered;
    }

    /// Whether a step forward is drawn as a short movement. It never is where the system asks for less motion.
    public BooleanProperty animatedProperty() {
        return animated;
    }

    /// What is under the pointer, in words; empty for nothing.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    void read(String text) {
        reading.set(text);
    }

    /// The step that is drawn: within what the data has.
    int shownStep() {
        return Math.clamp(step.get(), 0, data.get().merges().size());
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new MergeStepsSkin(this);
    }
}
