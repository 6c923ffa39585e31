package org.glassformer.app.feature.tokens;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;

/// What is pointed at and what is selected, as characters of the text, so that it is the same in the text, in both panes
/// and below.
final class LinksViewModel {

    private final PaneViewModel first;
    private final PaneViewModel second;
    private final IntegerProperty caret =
            new SimpleIntegerProperty(this, "caret", PaneViewModel.NONE);
    private final ReadOnlyObjectWrapper<TextRange> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", TextRange.NONE);
    private final ReadOnlyObjectWrapper<TextRange> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", TextRange.NONE);
    private boolean linking;

    LinksViewModel(PaneViewModel first, PaneViewModel second) {
        this.first = first;
        this.second = second;
        for (PaneViewModel pane : List.of(first, second)) {
            pane.hoveredProperty().subscribe((before, now) -> hoverToken(pane, now.intValue()));
            pane.selectedProperty().subscribe((before, now) -> selectToken(pane, now.intValue()));
        }
        hovered.subscribe((before, now) -> mark());
        selected.subscribe((before, now) -> mark());
        caret.subscribe((before, now) -> mark());
    }

    /// The caret's place in the text, whose token is shown where no other is pointed at or selected; negative for none.
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

    /// The pointer is on a character of the text, or on none.
    ///
    /// @param character a UTF-16 index; negative for none
    void hoverText(int character) {
        hovered.set(character < 0 ? TextRange.NONE : at(character));
    }

    /// The pointer is on some characters, or on none.
    void hover(TextRange characters) {
        hovered.set(characters);
    }

    /// A character of the text was clicked: selects its tokens, or unselects them.
    ///
    /// @param character a UTF-16 index
    void clickText(int character) {
        toggle(at(character));
    }

    private TextRange at(int character) {
        int token = first.tokens().tokenAt(character);
        return token < 0 ? TextRange.NONE : groupOf(first, token);
    }

    private void toggle(TextRange span) {
        selected.set(span.equals(selected.get()) ? TextRange.NONE : span);
    }

    private static TextRange groupOf(PaneViewModel pane, int token) {
        TokenizedText tokens = pane.tokens();
        return tokens.charactersOf(tokens.group(token));
    }

    /// The pointer is on a token of a pane, or on none.
    void hoverToken(PaneViewModel pane, int token) {
        if (!linking) {
            hovered.set(token < 0 ? TextRange.NONE : groupOf(pane, token));
            if (hovered.get().isEmpty()) {
                mark(); // a token without characters is told about too
            }
        }
    }

    /// A token of a pane was clicked: selects it, or unselects it.
    void clickToken(PaneViewModel pane, int token) {
        toggle(groupOf(pane, token));
    }

    private void selectToken(PaneViewModel pane, int token) {
        if (!linking) {
            selected.set(token < 0 ? TextRange.NONE : groupOf(pane, token));
        }
    }

    /// Nothing is pointed at or selected any more.
    void clear() {
        selected.set(TextRange.NONE);
        hovered.set(TextRange.NONE);
    }

    /// Unselects what is selected.
    ///
    /// @return whether anything was
    boolean unlock() {
        boolean locked = !selected.get().isEmpty();
        selected.set(TextRange.NONE);
        return locked;
    }

    /// Marks the tokens of both panes that belong to what is pointed at and selected.
    void mark() {
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
                pane.factsProperty().set(facts(pane));
            }
        } finally {
            linking = false;
        }
    }

    /// What the pointer is on comes before what is selected, and that before the caret's token.
    private TokenFacts facts(PaneViewModel pane) {
        TokenizedText tokens = pane.tokens();
        TokenSpan hot = pane.hotProperty().get();
        int pointed = pane.hoveredProperty().get();
        int token;
        if (!hot.isEmpty()) {
            token = hot.contains(pointed) ? pointed : hot.from();
        } else if (pointed >= 0
                && pointed < tokens.size()
                && tokens.start(pointed) == tokens.end(pointed)) {
            token = pointed;
        } else if (!pane.chosenProperty().get().isEmpty()) {
            token = pane.selectedProperty().get();
        } else {
            token =
                    caret.get() < 0
                            ? PaneViewModel.NONE
                            : tokens.tokenAt(Math.max(0, caret.get() - 1));
        }
        return token < 0 || token >= tokens.size() ? TokenFacts.NONE : TokenFacts.of(tokens, token);
    }
}
