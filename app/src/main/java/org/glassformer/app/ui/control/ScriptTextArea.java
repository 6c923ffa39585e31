package org.glassformer.app.ui.control;

import java.util.function.IntPredicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.StackPane;

/// An editor of a text in any script.
///
/// It wraps the lines, but not those of a script that JavaFX cannot wrap on this platform (see [WrappedText]): such
/// text scrolls sideways. An editor that wraps must never hold such text, not even for the moment before wrapping is
/// switched off, so there are two, and what is typed moves to the other when it has to.
public final class ScriptTextArea extends StackPane {

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<IntPredicate> lengthTaken =
            new SimpleObjectProperty<>(this, "lengthTaken", length -> true);
    private final TextArea wrapping = area(true);
    private final TextArea scrolling = area(false);

    /// An editor of no text.
    public ScriptTextArea() {
        getStyleClass().add("gf-script-area");
        setMinSize(0, 0);
        getChildren().setAll(wrapping, scrolling);
        for (TextArea area : new TextArea[] {wrapping, scrolling}) {
            area.setTextFormatter(new TextFormatter<>(change -> taken(area, change)));
            area.textProperty()
                    .subscribe((before, now) -> {
                        if (area.isVisible()) {
                            text.set(now);
                        }
                    });
        }
        show(wrapping);
        text.subscribe(now -> put(now == null ? "" : now));
    }

    private static TextArea area(boolean wraps) {
        TextArea area = new TextArea();
        area.setWrapText(wraps);
        area.setPrefRowCount(3);
        area.setMinHeight(0);
        return area;
    }

    /// The text; set it or edit it.
    public StringProperty textProperty() {
        return text;
    }

    /// Asked before each change that adds text, with the length that the text would have in UTF-16 units; a change that
    /// it does not take leaves the text as it was.
    public ObjectProperty<IntPredicate> lengthTakenProperty() {
        return lengthTaken;
    }

    /// Sets what an empty editor says, and what it is for those who cannot see it.
    ///
    /// @param prompt shown while there is no text
    /// @param accessible what the text is
    public void describe(String prompt, String accessible) {
        for (TextArea area : new TextArea[] {wrapping, scrolling}) {
            area.setPromptText(prompt);
            area.setAccessibleText(accessible);
        }
    }

    /// Puts the keyboard focus into the text.
    public void focusText() {
        shown().requestFocus();
    }

    /// The editor in sight.
    public TextArea shown() {
        return scrolling.isVisible() ? scrolling : wrapping;
    }

    private void show(TextArea area) {
        for (TextArea each : new TextArea[] {wrapping, scrolling}) {
            each.setVisible(each.equals(area));
            each.setManaged(each.equals(area));
        }
    }

    private void put(String now) {
        TextArea area = WrappedText.canBeWrapped(now) ? wrapping : scrolling;
        if (shown().getText().equals(now)) {
            return;
        }
        boolean focused = shown().isFocused();
        show(area);
        if (!area.getText().equals(now)) {
            area.setText(now);
        }
        if (focused) {
            area.requestFocus();
        }
    }

    @SuppressWarnings("NullAway") // JavaFX takes null for a change that is refused
    private TextFormatter.Change taken(TextArea area, TextFormatter.Change change) {
        if (!change.isContentChange()) {
            return change;
        }
        String after = change.getControlNewText();
        boolean byHand = area.isVisible() && !after.equals(text.get());
        if (byHand && change.isAdded() && !lengthTaken.get().test(after.length())) {
            return null;
        }
        if (area.equals(wrapping) && !WrappedText.canBeWrapped(after)) {
            int caret = change.getCaretPosition();
            text.set(after);
            scrolling.positionCaret(Math.min(caret, scrolling.getLength()));
            return null;
        }
        return change;
    }
}
