package org.glassformer.app.feature.tokens;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.theme.StyleClass;

/// One tokenizer's tokens as chips, what the one looked at is, and the counts.
final class PaneCard extends VBox {

    private final TokenFlow flow = new TokenFlow();

    /// A pane of a screen.
    ///
    /// @param model the screen
    /// @param pane the tokenizer's view of the text
    /// @param id of the chips, for tests; its menu has the same with `-choice` added
    PaneCard(TokensViewModel model, PaneViewModel pane, String id) {
        flow.setId(id);
        flow.maxRowsProperty().set(0);
        flow.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        flow.idsVisibleProperty().bind(model.idsVisibleProperty());
        flow.hueProperty().set(pane::hue);
        pane.tokensProperty().subscribe(tokens -> flow.tokensProperty().set(tokens.chips()));
        flow.hoveredTokenProperty().bindBidirectional(pane.hoveredProperty());
        flow.selectedTokenProperty().bindBidirectional(pane.selectedProperty());
        flow.hotSpanProperty().bind(pane.hotProperty());
        flow.chosenSpanProperty().bind(pane.chosenProperty());
        Label counts = new Label();
        counts.setMinWidth(0);
        pane.tokensProperty().subscribe(t -> counts.setText(PaneCounts.of(t)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = new Button(Messages.text("tokens.copyIds"));
        copy.getStyleClass().add(StyleClass.TOOL_BUTTON);
        HBox foot = new HBox(counts, space, copy);
        foot.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card("", flow);
        card.leading().setAll(choice(model, pane, id));
        card.addFoot(foot);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }

    private static ComboBox<TokenizerChoice> choice(
            TokensViewModel model, PaneViewModel pane, String id) {
        ComboBox<TokenizerChoice> box = new ComboBox<>();
        box.setId(id + "-choice");
        box.setCellFactory(ignored -> new NameCell());
        box.setButtonCell(new NameCell());
        box.getItems().setAll(model.choices());
        box.setValue(pane.choiceProperty().get());
        model.choices()
                .addListener(
                        (ListChangeListener<TokenizerChoice>)
                                change -> {
                                    box.getItems().setAll(model.choices());
                                    box.setValue(pane.choiceProperty().get());
                                });
        pane.choiceProperty().subscribe(box::setValue);
        box.setOnAction(ignored -> {
            TokenizerChoice value = box.getValue();
            if (value != null && !value.equals(pane.choiceProperty().get())) {
                pane.choiceProperty().set(value);
            }
        });
        return box;
    }

    private static final class NameCell extends ListCell<TokenizerChoice> {
        @Override
        @SuppressWarnings("NullAway") // JavaFX gives null to an empty cell
        protected void updateItem(TokenizerChoice item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.name());
        }
    }
}
