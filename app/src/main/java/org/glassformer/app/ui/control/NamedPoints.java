package org.glassformer.app.ui.control;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A dozen points over titled axes, each with its name beside it.
///
/// Hover, or Left, Right, Home and End, say more of a point; a click or Enter picks it.
public final class NamedPoints extends Control {

    private final ObjectProperty<NamedPointsData> data =
            new SimpleObjectProperty<>(this, "data", NamedPointsData.EMPTY);
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final StringProperty selected = new SimpleStringProperty(this, "selected", "");
    private final ReadOnlyStringWrapper hovered = new ReadOnlyStringWrapper(this, "hovered", "");
    private final ObjectProperty<@Nullable Consumer<String>> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// A plot without points.
    public NamedPoints() {
        getStyleClass().add("gf-named-points");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /// What is shown.
    public ObjectProperty<NamedPointsData> dataProperty() {
        return data;
    }

    /// What stands there while there is no point; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// Name of the marked point; empty for none.
    public StringProperty selectedProperty() {
        return selected;
    }

    /// Name of the point under the pointer; empty for none.
    public ReadOnlyStringProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Gets the name of a point that was clicked, or chosen with Enter; null for nothing.
    public ObjectProperty<@Nullable Consumer<String>> onPickedProperty() {
        return onPicked;
    }

    void hover(String name) {
        hovered.set(name);
    }

    void pick(String name) {
        Consumer<String> handler = onPicked.get();
        if (handler != null && !name.isEmpty()) {
            handler.accept(name);
        }
    }

    /// The point so many places to the right of the hovered or else the marked one.
    void step(int by) {
        List<String> names =
                data.get().points().stream()
                        .sorted(Comparator.comparingDouble(NamedPointsData.Point::x))
                        .map(NamedPointsData.Point::name)
                        .toList();
        if (!names.isEmpty()) {
            String from = hovered.get().isEmpty() ? selected.get() : hovered.get();
            int at = names.indexOf(from);
            int to = at < 0 ? (by > 0 ? 0 : names.size() - 1) : at + by;
            hover(names.get(Math.clamp(to, 0, names.size() - 1)));
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new NamedPointsSkin(this);
    }
}
