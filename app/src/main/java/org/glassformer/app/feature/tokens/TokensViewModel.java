package org.glassformer.app.feature.tokens;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// State and commands of the Tokens screen: one input, two tokenizers, and what is pointed at or selected in any of them.
public final class TokensViewModel {

    /// The longest text that the screen takes, in UTF-16 units.
    public static final int LONGEST = 1_000_000;

    private static final String FIRST = "cl100k_base";
    private static final String SECOND = "o200k_base";

    private final LabSession session;
    private final TokenizerShelf shelf;
    private final PaneViewModel first;
    private final PaneViewModel second;
    private final ObjectProperty<InputKind> input =
            new SimpleObjectProperty<>(this, "input", InputKind.TEXT);
    private final StringProperty text =
            new SimpleStringProperty(this, "text", Messages.text("tokens.sample"));
    private final StringProperty ids = new SimpleStringProperty(this, "ids", "");
    private final ReadOnlyStringWrapper idsProblem =
            new ReadOnlyStringWrapper(this, "idsProblem", "");
    private final BooleanProperty specialParsed =
            new SimpleBooleanProperty(this, "specialParsed", true);
    private final BooleanProperty whitespaceVisible =
            new SimpleBooleanProperty(this, "whitespaceVisible", true);
    private final BooleanProperty idsVisible = new SimpleBooleanProperty(this, "idsVisible");
    private final BooleanProperty comparing = new SimpleBooleanProperty(this, "comparing");
    private final IntegerProperty caret = new SimpleIntegerProperty(this, "caret", 0);
    private final ReadOnlyObjectWrapper<TextRange> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", TextRange.NONE);
    private final ReadOnlyObjectWrapper<TextRange> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", TextRange.NONE);
    private boolean linking;

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param shelf has the tokenizers
    /// @param runner cuts texts off the JavaFX thread
    public TokensViewModel(LabSession session, TokenizerShelf shelf, TaskRunner runner) {
        this.session = session;
        this.shelf = shelf;
        this.first = new PaneViewModel(shelf, runner, choice(FIRST));
        this.second = new PaneViewModel(shelf, runner, choice(SECOND));
        text.subscribe((before, now) -> cut());
        ids.subscribe((before, now) -> cut());
        input.subscribe((before, now) -> cut());
        specialParsed.subscribe((before, now) -> cut());
        for (PaneViewModel pane : List.of(first, second)) {
            pane.tokensProperty().subscribe(this::mark);
            pane.hoveredProperty().subscribe((before, now) -> hoverToken(pane, now.intValue()));
            pane.selectedProperty().subscribe((before, now) -> selectToken(pane, now.intValue()));
        }
        first.tokensProperty().subscribe((before, now) -> textOfIds());
        hovered.subscribe((before, now) -> mark());
        selected.subscribe((before, now) -> mark());
        caret.subscribe((before, now) -> mark());
        cut();
    }

    private TokenizerChoice choice(String key) {
        return shelf.withKey(key).orElseGet(() -> shelf.choices().getFirst());
    }

    /// The tokenizers to choose from.
    ObservableList<TokenizerChoice> choices() {
        return shelf.choices();
    }

    /// The pane that is always there.
    PaneViewModel first() {
        return first;
    }

    /// The pane to compare with; its count is shown even while it is not.
    PaneViewModel second() {
        return second;
    }

    /// What the person gives.
    ObjectProperty<InputKind> inputProperty() {
        return input;
    }

    /// The screen's own text.
    public StringProperty textProperty() {
        return text;
    }

    /// The ids as they were typed.
    StringProperty idsProperty() {
        return ids;
    }

    /// What is wrong with the ids; empty for nothing.
    ReadOnlyStringProperty idsProblemProperty() {
        return idsProblem.getReadOnlyProperty();
    }

    /// Whether the text of a special token becomes that token.
    BooleanProperty specialParsedProperty() {
        return specialParsed;
    }

    /// Whether white space is drawn as signs.
    BooleanProperty whitespaceVisibleProperty() {
        return whitespaceVisible;
    }

    /// Whether ids stand under the chips.
    BooleanProperty idsVisibleProperty() {
        return idsVisible;
    }

    /// Whether both panes are seen.
    BooleanProperty comparingProperty() {
        return comparing;
    }

    /// The caret's place in the text; its token is shown where no other is pointed at or selected.
    IntegerProperty caretProperty() {
        return caret;
    }

    /// The characters of what the pointer is on, anywhere.
    ReadOnlyObjectProperty<TextRange> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// The characters of what is selected, anywhere.
    ReadOnlyObjectProperty<TextRange> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    private void cut() {
        selected.set(TextRange.NONE);
        hovered.set(TextRange.NONE);
        switch (input.get()) {
            case TEXT, CHAT -> {
                Source plain = new Source.Plain(text.get(), specialParsed.get());
                first.cut(plain);
                second.cut(plain);
            }
            case IDS -> {
                IdList list = IdList.read(ids.get());
                idsProblem.set(list.problem());
                first.cut(new Source.Ids(list.ids()));
            }
        }
    }

    /// The other tokenizer cuts the text that the ids stand for.
    private void textOfIds() {
        if (input.get() == InputKind.IDS) {
            IdList list = IdList.read(ids.get());
            int decoded = first.tokens().size();
            boolean unknown = decoded < list.ids().size() && !first.busyProperty().get();
            idsProblem.set(
                    unknown
                            ? Messages.text(
                                    "tokens.ids.noToken",
                                    Integer.toString(list.ids().get(decoded)),
                                    IdList.place(ids.get(), list.starts().get(decoded)),
                                    first.choiceProperty().get().name())
                            : list.problem());
            second.cut(new Source.Plain(first.tokens().text(), specialParsed.get()));
        }
    }

    /// The pointer is on a character of the text, or on none.
    ///
    /// @param character a UTF-16 index; negative for none
    void hoverText(int character) {
        int token = character < 0 ? PaneViewModel.NONE : first.tokens().tokenAt(character);
        hovered.set(token < 0 ? TextRange.NONE : groupOf(first, token));
    }

    /// A character of the text was clicked: selects its tokens, or unselects them.
    ///
    /// @param character a UTF-16 index
    void clickText(int character) {
        int token = first.tokens().tokenAt(character);
        TextRange span = token < 0 ? TextRange.NONE : groupOf(first, token);
        selected.set(span.equals(selected.get()) ? TextRange.NONE : span);
    }

    private static TextRange groupOf(PaneViewModel pane, int token) {
        TokenizedText tokens = pane.tokens();
        return tokens.charactersOf(tokens.group(token));
    }

    private void hoverToken(PaneViewModel pane, int token) {
        if (!linking) {
            hovered.set(token < 0 ? TextRange.NONE : groupOf(pane, token));
        }
    }

    private void selectToken(PaneViewModel pane, int token) {
        if (!linking) {
            selected.set(token < 0 ? TextRange.NONE : groupOf(pane, token));
        }
    }

    /// Marks the tokens of both panes that belong to what is pointed at and selected.
    private void mark() {
        linking = true;
        try {
            for (PaneViewModel pane : List.of(first, second)) {
                TokenizedText tokens = pane.tokens();
                pane.hotProperty().set(tokens.tokensIn(hovered.get()));
                TokenSpan chosen = tokens.tokensIn(selected.get());
                pane.chosenProperty().set(chosen);
                if (chosen.isEmpty()) {
                    pane.selectedProperty().set(PaneViewModel.NONE);
                } else if (!chosen.contains(pane.selectedProperty().get())) {
                    pane.selectedProperty().set(chosen.from());
                }
            }
        } finally {
            linking = false;
        }
    }

    /// Unselects what is selected.
    ///
    /// @return whether anything was
    public boolean unlock() {
        boolean locked = !selected.get().isEmpty();
        selected.set(TextRange.NONE);
        return locked;
    }

    /// Takes the prompt's text.
    void fromPrompt() {
        input.set(InputKind.TEXT);
        text.set(session.promptProperty().get());
    }

    /// Makes the text the prompt of all screens.
    void useAsPrompt() {
        session.promptProperty()
                .set(input.get() == InputKind.IDS ? first.tokens().text() : text.get());
    }

    /// Tells that a text is too long to be taken; the one that is there stays.
    ///
    /// @param length of the text, in UTF-16 units
    void tooLong(int length) {
        session.tell(Notice.Tone.WARNING, Messages.text("tokens.tooLong", length, LONGEST));
    }

    /// The ids of the first pane, as a list.
    String idsAsList() {
        return IntStream.of(first.tokens().ids())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// Reads a tokenizer and chooses it.
    ///
    /// @param path a `tokenizer.json`, or a folder that holds a tokenizer
    public void open(Path path) {
        shelf.open(path, choice -> first.choiceProperty().set(choice));
    }

    /// The choice of the pane that is always there.
    public Optional<TokenizerChoice> chosen() {
        return Optional.of(first.choiceProperty().get());
    }
}
