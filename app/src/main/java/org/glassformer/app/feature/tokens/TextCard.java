package org.glassformer.app.feature.tokens;

import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;

/// The text that is cut.
final class TextCard extends VBox {

    TextCard(TokensViewModel model) {
        TextArea area = new TextArea();
        area.setId("tokens-text");
        area.setWrapText(true);
        area.textProperty().bindBidirectional(model.textProperty());
        Card card = new Card(Messages.text("tokens.text"), area);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }
}
