package org.glassformer.app.feature.attention.contributions;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.ui.control.Cell;
import org.jspecify.annotations.Nullable;

/// Which part is looked at: the one under the pointer in any of the panels, else the session's head. Picking a part makes
/// its layer and head the session's.
final class PartFocus {

    private final LabSession session;
    private final ReadOnlyObjectProperty<@Nullable Attribution> attribution;
    private final ReadOnlyObjectWrapper<@Nullable Cell> selected =
            new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyIntegerWrapper selectedBar =
            new ReadOnlyIntegerWrapper(this, "selectedBar", -1);
    private final ObjectProperty<@Nullable Part> hovered =
            new SimpleObjectProperty<>(this, "hovered");
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper(this, "reading", "");

    /// Follows a session's head.
    ///
    /// @param session what all screens share
    /// @param attribution what is shown; call [#select] once it is
    PartFocus(LabSession session, ReadOnlyObjectProperty<@Nullable Attribution> attribution) {
        this.session = session;
        this.attribution = attribution;
        session.layerProperty().subscribe((before, now) -> select());
        session.headProperty().subscribe((before, now) -> select());
        hovered.subscribe((before, now) -> read());
    }

    /// The session's head.
    ReadOnlyObjectProperty<@Nullable Cell> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The session's head among the bars, or -1.
    ReadOnlyIntegerProperty selectedBarProperty() {
        return selectedBar.getReadOnlyProperty();
    }

    /// The part under the pointer.
    ObjectProperty<@Nullable Part> hoveredProperty() {
        return hovered;
    }

    /// The part under the pointer in words; the selected head's without one.
    ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// Selects the layer of a cell, and its head if it has one.
    void pick(Cell cell) {
        Attribution now = attribution.get();
        if (now != null) {
            PartsPicture.of(now).partAt(cell).ifPresent(this::pick);
        }
    }

    /// Selects the layer of a bar, and its head if it has one.
    void pickBar(int row) {
        Attribution now = attribution.get();
        if (now != null && row >= 0 && row < now.ranked().size()) {
            pick(now.ranked().get(row));
        }
    }

    /// Selects the layer of a step of the running sum.
    void pickStep(int step) {
        Attribution now = attribution.get();
        if (now != null) {
            int layer = PartsPicture.of(now).layerOfStep(step);
            if (layer >= 0) {
                session.layerProperty().set(layer);
            }
        }
    }

    private void pick(Part part) {
        if (part.layer() >= 0) {
            session.layerProperty().set(part.layer());
        }
        if (part.head() >= 0) {
            session.headProperty().set(part.head());
        }
    }

    /// The part in a cell under the pointer; null beside the cells.
    void hoverCell(@Nullable Cell cell) {
        Attribution now = attribution.get();
        hovered.set(
                cell == null || now == null
                        ? null
                        : PartsPicture.of(now).partAt(cell).orElse(null));
    }

    /// The part of a bar under the pointer; negative for none.
    void hoverBar(int row) {
        Attribution now = attribution.get();
        boolean there = now != null && row >= 0 && row < now.ranked().size();
        hovered.set(there && now != null ? now.ranked().get(row) : null);
    }

    /// Finds the session's head among what is shown.
    void select() {
        Attribution now = attribution.get();
        int layer = session.layerProperty().get();
        int head = session.headProperty().get();
        ModelSummary of = now == null ? null : now.reading().model();
        boolean there = of != null && layer < of.nLayer() && head < of.nHead();
        selected.set(there ? new Cell(layer, head) : null);
        int row = -1;
        List<Part> ranked = now == null ? List.of() : now.ranked();
        for (int i = 0; i < ranked.size() && there; i++) {
            if (isHead(ranked.get(i), layer, head)) {
                row = i;
            }
        }
        selectedBar.set(row);
        read();
    }

    private static boolean isHead(Part part, int layer, int head) {
        return part.kind() == Part.Kind.HEAD && part.layer() == layer && part.head() == head;
    }

    private void read() {
        Attribution now = attribution.get();
        Part part = hovered.get();
        int row = selectedBar.get();
        if (part == null && now != null && row >= 0) {
            part = now.ranked().get(row);
        }
        reading.set(now == null || part == null ? "" : new AttributionWords(now).part(part));
    }
}
