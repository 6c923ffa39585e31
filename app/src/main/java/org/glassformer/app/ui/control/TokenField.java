package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// A field for one token of a vocabulary: shows the chosen one, takes any text, and offers the tokens that fit it.
///
/// Typing opens the list, so do Down and a click; Up and Down go through it, Enter or a click picks, Esc or leaving the
/// field puts back what was chosen. What fits is found by a function on the JavaFX thread: it has to be quick.
public final class TokenField extends StackPane {

    /// The id that means no token of one's own choice.
    public static final int NONE = -1;

    private final TextField field = new TextField();
    private final TokenChoices list = new TokenChoices(this::pick);
    private final ObjectProperty<Function<String, List<TokenChoice>>> matches =
            new SimpleObjectProperty<>(this, "matches", typed -> List.of());
    private final StringProperty shown = new SimpleStringProperty(this, "shown", "");
    private final StringProperty none = new SimpleStringProperty(this, "none", "");
    private final ObjectProperty<@Nullable IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked");
    private boolean typed;
    private boolean filling;

    /// A field without a vocabulary.
    public TokenField() {
        getStyleClass().add(StyleClass.TOKEN_FIELD);
        getChildren().setAll(field);
        setMinWidth(0);
        field.setPrefColumnCount(9);
        shown.subscribe(this::putBack);
        matches.subscribe(() -> {
            if (list.isOpen()) {
                offer();
            }
        });
        field.textProperty().subscribe((before, now) -> textChanged());
        field.focusedProperty().subscribe(this::focused);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        field.addEventHandler(MouseEvent.MOUSE_CLICKED, ignored -> clicked());
        sceneProperty().subscribe(scene -> list.close());
    }

    /// Gives for what is typed the tokens that fit it, the best first; for nothing those most likely to be wanted.
    public ObjectProperty<Function<String, List<TokenChoice>>> matchesProperty() {
        return matches;
    }

    /// The chosen token as it stands in the field while nothing is typed.
    public StringProperty shownProperty() {
        return shown;
    }

    /// What the choice of [#NONE] is called, the first of the list while nothing is typed; empty to leave it out.
    public StringProperty noneProperty() {
        return none;
    }

    /// What stands in an empty field.
    public StringProperty promptTextProperty() {
        return field.promptTextProperty();
    }

    /// Gets the id of a picked token, or [#NONE]; null for nothing.
    public ObjectProperty<@Nullable IntConsumer> onPickedProperty() {
        return onPicked;
    }

    /// Makes the field as wide as so many characters.
    public void setColumns(int characters) {
        field.setPrefColumnCount(characters);
    }

    /// The text field itself, for its name, its tooltip and its focus.
    public TextField field() {
        return field;
    }

    /// Whether the list is open.
    public boolean isOpen() {
        return list.isOpen();
    }

    /// What the list offers now; empty while it is closed.
    public List<TokenChoice> offered() {
        return list.isOpen() ? list.choices() : List.of();
    }

    private void focused(boolean now) {
        if (now) {
            field.selectAll();
        } else {
            leave();
        }
    }

    private void textChanged() {
        if (!filling && field.isFocused()) {
            typed = true;
            offer();
        }
    }

    /// A click puts the caret into the name of the chosen token; what is typed then takes its place all the same.
    private void clicked() {
        if (!typed) {
            field.selectAll();
        }
        open();
    }

    private void open() {
        if (!typed) {
            field.selectAll();
        }
        if (!list.isOpen()) {
            offer();
        }
    }

    private void offer() {
        String text = typed ? field.getText() : "";
        List<TokenChoice> found = matches.get().apply(text);
        boolean withNone = text.isEmpty() && !none.get().isEmpty();
        list.show(field, withNone ? new TokenChoice(NONE, none.get(), "") : null, found, text);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN, UP -> {
                if (list.isOpen()) {
                    list.move(event.getCode() == KeyCode.DOWN ? 1 : -1);
                } else {
                    open();
                }
            }
            case ENTER -> {
                if (list.isOpen()) {
                    list.pick();
                } else {
                    open();
                }
            }
            case ESCAPE -> {
                if (!list.isOpen() && !typed) {
                    return;
                }
                leave();
                field.selectAll();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void pick(int id) {
        leave();
        field.selectAll();
        IntConsumer handler = onPicked.get();
        if (handler != null) {
            handler.accept(id);
        }
    }

    private void leave() {
        list.close();
        typed = false;
        putBack();
    }

    private void putBack() {
        if (!typed) {
            filling = true;
            field.setText(shown.get());
            filling = false;
        }
    }
}
