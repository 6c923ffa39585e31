package org.glassformer.app.feature.tokens;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TokenEditor;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What is cut: a text, a chat, or ids.
final class TextCard extends VBox {

    private final TokensViewModel model;
    private final TokenEditor editor;
    private final ToggleGroup inputs = new ToggleGroup();

    /// A card of a screen.
    ///
    /// @param model the screen
    /// @param chat the messages
    TextCard(TokensViewModel model, Node chat) {
        this.model = model;
        editor = textEditor();
        Node ids = new IdsInput(model);
        StackPane content = new StackPane(editor, chat, ids);
        content.setMinSize(0, 0);
        show(editor, InputKind.TEXT);
        show(chat, InputKind.CHAT);
        show(ids, InputKind.IDS);
        Card card = new Card("", content);
        card.leading()
                .setAll(
                        new HBox(
                                input(InputKind.TEXT, "left-pill"),
                                input(InputKind.CHAT, "center-pill"),
                                input(InputKind.IDS, "right-pill")));
        inputs.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        inputs.selectToggle(before);
                    } else {
                        model.inputProperty().set((InputKind) now.getUserData());
                    }
                });
        card.actions()
                .setAll(
                        toggle("tokens.whitespace", model.whitespaceVisibleProperty()),
                        toggle("tokens.special", model.specialParsedProperty()));
        card.addFoot(foot());
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }

    TokenEditor editor() {
        return editor;
    }

    private void show(Node input, InputKind kind) {
        input.visibleProperty().bind(model.inputProperty().map(now -> now == kind));
    }

    private ToggleButton input(InputKind kind, String pill) {
        ToggleButton button = new ToggleButton(Messages.text("tokens.input." + kind));
        button.setId("tokens-input-" + kind);
        button.setUserData(kind);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, pill);
        button.setTooltip(new Tooltip(Messages.text("tokens.input." + kind + ".tip")));
        button.setToggleGroup(inputs);
        button.setFocusTraversable(false);
        model.inputProperty()
                .subscribe(now -> {
                    if (now == kind) {
                        button.setSelected(true);
                    }
                });
        return button;
    }

    private static ToggleButton toggle(String key, BooleanProperty value) {
        ToggleButton button = new ToggleButton(Messages.text(key));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key + ".tip"));
        button.setFocusTraversable(false);
        button.selectedProperty().bindBidirectional(value);
        return button;
    }

    private TokenEditor textEditor() {
        TokenEditor text = new TokenEditor();
        text.setId("tokens-text");
        text.hintProperty().set(Messages.text("tokens.text.hint"));
        text.setAccessibleText(Messages.text("tokens.text.hint"));
        text.textProperty().bindBidirectional(model.textProperty());
        text.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        text.maxLengthProperty().set(TokensViewModel.LONGEST);
        text.setOnTooLong(model::tooLong);
        text.setOnClicked(model::clickText);
        model.first().marksProperty().subscribe(text.marksProperty()::set);
        text.hotProperty().bind(model.hoveredProperty());
        text.chosenProperty().bind(model.selectedProperty());
        text.hoveredProperty().subscribe(at -> model.hoverText(at.intValue()));
        text.caretProperty().subscribe(at -> model.caretProperty().set(at.intValue()));
        return text;
    }

    private HBox foot() {
        Label length = new Label();
        length.setId("tokens-length");
        length.getStyleClass().add(StyleClass.MUTED);
        length.textProperty().bind(model.first().tokensProperty().map(PaneCounts::text));
        length.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot =
                new HBox(
                        length,
                        space,
                        button("tokens.fromPrompt", Material2MZ.NORTH_EAST, model::fromPrompt),
                        button("tokens.usePrompt", Material2AL.CALL_MADE, model::useAsPrompt));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("gf-pane-foot");
        return foot;
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button(Messages.text(key), new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setOnAction(ignored -> command.run());
        return button;
    }
}
