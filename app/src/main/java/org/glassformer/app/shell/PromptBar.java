package org.glassformer.app.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.theme.StyleClass;

/// The prompt with its tokens underneath; model, device and look at the right.
final class PromptBar extends BorderPane {

    private static final int MOST_ROWS = 3;

    private final TokenEditor prompt = new TokenEditor();
    private final TokenFlow tokens = new TokenFlow();

    PromptBar(PromptBarViewModel model, List<Node> choosers) {
        getStyleClass().add(StyleClass.PROMPT_BAR);
        prompt.setId("prompt");
        prompt.getStyleClass().add(StyleClass.PROMPT);
        prompt.mostRowsProperty().set(MOST_ROWS);
        prompt.maxLengthProperty().set(PromptBarViewModel.MOST_CHARACTERS);
        prompt.setOnTooLong(model::refuse);
        prompt.hintProperty().set(Messages.text("prompt.hint"));
        prompt.setAccessibleText(Messages.text("prompt.accessible"));
        prompt.setOnLeft(tokens::requestFocus);
        model.promptProperty().subscribe(this::show);
        prompt.textProperty().subscribe((before, text) -> model.promptProperty().set(text));
        tokens.setId("tokens");
        model.chipsProperty()
                .subscribe(chips -> {
                    tokens.setTokens(chips);
                    followCaret(model);
                });
        prompt.caretProperty().subscribe((before, now) -> followCaret(model));
        tokens.selectedTokenProperty().bindBidirectional(model.selectedTokenProperty());
        tokens.hoveredTokenProperty().bindBidirectional(model.hoveredTokenProperty());
        VBox left = new VBox(prompt, tokens);
        left.setFillWidth(true);
        left.getStyleClass().add("text");
        VBox right = new VBox();
        right.getStyleClass().add("choosers");
        right.getChildren().setAll(choosers);
        setCenter(left);
        setRight(right);
    }

    private void show(String text) {
        if (!text.equals(prompt.textProperty().get())) {
            prompt.textProperty().set(text);
            prompt.select(text.length(), text.length());
        }
    }

    /// The chip of the word that is being written stays in view.
    private void followCaret(PromptBarViewModel model) {
        if (prompt.isFocused()) {
            tokens.reveal(model.tokenAt(prompt.caretProperty().get()));
        }
    }

    void edit() {
        prompt.requestFocus();
        int end = prompt.textProperty().get().length();
        prompt.select(end, end);
    }

    /// How many rows of tokens are seen before they scroll, and whether their ids are.
    void showTokenRows(int rows, boolean ids) {
        tokens.maxRowsProperty().set(rows);
        tokens.idsVisibleProperty().set(ids);
    }
}
