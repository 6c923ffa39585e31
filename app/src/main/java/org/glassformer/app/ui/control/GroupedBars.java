package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A long list of rows with one thin bar for each series, the values and their ratio to a reference.
///
/// Only the rows in sight are drawn. Each series has a hue and a mark at the end of its bars; [SeriesLegend] says which
/// is which. Up, Down, Page Up, Page Down, Home and End move the selected row; Enter or a click opens it; Esc unselects.
public final class GroupedBars extends Control {

    /// The row that means none.
    public static final int NONE = -1;

    private final ObjectProperty<GroupedBarsData> data =
            new SimpleObjectProperty<>(this, "data", GroupedBarsData.EMPTY);
    private final StringProperty valueTitle = new SimpleStringProperty(this, "valueTitle", "");
    private final StringProperty ratioTitle = new SimpleStringProperty(this, "ratioTitle", "");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper hoveredRow =
            new ReadOnlyIntegerWrapper(this, "hoveredRow", NONE);
    private final ReadOnlyIntegerWrapper visibleRows =
            new ReadOnlyIntegerWrapper(this, "visibleRows", 0);
    private final IntegerProperty selectedRow =
            new SimpleIntegerProperty(this, "selectedRow", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onOpened =
            new SimpleObjectProperty<>(this, "onOpened");

    /// Bars without data.
    public GroupedBars() {
        getStyleClass().add("gf-grouped-bars");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// The rows shown. The selected row keeps its index when they change.
    public ObjectProperty<GroupedBarsData> dataProperty() {
        return data;
    }

    /// Shows other rows.
    ///
    /// @param value the rows
    public void setData(GroupedBarsData value) {
        data.set(value);
    }

    /// What the values are, as a heading of their columns; may be empty.
    public StringProperty valueTitleProperty() {
        return valueTitle;
    }

    /// What the ratios are, as a heading of their columns; may be empty.
    public StringProperty ratioTitleProperty() {
        return ratioTitle;
    }

    /// Shown in place of the rows while there are none.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// Index of the row under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredRowProperty() {
        return hoveredRow.getReadOnlyProperty();
    }

    /// How many rows are wholly in sight.
    public ReadOnlyIntegerProperty visibleRowsProperty() {
        return visibleRows.getReadOnlyProperty();
    }

    /// Index of the selected row, or [#NONE]; it scrolls into sight.
    public IntegerProperty selectedRowProperty() {
        return selectedRow;
    }

    /// Gets the row opened by Enter or a click; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onOpenedProperty() {
        return onOpened;
    }

    void hover(int row) {
        hoveredRow.set(row);
    }

    void seen(int rows) {
        visibleRows.set(rows);
    }

    void open(int row) {
        IntConsumer handler = onOpened.get();
        if (handler != null && row >= 0 && row < data.get().rows().size()) {
            handler.accept(row);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new GroupedBarsSkin(this);
    }
}
