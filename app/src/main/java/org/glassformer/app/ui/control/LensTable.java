package org.glassformer.app.ui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// Tokens in rows and columns, each on a colour, as pictures of the logit lens have them.
///
/// Only the cells in sight are drawn, so that thousands of columns cost no more than a dozen; the labels stay while the
/// cells scroll. Hover shows what else a cell could say; a click or the arrow keys lock one, a second click or Esc
/// unlocks it.
public final class LensTable extends Control {

    private final ObjectProperty<LensTableData> data =
            new SimpleObjectProperty<>(this, "data", LensTableData.EMPTY);
    private final StringProperty rowTitle = new SimpleStringProperty(this, "rowTitle", "");
    private final StringProperty columnTitle = new SimpleStringProperty(this, "columnTitle", "");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyObjectWrapper<@Nullable Cell> hoveredCell =
            new ReadOnlyObjectWrapper<>(this, "hoveredCell");
    private final ObjectProperty<@Nullable Cell> selectedCell =
            new SimpleObjectProperty<>(this, "selectedCell");
    private final ReadOnlyObjectWrapper<TextRange> visibleColumns =
            new ReadOnlyObjectWrapper<>(this, "visibleColumns", TextRange.NONE);

    /// An empty table.
    public LensTable() {
        getStyleClass().add("gf-lens-table");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// What is shown.
    public ObjectProperty<LensTableData> dataProperty() {
        return data;
    }

    /// Shows other data. A locked cell stays locked if it still exists.
    public void setData(LensTableData value) {
        data.set(value);
    }

    /// What the rows are; empty for no title.
    public StringProperty rowTitleProperty() {
        return rowTitle;
    }

    /// What the columns are; empty for no title.
    public StringProperty columnTitleProperty() {
        return columnTitle;
    }

    /// What stands there while there is no cell; may be empty.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The cell under the pointer, or null.
    public ReadOnlyObjectProperty<@Nullable Cell> hoveredCellProperty() {
        return hoveredCell.getReadOnlyProperty();
    }

    /// The locked cell, or null. One that is out of sight is scrolled to.
    public ObjectProperty<@Nullable Cell> selectedCellProperty() {
        return selectedCell;
    }

    /// The columns in sight: the first, and one past the last.
    public ReadOnlyObjectProperty<TextRange> visibleColumnsProperty() {
        return visibleColumns.getReadOnlyProperty();
    }

    void hover(@Nullable Cell cell) {
        hoveredCell.set(cell);
    }

    void show(int firstColumn, int endColumn) {
        visibleColumns.set(new TextRange(firstColumn, endColumn));
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new LensTableSkin(this);
    }
}
