package org.glassformer.app.ui.control;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.glassformer.app.ui.color.ColorMap;
import org.glassformer.app.ui.color.ColorScale;
import org.jspecify.annotations.Nullable;

/// Numbers in rows and columns as colours on a fixed scale, with labels on both axes and a legend that prints values.
///
/// Hover previews a cell and dims the rest; a click locks one; a second click or Esc unlocks it. The arrow keys, Home and
/// End move what is locked, else what is previewed, and Enter locks that. The wheel, a pinch, plus and minus zoom; dragging
/// moves what is in view; a double click shows the whole map again. Labels come as there is room.
///
/// Pixels are filled off the JavaFX thread and shown at most once a pulse. One repaint of 1024 x 1024 cells, filled and
/// shown, fits a frame.
public final class Heatmap extends Control {

    private final Executor painter;
    private final ObjectProperty<HeatmapData> data =
            new SimpleObjectProperty<>(this, "data", HeatmapData.EMPTY);
    private final ObjectProperty<List<HeatmapData>> nextData =
            new SimpleObjectProperty<>(this, "nextData", List.of());
    private final ObjectProperty<ColorScale> scale =
            new SimpleObjectProperty<>(this, "scale", ColorScale.UNIT);
    private final ObjectProperty<@Nullable ColorMap> colorMap =
            new SimpleObjectProperty<>(this, "colorMap");
    private final ObjectProperty<List<String>> rowLabels =
            new SimpleObjectProperty<>(this, "rowLabels", List.of());
    private final ObjectProperty<List<String>> columnLabels =
            new SimpleObjectProperty<>(this, "columnLabels", List.of());
    private final StringProperty rowTitle = new SimpleStringProperty(this, "rowTitle", "");
    private final StringProperty columnTitle = new SimpleStringProperty(this, "columnTitle", "");
    private final BooleanProperty legendVisible =
            new SimpleBooleanProperty(this, "legendVisible", true);
    private final BooleanProperty readingVisible =
            new SimpleBooleanProperty(this, "readingVisible", true);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper(this, "reading", "");
    private final ReadOnlyObjectWrapper<@Nullable Cell> hoveredCell =
            new ReadOnlyObjectWrapper<>(this, "hoveredCell");
    private final ObjectProperty<@Nullable Cell> preview =
            new SimpleObjectProperty<>(this, "preview");
    private final ObjectProperty<HeatmapZoom> zoom =
            new SimpleObjectProperty<>(this, "zoom", HeatmapZoom.NONE);
    private final ReadOnlyDoubleWrapper zoomFactor =
            new ReadOnlyDoubleWrapper(this, "zoomFactor", 1);
    private final ObjectProperty<@Nullable HeatmapPicture> shown =
            new SimpleObjectProperty<>(this, "shown");
    private final ReadOnlyObjectWrapper<HeatmapData> shownData =
            new ReadOnlyObjectWrapper<>(this, "shownData", HeatmapData.EMPTY);
    private final ObjectProperty<@Nullable Cell> selectedCell =
            new SimpleObjectProperty<>(this, "selectedCell");

    /// An empty heat map.
    ///
    /// @param painter runs the filling of pixels, off the JavaFX thread
    public Heatmap(Executor painter) {
        this.painter = painter;
        getStyleClass().add("gf-heatmap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        zoom.subscribe(to -> zoomFactor.set(to.factor()));
        shown.subscribe(picture ->
                shownData.set(picture == null ? HeatmapData.EMPTY : picture.request().data()));
    }

    /// The numbers shown.
    public ObjectProperty<HeatmapData> dataProperty() {
        return data;
    }

    /// The numbers whose colours are on screen; those of [#dataProperty] a moment before.
    public ReadOnlyObjectProperty<HeatmapData> shownDataProperty() {
        return shownData.getReadOnlyProperty();
    }

    /// Shows other numbers. A locked cell stays locked if it still exists.
    ///
    /// @param value the numbers
    public void setData(HeatmapData value) {
        data.set(value);
    }

    /// Numbers that may be shown next, the likeliest first. Those that fit the same places are painted ahead, as they are
    /// seen when this is set, in bounded memory.
    public ObjectProperty<List<HeatmapData>> nextDataProperty() {
        return nextData;
    }

    /// The range of values that the colours span; 0 to 1 unless set.
    public ObjectProperty<ColorScale> scaleProperty() {
        return scale;
    }

    /// The colours; null for the theme's own, which diverge when the scale begins below zero.
    public ObjectProperty<@Nullable ColorMap> colorMapProperty() {
        return colorMap;
    }

    /// Labels of the rows, from the top; fewer than rows leave the others without.
    public ObjectProperty<List<String>> rowLabelsProperty() {
        return rowLabels;
    }

    /// Labels of the columns, from the left; fewer than columns leave the others without.
    public ObjectProperty<List<String>> columnLabelsProperty() {
        return columnLabels;
    }

    /// What the rows are; empty for no title.
    public StringProperty rowTitleProperty() {
        return rowTitle;
    }

    /// What the columns are; empty for no title.
    public StringProperty columnTitleProperty() {
        return columnTitle;
    }

    /// Whether the scale and the largest value stand below the map.
    public BooleanProperty legendVisibleProperty() {
        return legendVisible;
    }

    /// Whether the legend ends with what the hovered or locked cell says.
    public BooleanProperty readingVisibleProperty() {
        return readingVisible;
    }

    /// What the hovered, else the locked cell says: row, column and value; empty without one.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// The cell under the pointer, or null.
    public ReadOnlyObjectProperty<@Nullable Cell> hoveredCellProperty() {
        return hoveredCell.getReadOnlyProperty();
    }

    /// A cell hovered elsewhere, or null; column -1 for a row alone, row -1 for a column alone. The pointer's own cell
    /// goes before it.
    public ObjectProperty<@Nullable Cell> previewProperty() {
        return preview;
    }

    /// How much larger than the whole map the part in view is; 1 for all of it.
    public ReadOnlyDoubleProperty zoomFactorProperty() {
        return zoomFactor.getReadOnlyProperty();
    }

    /// Zooms about the locked cell if it is in view, else about the middle.
    ///
    /// @param by how much larger, below 1 for smaller
    public void zoomBy(double by) {
        HeatmapData now = data.get();
        HeatmapZoom part = zoom.get();
        double across = 0.5;
        double down = 0.5;
        Cell cell = selectedCell.get();
        if (cell != null && now.contains(cell)) {
            double x = (cell.column() + 0.5 - part.column()) * part.factor() / now.columns();
            double y = (cell.row() + 0.5 - part.row()) * part.factor() / now.rows();
            across = x >= 0 && x <= 1 ? x : across;
            down = y >= 0 && y <= 1 ? y : down;
        }
        if (!now.isEmpty()) {
            zoom.set(part.by(by, across, down, now.rows(), now.columns()));
        }
    }

    /// Shows the whole map.
    public void resetZoom() {
        zoom.set(HeatmapZoom.NONE);
    }

    /// The locked cell, or null; column -1 for a row alone, row -1 for a column alone.
    public ObjectProperty<@Nullable Cell> selectedCellProperty() {
        return selectedCell;
    }

    ObjectProperty<HeatmapZoom> zoomProperty() {
        return zoom;
    }

    /// The picture on screen; null before the first.
    ObjectProperty<@Nullable HeatmapPicture> shownProperty() {
        return shown;
    }

    void read(String text) {
        reading.set(text);
    }

    void hover(@Nullable Cell cell) {
        hoveredCell.set(cell);
    }

    Executor painter() {
        return painter;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new HeatmapSkin(this);
    }
}
