package org.glassformer.app.shell;

import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.theme.StyleClass;

import java.util.List;

/// The prompt with its tokens underneath; model, device and look at the right.
final class PromptBar extends BorderPane {

    private static final int MOST_ROWS = 3;

    private final TextArea prompt = new TextArea();
    private final TokenFlow tokens = new TokenFlow();
    private final Text ruler = new Text();

    PromptBar(PromptBarViewModel model, List<Node> choosers) {
        getStyleClass().add(StyleClass.PROMPT_BAR);
        prompt.setId("prompt");
        prompt.getStyleClass().add(StyleClass.PROMPT);
        prompt.setWrapText(true);
        prompt.setPrefRowCount(1);
        prompt.setPromptText(Messages.text("prompt.hint"));
        prompt.setAccessibleText(Messages.text("prompt.accessible"));
        prompt.addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        model.promptProperty().subscribe(this::show);
        prompt.textProperty().subscribe((before, text) -> model.promptProperty().set(text));
        prompt.widthProperty().subscribe((before, width) -> fitRows());
        prompt.fontProperty().subscribe((before, font) -> fitRows());
        tokens.setId("tokens");
        model.chipsProperty().subscribe(tokens::setTokens);
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
        if (!text.equals(prompt.getText())) {
            prompt.setText(text);
            prompt.positionCaret(text.length());
            prompt.setScrollTop(Double.MAX_VALUE);
        }
        fitRows();
    }

    /// As many rows as the text takes, so that a short prompt leaves the room to the screen.
    private void fitRows() {
        ruler.setFont(prompt.getFont());
        double padding = 2.4 * prompt.getFont().getSize();
        ruler.setWrappingWidth(Math.max(50, prompt.getWidth() - padding));
        ruler.setText("M");
        double line = ruler.getLayoutBounds().getHeight();
        ruler.setText(prompt.getText());
        int rows = (int) Math.round(ruler.getLayoutBounds().getHeight() / line);
        prompt.setPrefRowCount(Math.clamp(rows, 1, MOST_ROWS));
    }

    /// Esc leaves the text, so that keys act again.
    private void leave(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            tokens.requestFocus();
            event.consume();
        }
    }

    void edit() {
        prompt.requestFocus();
        prompt.positionCaret(prompt.getLength());
    }

    /// How many rows of tokens are seen before they scroll, and whether their ids are.
    void showTokenRows(int rows, boolean ids) {
        tokens.maxRowsProperty().set(rows);
        tokens.idsVisibleProperty().set(ids);
    }
}
