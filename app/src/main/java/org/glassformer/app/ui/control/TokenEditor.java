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
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/// A text being edited, with its tokens as alternating hues under it; wrapped, virtualised, quick at a million characters
/// even where they are one line.
///
/// It keeps every UTF-16 unit as it is, also those that other editors drop: NUL and other controls, lone surrogates,
/// carriage returns. What cannot be seen is drawn as a sign.
public final class TokenEditor extends Control implements TypesText {

    /// The place that means none.
    public static final int NONE = -1;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty hint = new SimpleStringProperty(this, "hint", "");
    private final BooleanProperty editable = new SimpleBooleanProperty(this, "editable", true);
    private final BooleanProperty whitespaceVisible =
            new SimpleBooleanProperty(this, "whitespaceVisible");
    private final ObjectProperty<TextMarks> marks =
            new SimpleObjectProperty<>(this, "marks", TextMarks.NONE);
    private final ObjectProperty<TextRange> hot =
            new SimpleObjectProperty<>(this, "hot", TextRange.NONE);
    private final ObjectProperty<TextRange> chosen =
            new SimpleObjectProperty<>(this, "chosen", TextRange.NONE);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final ReadOnlyIntegerWrapper caret = new ReadOnlyIntegerWrapper(this, "caret", 0);
    private final ReadOnlyIntegerWrapper anchor = new ReadOnlyIntegerWrapper(this, "anchor", 0);
    private final IntegerProperty top = new SimpleIntegerProperty(this, "top", 0);
    private final IntegerProperty maxLength =
            new SimpleIntegerProperty(this, "maxLength", Integer.MAX_VALUE);
    private final IntegerProperty mostRows = new SimpleIntegerProperty(this, "mostRows", 0);
    private final EditorText content = new EditorText(this::changed);
    private final MarkedEdits edits = new MarkedEdits();
    private IntConsumer onTooLong = length -> {};
    private IntConsumer onClicked = character -> {};
    private Runnable onLeft = () -> {};
    private @Nullable EditorListener listener;
    private boolean telling;

    /// Told of each change before the text property is.
    interface EditorListener {
        void edited(EditorText.Change change);
    }

    /// An empty editor.
    public TokenEditor() {
        getStyleClass().add("gf-token-editor");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        text.subscribe((before, now) -> {
            if (!telling) {
                content.become(now);
            }
        });
        marks.subscribe(now -> edits.begin(now.text(), content.toString()));
    }

    /// The text. One that is set from outside can be taken back like an edit.
    public StringProperty textProperty() {
        return text;
    }

    /// What is shown while there is no text.
    public StringProperty hintProperty() {
        return hint;
    }

    /// Whether the person may change the text.
    public BooleanProperty editableProperty() {
        return editable;
    }

    /// Whether spaces, tabs and line ends are drawn as signs.
    public BooleanProperty whitespaceVisibleProperty() {
        return whitespaceVisible;
    }

    /// The tokens under the text; those of an earlier text are moved along with the edits since.
    public ObjectProperty<TextMarks> marksProperty() {
        return marks;
    }

    /// The characters to show as if the pointer were on them.
    public ObjectProperty<TextRange> hotProperty() {
        return hot;
    }

    /// The characters to show as chosen.
    public ObjectProperty<TextRange> chosenProperty() {
        return chosen;
    }

    /// The character under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Where the caret is, from 0 to the length of the text.
    public ReadOnlyIntegerProperty caretProperty() {
        return caret.getReadOnlyProperty();
    }

    /// The first character in view; may be set from outside to scroll.
    public IntegerProperty topProperty() {
        return top;
    }

    /// The longest text that is taken, in UTF-16 units.
    public IntegerProperty maxLengthProperty() {
        return maxLength;
    }

    /// As many rows as the text takes, up to this number, are asked of the layout; 0 leaves the height to the layout.
    public IntegerProperty mostRowsProperty() {
        return mostRows;
    }

    /// Called with the length of a text that would have been too long, instead of taking it.
    public void setOnTooLong(IntConsumer action) {
        onTooLong = action;
    }

    /// Called with the character that was clicked.
    public void setOnClicked(IntConsumer action) {
        onClicked = action;
    }

    /// Called when Esc leaves the text.
    public void setOnLeft(Runnable action) {
        onLeft = action;
    }

    /// Selects a range and puts the caret at its end.
    ///
    /// @param from the other end of the selection
    /// @param to where the caret goes
    public void select(int from, int to) {
        content.close();
        anchor.set(Clusters.floor(content, from));
        caret.set(Clusters.floor(content, to));
    }

    /// Takes the last change back.
    public void undo() {
        int at = content.undo();
        if (at >= 0) {
            select(at, at);
        }
    }

    /// Brings a change back that was undone.
    public void redo() {
        int at = content.redo();
        if (at >= 0) {
            select(at, at);
        }
    }

    EditorText content() {
        return content;
    }

    MarkedEdits edits() {
        return edits;
    }

    int caret() {
        return caret.get();
    }

    int anchor() {
        return anchor.get();
    }

    ReadOnlyIntegerProperty anchorProperty() {
        return anchor.getReadOnlyProperty();
    }

    int selectionStart() {
        return Math.min(caret(), anchor());
    }

    int selectionEnd() {
        return Math.max(caret(), anchor());
    }

    String selectedText() {
        return content.subSequence(selectionStart(), selectionEnd());
    }

    void setHovered(int character) {
        hovered.set(character);
    }

    void clicked(int character) {
        onClicked.accept(character);
    }

    void leave() {
        onLeft.run();
    }

    void listen(@Nullable EditorListener skin) {
        listener = skin;
    }

    /// Replaces characters and puts the caret after the new ones, unless the text would become too long.
    ///
    /// @param joins whether it may be taken back together with the change before
    void replace(int from, int to, String with, boolean joins) {
        if (!editable.get()) {
            return;
        }
        int length = content.length() - (to - from) + with.length();
        if (length > maxLength.get() && with.length() > to - from) {
            onTooLong.accept(length);
            return;
        }
        content.replace(from, to, with, joins);
        int at = from + with.length();
        anchor.set(at);
        caret.set(at);
    }

    private void changed(EditorText.Change change) {
        edits.edited(change);
        int length = content.length();
        anchor.set(Math.min(anchor.get(), length));
        caret.set(Math.min(caret.get(), length));
        if (listener != null) {
            listener.edited(change);
        }
        telling = true;
        try {
            text.set(content.toString());
        } finally {
            telling = false;
        }
    }

    @Override
    public @Nullable Orientation getContentBias() {
        return mostRows.get() > 0 ? Orientation.HORIZONTAL : null;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TokenEditorSkin(this);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(
            AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case TEXT -> content.toString();
            case CARET_OFFSET -> caret();
            case SELECTION_START -> selectionStart();
            case SELECTION_END -> selectionEnd();
            case EDITABLE -> editable.get();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
