package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// Pairs of tokens with their counts as bars, the most frequent first; as many rows as there is room for.
public final class PairBars extends Control {

    private final ObjectProperty<List<PairBar>> pairs =
            new SimpleObjectProperty<>(this, "pairs", List.of());
    private final BooleanProperty firstMarked = new SimpleBooleanProperty(this, "firstMarked");

    /// Bars without pairs.
    public PairBars() {
        getStyleClass().add("gf-pair-bars");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
    }

    /// The pairs from the top down.
    public ObjectProperty<List<PairBar>> pairsProperty() {
        return pairs;
    }

    /// Shows other pairs.
    ///
    /// @param value from the top down; copied
    public void setPairs(List<PairBar> value) {
        pairs.set(List.copyOf(value));
    }

    /// Whether the first row is marked as the one that wins.
    public BooleanProperty firstMarkedProperty() {
        return firstMarked;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new PairBarsSkin(this);
    }
}
