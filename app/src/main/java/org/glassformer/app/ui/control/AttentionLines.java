package org.glassformer.app.ui.control;

import java.util.Arrays;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// Who looks at whom as lines between two columns of the same tokens: those that look at the left, those looked at at
/// the right. A line is as opaque as its weight; of several heads, head i of n has the hue 360 i / n.
///
/// Pairs are cells: the row looks, the column is looked at, -1 stands for none. Hovering a token dims the lines of all
/// others; a click locks it, a second click or Esc unlocks it. The wheel, a pinch, plus and minus zoom; dragging moves
/// what is in view; a double click shows all tokens again.
public final class AttentionLines extends Control {

    private final ObjectProperty<AttentionLinesData> data =
            new SimpleObjectProperty<>(this, "data", AttentionLinesData.EMPTY);
    private final ObjectProperty<@Nullable Cell> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final ObjectProperty<@Nullable Cell> preview =
            new SimpleObjectProperty<>(this, "preview");
    private final ReadOnlyObjectWrapper<@Nullable Cell> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered");
    private final ObjectProperty<HeatmapZoom> zoom =
            new SimpleObjectProperty<>(this, "zoom", HeatmapZoom.NONE);
    private final ReadOnlyDoubleWrapper zoomFactor =
            new ReadOnlyDoubleWrapper(this, "zoomFactor", 1);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper(this, "reading", "");

    /// No lines.
    public AttentionLines() {
        getStyleClass().add("gf-attention-lines");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        zoom.subscribe(to -> zoomFactor.set(to.factor()));
    }

    /// The lines shown.
    public ObjectProperty<AttentionLinesData> dataProperty() {
        return data;
    }

    /// The locked token or pair of tokens, or null.
    public ObjectProperty<@Nullable Cell> selectedProperty() {
        return selected;
    }

    /// A pair hovered elsewhere, or null.
    public ObjectProperty<@Nullable Cell> previewProperty() {
        return preview;
    }

    /// The token under the pointer as a pair with none, or null.
    public ReadOnlyObjectProperty<@Nullable Cell> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// How much larger than all tokens the part in view is; 1 for all.
    public ReadOnlyDoubleProperty zoomFactorProperty() {
        return zoomFactor.getReadOnlyProperty();
    }

    /// Shows all tokens.
    public void resetZoom() {
        zoom.set(HeatmapZoom.NONE);
    }

    /// What the hovered, else the locked token looks at most, or who looks at it; empty without one.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    ObjectProperty<HeatmapZoom> zoomProperty() {
        return zoom;
    }

    void hover(@Nullable Cell cell) {
        hovered.set(cell);
    }

    void read(String text) {
        reading.set(text);
    }

    /// The pair that stands out: the pointer's own, else one hovered elsewhere, else the locked one.
    @Nullable Cell focus() {
        int count = data.get().labels().size();
        for (Cell cell : Arrays.asList(hovered.get(), preview.get(), selected.get())) {
            if (cell != null
                    && cell.row() < count
                    && cell.column() < count
                    && (cell.row() >= 0 || cell.column() >= 0)) {
                return cell;
            }
        }
        return null;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new AttentionLinesSkin(this);
    }
}
