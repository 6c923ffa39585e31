package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.glassformer.app.i18n.Figures;
import org.jspecify.annotations.Nullable;

/// A text whose tokens stand on the colours of numbers, such as a neuron's activations or the surprisal of what was
/// written.
///
/// Only the lines in sight are drawn. Hover says a token's number; a click picks a token; Left and Right go from token
/// to token, Up and Down from line to line. Tokens that were written on are underlined, and a corner marks those with
/// alternatives beside them.
public final class ShadedText extends Control {

    /// The index that means none.
    public static final int NONE = -1;

    private final ObjectProperty<ShadedTextData> data =
            new SimpleObjectProperty<>(this, "data", ShadedTextData.EMPTY);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final IntegerProperty marked = new SimpleIntegerProperty(this, "marked", NONE);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final BooleanProperty followingEnd =
            new SimpleBooleanProperty(this, "followingEnd", false);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final ObjectProperty<IntFunction<String>> reading =
            new SimpleObjectProperty<>(this, "reading", this::plainReading);

    /// An empty text.
    public ShadedText() {
        getStyleClass().add("gf-shaded-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    private String plainReading(int token) {
        ShadedTextData now = data.get();
        return token + " " + now.labels().get(token) + "  " + Figures.value(now.values()[token]);
    }

    /// What is shown.
    public ObjectProperty<ShadedTextData> dataProperty() {
        return data;
    }

    /// Shows other data.
    public void setData(ShadedTextData value) {
        data.set(value);
    }

    /// Index of the token under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Index of a token that is pointed at elsewhere, or [#NONE]; framed like the one under the pointer.
    public IntegerProperty markedProperty() {
        return marked;
    }

    /// Index of the framed token, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// Whether the end of a text that grows stays in sight, unless the person has scrolled away from it.
    public BooleanProperty followingEndProperty() {
        return followingEnd;
    }

    /// Gets the index of a picked token; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    /// What is said of a token that is pointed at or selected; at first its index, its text and its number.
    public ObjectProperty<IntFunction<String>> readingProperty() {
        return reading;
    }

    /// What stands at the right below the text while no token is pointed at or selected; may be empty.
    public StringProperty noteProperty() {
        return note;
    }

    void hover(int token) {
        hovered.set(token);
    }

    void pick(int token) {
        IntConsumer handler = onPicked.get();
        if (handler != null && token != NONE) {
            handler.accept(token);
        }
    }

    /// It is as high as its lines.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ShadedTextSkin(this);
    }
}
