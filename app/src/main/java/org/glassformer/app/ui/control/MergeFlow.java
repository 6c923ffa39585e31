package org.glassformer.app.ui.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// A stretch of text as tokens before and after a merge, one above the other, the merged places framed.
///
/// Each line shows the same characters twice; there are as many lines as fit.
public final class MergeFlow extends Control {

    private final ObjectProperty<List<MergeGroup>> groups =
            new SimpleObjectProperty<>(this, "groups", List.of());

    /// A flow without text.
    public MergeFlow() {
        getStyleClass().add("gf-merge-flow");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
    }

    /// The stretch, in reading order.
    public ObjectProperty<List<MergeGroup>> groupsProperty() {
        return groups;
    }

    /// Shows another stretch.
    ///
    /// @param value in reading order; copied
    public void setGroups(List<MergeGroup> value) {
        groups.set(List.copyOf(value));
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new MergeFlowSkin(this);
    }
}
