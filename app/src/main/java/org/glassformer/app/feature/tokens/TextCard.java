package org.glassformer.app.feature.tokens;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
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
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// What is cut: a text, a chat, or ids.
final class TextCard extends VBox {

    private final TokensViewModel model;
    private final TokenEditor editor;
    private final HBox foot;
    private final ToggleGroup inputs = new ToggleGroup();

    /// A card of a screen.
    ///
    /// @param model the screen
    /// @param chat makes the input of messages when it is first wanted
    TextCard(TokensViewModel model, Supplier<Region> chat) {
        this.model = model;
        editor = textEditor();
        Node ids = new IdsInput(model);
        StackPane content = new StackPane(editor, ids);
        content.setMinSize(0, 0);
        show(editor, InputKind.TEXT);
        show(ids, InputKind.IDS);
        AtomicReference<@Nullable Region> made = new AtomicReference<>();
        model.inputProperty()
                .subscribe(now -> {
                    if (now == InputKind.CHAT && made.get() == null) {
                        Region messages = chat.get();
                        made.set(messages);
                        content.getChildren().add(messages);
                        show(messages, InputKind.CHAT);
                    }
                });
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
                        new Tick("tokens.whitespace", model.whitespaceVisibleProperty()),
                        new Tick("tokens.special", model.specialParsedProperty()));
        foot = foot();
        card.addFoot(foot);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }

    /// Where the card is low its foot makes room for the text.
    void compact(boolean low) {
        foot.setVisible(!low);
        foot.setManaged(!low);
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

    private TokenEditor textEditor() {
        TokenEditor text = new TokenEditor();
        text.setId("tokens-text");
        text.hintProperty().set(Messages.text("tokens.text.hint"));
        text.setAccessibleText(Messages.text("tokens.text.hint"));
        text.textProperty().bindBidirectional(model.textProperty());
        text.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        text.maxLengthProperty().set(TokensViewModel.LONGEST);
        text.setOnTooLong(model::tooLong);
        text.setOnClicked(model.links()::clickText);
        model.first().marksProperty().subscribe(text.marksProperty()::set);
        text.hotProperty().bind(model.links().hoveredProperty());
        text.chosenProperty().bind(model.links().selectedProperty());
        text.hoveredProperty().subscribe(at -> model.links().hoverText(at.intValue()));
        text.caretProperty().subscribe(at -> tellCaret(text));
        model.inputProperty().subscribe(now -> tellCaret(text));
        return text;
    }

    private void tellCaret(TokenEditor text) {
        boolean shown = model.inputProperty().get() == InputKind.TEXT;
        model.links().caretProperty().set(shown ? text.caretProperty().get() : TokenEditor.NONE);
    }

    private HBox foot() {
        Label length = new Label();
        length.setId("tokens-length");
        length.getStyleClass().add(StyleClass.MUTED);
        length.textProperty().bind(model.first().tokensProperty().map(PaneCounts::text));
        length.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row =
                new HBox(
                        length,
                        space,
                        button("tokens.fromPrompt", Material2AL.ARROW_DOWNWARD, model::fromPrompt),
                        button("tokens.usePrompt", Material2AL.ARROW_UPWARD, model::useAsPrompt));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("gf-pane-foot");
        row.getChildren().stream()
                .filter(Button.class::isInstance)
                .forEach(node -> iconAloneIfNarrow((Button) node, row));
        return row;
    }

    private static void iconAloneIfNarrow(Button button, HBox foot) {
        button.contentDisplayProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () ->
                                        foot.getWidth() > 34 * button.getFont().getSize()
                                                ? ContentDisplay.LEFT
                                                : ContentDisplay.GRAPHIC_ONLY,
                                foot.widthProperty(),
                                button.fontProperty()));
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
