package org.glassformer.app.ui.control;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// How numbers are spread, as bars over their values; counts upwards, linear or logarithmic.
///
/// Hover reads a bar off; Left, Right, Home and End do so from the keyboard and Esc ends it.
public final class Histogram extends Control {

    /// The range that means none.
    public static final int NONE = -1;

    private final ObjectProperty<HistogramData> data =
            new SimpleObjectProperty<>(this, "data", HistogramData.EMPTY);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final StringProperty valueTitle = new SimpleStringProperty(this, "valueTitle", "");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper read = new ReadOnlyIntegerWrapper(this, "read", NONE);

    /// A histogram without numbers.
    public Histogram() {
        getStyleClass().add("gf-histogram");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is shown.
    public ObjectProperty<HistogramData> dataProperty() {
        return data;
    }

    /// Whether equal ratios of counts have equal heights; a range without a number has no bar then either.
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// What the numbers are; may be empty.
    public StringProperty valueTitleProperty() {
        return valueTitle;
    }

    /// What stands there while there is no number; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The range that is read off, or [#NONE].
    public ReadOnlyIntegerProperty readProperty() {
        return read.getReadOnlyProperty();
    }

    void read(int range) {
        read.set(range);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new HistogramSkin(this);
    }
}
