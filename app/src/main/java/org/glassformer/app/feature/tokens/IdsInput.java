package org.glassformer.app.feature.tokens;

import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.theme.StyleClass;

/// Ids to be decoded, and the text that they stand for.
final class IdsInput extends VBox {

    private ByteText seen = ByteText.of(TokenizedText.EMPTY);

    IdsInput(TokensViewModel model) {
        getStyleClass().add("gf-ids-input");
        setMinSize(0, 0);
        TokenEditor ids = new TokenEditor();
        ids.setId("tokens-ids");
        ids.hintProperty().set(Messages.text("tokens.ids.hint"));
        ids.setAccessibleText(Messages.text("tokens.ids.hint"));
        ids.textProperty().bindBidirectional(model.ids().textProperty());
        ids.maxLengthProperty().set(TokensViewModel.LONGEST);
        ids.setOnTooLong(model::tooLong);
        model.ids().marksProperty().subscribe(ids.marksProperty()::set);
        model.first().hotProperty().subscribe(span -> ids.hotProperty().set(model.idsOf(span)));
        model.first()
                .chosenProperty()
                .subscribe(span -> ids.chosenProperty().set(model.idsOf(span)));
        ids.hoveredProperty().subscribe(at -> model.ids().hover(at.intValue()));
        ids.setOnClicked(model.ids()::click);
        Label problem = new Label();
        problem.setId("tokens-ids-problem");
        problem.getStyleClass().add("gf-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.ids().problemProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Label title = new Label(Messages.text("tokens.ids.text"));
        title.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        TokenEditor decoded = new TokenEditor();
        decoded.setId("tokens-decoded");
        decoded.editableProperty().set(false);
        decoded.setAccessibleText(Messages.text("tokens.ids.text"));
        decoded.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        model.first()
                .tokensProperty()
                .subscribe(tokens -> {
                    if (model.inputProperty().get() == InputKind.IDS) {
                        seen = ByteText.of(tokens);
                        decoded.textProperty().set(seen.shown());
                        decoded.marksProperty()
                                .set(seen.marks(model.first().marksProperty().get()));
                    }
                });
        model.links()
                .hoveredProperty()
                .subscribe(range -> decoded.hotProperty().set(seen.shown(range)));
        model.links()
                .selectedProperty()
                .subscribe(range -> decoded.chosenProperty().set(seen.shown(range)));
        decoded.hoveredProperty()
                .subscribe(at -> model.links().hoverText(seen.character(at.intValue())));
        decoded.setOnClicked(at -> model.links().clickText(seen.character(at)));
        VBox.setVgrow(ids, Priority.ALWAYS);
        VBox.setVgrow(decoded, Priority.ALWAYS);
        getChildren().setAll(ids, problem, title, decoded);
    }
}
