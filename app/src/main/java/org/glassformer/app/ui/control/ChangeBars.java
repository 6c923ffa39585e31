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

/// Next tokens as a list of bars: with a comparison a bar before and a bar after, and both figures with the sign of the
/// change; without one a single bar.
///
/// Only the rows in sight are drawn. A click selects a token and a second one unselects it; so do Up, Down, Page Up, Page
/// Down, Home, End and Esc. A double click or Enter picks it. The selection is by token, not by row: it stays when the
/// rows change their order.
public final class ChangeBars extends Control {

    /// The token that means none.
    public static final int NONE = -1;

    private final ObjectProperty<ChangeBarsData> data =
            new SimpleObjectProperty<>(this, "data", ChangeBarsData.EMPTY);
    private final StringProperty beforeTitle = new SimpleStringProperty(this, "beforeTitle", "");
    private final StringProperty afterTitle = new SimpleStringProperty(this, "afterTitle", "");
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final StringProperty placeholder = new SimpleStringProperty(this, "placeholder", "");
    private final ReadOnlyIntegerWrapper hoveredId =
            new ReadOnlyIntegerWrapper(this, "hoveredId", NONE);
    private final IntegerProperty selectedId = new SimpleIntegerProperty(this, "selectedId", NONE);
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");

    /// Bars without data.
    public ChangeBars() {
        getStyleClass().add("gf-change-bars");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
    }

    /// The tokens shown.
    public ObjectProperty<ChangeBarsData> dataProperty() {
        return data;
    }

    /// Shows other tokens.
    ///
    /// @param value the tokens
    public void setData(ChangeBarsData value) {
        data.set(value);
    }

    /// What the bars before are, beside their colour above the list; may be empty.
    public StringProperty beforeTitleProperty() {
        return beforeTitle;
    }

    /// What the bars after, or the only ones, are; may be empty.
    public StringProperty afterTitleProperty() {
        return afterTitle;
    }

    /// What the figures are, at the right above the list; left out where there is no room.
    public StringProperty noteProperty() {
        return note;
    }

    /// Shown in place of the rows while there are none.
    public StringProperty placeholderProperty() {
        return placeholder;
    }

    /// The token under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredIdProperty() {
        return hoveredId.getReadOnlyProperty();
    }

    /// The selected token, or [#NONE]; it need not be among the rows.
    public IntegerProperty selectedIdProperty() {
        return selectedId;
    }

    /// Gets the token picked by Enter or a double click; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int id) {
        hoveredId.set(id);
    }

    void pick(int id) {
        IntConsumer handler = onPicked.get();
        if (handler != null) {
            handler.accept(id);
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ChangeBarsSkin(this);
    }
}
