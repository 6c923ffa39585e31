package org.glassformer.app.ui.control;

import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// The next tokens as rows: token, logit, adjusted logit, raw probability, bar and probability, with the removed tokens
/// struck through and all below the last row that fits in one row, so that the sums stay right.
///
/// The wheel and the bar at the side scroll, to the last token of the vocabulary if the data has it. Up, Down, the page
/// keys, Home and End move the selected row; Enter or a double click picks its token. Where there is an [BarAim], the ends
/// of the bars and the cut line can be dragged; Shift with left and right moves the bar of the selected row, Shift with up
/// and down the cut line, and the shortcut key means this token alone.
public final class LogitBars extends Control {

    /// The row that means none.
    public static final int NONE = -1;

    private final ObjectProperty<BarsData> data =
            new SimpleObjectProperty<>(this, "data", BarsData.EMPTY);
    private final IntegerProperty maxRows = new SimpleIntegerProperty(this, "maxRows", 20);
    private final BooleanProperty rawShown = new SimpleBooleanProperty(this, "rawShown", false);
    private final BooleanProperty plain = new SimpleBooleanProperty(this, "plain", false);
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final ReadOnlyIntegerWrapper hoveredRow =
            new ReadOnlyIntegerWrapper(this, "hoveredRow", NONE);
    private final IntegerProperty selectedRow =
            new SimpleIntegerProperty(this, "selectedRow", NONE);
    private final IntegerProperty firstRow = new SimpleIntegerProperty(this, "firstRow", 0);
    private final ReadOnlyIntegerWrapper visibleRows =
            new ReadOnlyIntegerWrapper(this, "visibleRows", 0);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private final ObjectProperty<@Nullable BarAim> aim = new SimpleObjectProperty<>(this, "aim");
    private final StringProperty aimNote = new SimpleStringProperty(this, "aimNote", "");

    /// Bars without data.
    public LogitBars() {
        getStyleClass().add("gf-logit-bars");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// The distribution shown.
    public ObjectProperty<BarsData> dataProperty() {
        return data;
    }

    /// Shows another distribution.
    ///
    /// @param value the distribution
    public void setData(BarsData value) {
        data.set(value);
    }

    /// How many tokens are shown at once at most; 20 unless set.
    public IntegerProperty maxRowsProperty() {
        return maxRows;
    }

    /// Whether the bars show the probability before the chain instead of after it.
    public BooleanProperty rawShownProperty() {
        return rawShown;
    }

    /// Whether the probabilities are the model's own: there is no chain, so that nothing stands before or after it.
    public BooleanProperty plainProperty() {
        return plain;
    }

    /// A sentence at the right of the foot, opposite the cut line's sum; may be empty.
    public StringProperty noteProperty() {
        return note;
    }

    /// Index of the row under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredRowProperty() {
        return hoveredRow.getReadOnlyProperty();
    }

    /// Index of the selected row, or [#NONE].
    public IntegerProperty selectedRowProperty() {
        return selectedRow;
    }

    /// Index of the first row shown; brought into the range where it is not.
    public IntegerProperty firstRowProperty() {
        return firstRow;
    }

    /// How many rows are shown at once.
    public ReadOnlyIntegerProperty visibleRowsProperty() {
        return visibleRows.getReadOnlyProperty();
    }

    /// Selects a row and scrolls so far that it is seen, with some rows before it.
    ///
    /// @param row of the data
    public void reveal(int row) {
        int rows = Math.max(1, visibleRows.get());
        if (row < firstRow.get() || row >= firstRow.get() + rows) {
            scrollTo(row - rows / 3);
        }
        selectedRow.set(row);
    }

    /// Scrolls so that a row is the first shown, or as far as the rows go.
    void scrollTo(int row) {
        int last = data.get().bars().size() - visibleRows.get();
        firstRow.set(Math.max(0, Math.min(row, last)));
    }

    void shows(int rows) {
        visibleRows.set(rows);
    }

    /// Gets the id of a token picked by Enter or a double click; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    /// Gets what is wished by dragging the end of a bar or the cut line, or by Shift and an arrow; null where neither can
    /// be moved.
    public ObjectProperty<@Nullable BarAim> aimProperty() {
        return aim;
    }

    /// What came of the last wish, as one sentence; it stands in the foot in place of the note. May be empty.
    public StringProperty aimNoteProperty() {
        return aimNote;
    }

    void hover(int row) {
        hoveredRow.set(row);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new LogitBarsSkin(this);
    }
}
