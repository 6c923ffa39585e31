package org.glassformer.app.feature.tokens;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.TokenEditor;

/// The text that is cut.
final class TextCard extends VBox {

    TextCard(TokensViewModel model) {
        TokenEditor editor = new TokenEditor();
        editor.setId("tokens-text");
        editor.textProperty().bindBidirectional(model.textProperty());
        editor.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        editor.maxLengthProperty().set(TokensViewModel.LONGEST);
        editor.setOnTooLong(model::tooLong);
        editor.setOnClicked(model::clickText);
        model.first().marksProperty().subscribe(editor.marksProperty()::set);
        editor.hotProperty().bind(model.hoveredProperty());
        editor.chosenProperty().bind(model.selectedProperty());
        editor.hoveredProperty().subscribe(at -> model.hoverText(at.intValue()));
        editor.caretProperty().subscribe(at -> model.caretProperty().set(at.intValue()));
        Card card = new Card(Messages.text("tokens.text"), editor);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }
}
