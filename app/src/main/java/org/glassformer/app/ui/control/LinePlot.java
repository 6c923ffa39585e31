package org.glassformer.app.ui.control;

import java.util.function.DoubleConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// Curves over titled axes, linear or logarithmic, fed plain arrays of any length.
///
/// Hover reads the values off; Left, Right, Home and End do so from the keyboard and Esc ends it. A click, a drag or
/// Enter picks a place. New data are drawn at most twenty times a second, however often they come.
public final class LinePlot extends Control {

    private final ObjectProperty<PlotData> data =
            new SimpleObjectProperty<>(this, "data", PlotData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final DoubleProperty markedX = new SimpleDoubleProperty(this, "markedX", Double.NaN);
    private final ReadOnlyDoubleWrapper readX =
            new ReadOnlyDoubleWrapper(this, "readX", Double.NaN);
    private final ObjectProperty<@Nullable DoubleConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A plot without data.
    public LinePlot() {
        getStyleClass().add("gf-line-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is shown.
    public ObjectProperty<PlotData> dataProperty() {
        return data;
    }

    /// Shows other data.
    public void setData(PlotData value) {
        data.set(value);
    }

    /// What stands there while there is no point; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// A place marked by an upright line, such as the step on screen; not a number for none.
    public DoubleProperty markedXProperty() {
        return markedX;
    }

    /// The place of the point whose values are read off; not a number for none.
    public ReadOnlyDoubleProperty readXProperty() {
        return readX.getReadOnlyProperty();
    }

    /// Gets the place of the point closest to a click, to a drag or to Enter; null for nothing.
    public ObjectProperty<@Nullable DoubleConsumer> onPickedProperty() {
        return onPicked;
    }

    void read(double x) {
        readX.set(x);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new LinePlotSkin(this);
    }
}
