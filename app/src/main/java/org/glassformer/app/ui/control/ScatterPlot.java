package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// Points in a plane, up to some hundred thousands; both axes have the same scale.
///
/// The wheel zooms about the pointer, dragging pans, a double click shows everything again; so do plus, minus, the arrow
/// keys and Home. Hover names the nearest point and a click picks it. Marked points are named first, others where there
/// is room.
public final class ScatterPlot extends Control {

    /// The point that means none.
    public static final int NONE = -1;

    private static final double STEP = 1.6;

    /// Points to bring into sight; each request is another one.
    record Centring(List<Integer> points) {}

    private final ObjectProperty<ScatterData> data =
            new SimpleObjectProperty<>(this, "data", ScatterData.EMPTY);
    private final ObjectProperty<ScatterMarks> marks =
            new SimpleObjectProperty<>(this, "marks", ScatterMarks.NONE);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ObjectProperty<ScatterView> view =
            new SimpleObjectProperty<>(this, "view", ScatterView.WHOLE);
    private final ReadOnlyBooleanWrapper zoomed = new ReadOnlyBooleanWrapper(this, "zoomed");
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private final ObjectProperty<@Nullable Centring> centring =
            new SimpleObjectProperty<>(this, "centring");
    private final ObjectProperty<Double> zooming = new SimpleObjectProperty<>(this, "zooming", 1.0);

    /// A plot without points.
    public ScatterPlot() {
        getStyleClass().add("gf-scatter-plot");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        zoomed.bind(view.map(part -> part.scale() > 0));
    }

    /// What is shown.
    public ObjectProperty<ScatterData> dataProperty() {
        return data;
    }

    /// Which points stand out.
    public ObjectProperty<ScatterMarks> marksProperty() {
        return marks;
    }

    /// What stands there while there are no points; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// Whether only a part of the points is in sight.
    public ReadOnlyBooleanProperty zoomedProperty() {
        return zoomed.getReadOnlyProperty();
    }

    /// The point nearest to the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets a point that was clicked; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    /// Moves and zooms so that some points are in the middle and told apart.
    ///
    /// @param points none for nothing
    public void centreOn(List<Integer> points) {
        centring.set(points.isEmpty() ? null : new Centring(List.copyOf(points)));
    }

    /// Goes nearer to the middle.
    public void zoomIn() {
        zooming.set(STEP);
        zooming.set(1.0);
    }

    /// Goes farther from the middle.
    public void zoomOut() {
        zooming.set(1 / STEP);
        zooming.set(1.0);
    }

    /// Shows all points.
    public void showAll() {
        view.set(ScatterView.WHOLE);
    }

    ObjectProperty<ScatterView> viewProperty() {
        return view;
    }

    ObjectProperty<@Nullable Centring> centringProperty() {
        return centring;
    }

    ObjectProperty<Double> zoomingProperty() {
        return zooming;
    }

    void hover(int point) {
        hovered.set(point);
    }

    void pick(int point) {
        IntConsumer handler = onPicked.get();
        if (handler != null && point >= 0) {
            handler.accept(point);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ScatterPlotSkin(this);
    }
}
