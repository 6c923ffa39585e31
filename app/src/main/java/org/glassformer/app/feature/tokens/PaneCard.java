package org.glassformer.app.feature.tokens;

import java.io.File;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// One tokenizer's tokens as chips, what the one looked at is, and the counts.
final class PaneCard extends VBox {

    private static final Duration COPIED = Duration.seconds(1.5);

    private final TokensViewModel model;
    private final PaneViewModel pane;
    private final String id;
    private final TokenFlow flow = new TokenFlow();
    private final Card card;
    private final TokenDetail detail;

    /// A pane of a screen.
    ///
    /// @param model the screen
    /// @param pane the tokenizer's view of the text
    /// @param export copies and saves the pane
    /// @param id of the chips, for tests; other parts have it with a word added
    PaneCard(TokensViewModel model, PaneViewModel pane, PanelExport export, String id) {
        this.model = model;
        this.pane = pane;
        this.id = id;
        bindFlow();
        Label failure = new Label();
        failure.getStyleClass().add(StyleClass.MUTED);
        failure.setWrapText(true);
        failure.textProperty().bind(pane.failureProperty());
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        StackPane content = new StackPane(flow, failure);
        content.setMinSize(0, 0);
        content.setAlignment(Pos.TOP_LEFT);
        card = new Card("", content);
        card.leading().setAll(choice(), open());
        card.actions()
                .setAll(
                        new Tick("tokens.ids", model.idsVisibleProperty()),
                        new Tick("tokens.compare", model.comparingProperty()),
                        new ExportMenu(
                                card,
                                () -> TokensTable.caption(model, pane),
                                () -> TokensTable.of(model, pane),
                                export));
        detail = new TokenDetail(pane, id + "-detail");
        card.addFoot(detail);
        card.addFoot(foot());
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        setMinSize(0, 0);
    }

    /// Where the card is low the detail makes room for the chips.
    void compact(boolean low) {
        detail.compact(low);
    }

    TokenFlow flow() {
        return flow;
    }

    /// A pane that is not seen costs nothing.
    private void showTokens() {
        if (isVisible()) {
            flow.tokensProperty().set(pane.tokens().chips());
        }
    }

    private void bindFlow() {
        flow.setId(id);
        flow.maxRowsProperty().set(0);
        flow.whitespaceVisibleProperty().bind(model.whitespaceVisibleProperty());
        flow.idsVisibleProperty().bind(model.idsVisibleProperty());
        flow.hueProperty().set(pane::hue);
        pane.tokensProperty().subscribe(tokens -> showTokens());
        visibleProperty().subscribe(visible -> showTokens());
        pane.differingProperty().subscribe(set -> flow.markedProperty().set(set::get));
        pane.addedProperty().subscribe(set -> flow.framedProperty().set(set::get));
        flow.hoveredTokenProperty().bindBidirectional(pane.hoveredProperty());
        flow.selectedTokenProperty().bindBidirectional(pane.selectedProperty());
        flow.hotSpanProperty().bind(pane.hotProperty());
        flow.chosenSpanProperty().bind(pane.chosenProperty());
    }

    private HBox foot() {
        Label count = new Label();
        count.setId(id + "-count");
        count.getStyleClass().add(StyleClass.STRONG);
        count.textProperty().bind(pane.tokensProperty().map(PaneCounts::tokens));
        Label means = new Label();
        means.getStyleClass().add(StyleClass.MUTED);
        means.textProperty().bind(pane.tokensProperty().map(PaneCounts::means));
        Label note = new Label();
        note.setId(id + "-note");
        note.textProperty().bind(pane.noteProperty());
        note.setMinWidth(0);
        count.setMinWidth(Region.USE_PREF_SIZE);
        means.setMinWidth(0);
        HBox numbers = new HBox(count, note);
        numbers.getStyleClass().add("gf-counts");
        VBox counts = new VBox(numbers, means);
        counts.setMinWidth(0);
        HBox.setHgrow(counts, Priority.ALWAYS);
        Button copy =
                new Button(Messages.text("tokens.copyIds"), new Icon(Material2AL.CONTENT_COPY));
        copy.setId(id + "-copy");
        copy.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        copy.setTooltip(new Tooltip(Messages.text("tokens.copyIds.tip")));
        copy.setOnAction(ignored -> copy(pane.idsAsList(), copy, Material2AL.CONTENT_COPY));
        copy.disableProperty().bind(pane.tokensProperty().map(t -> t.size() == 0));
        MenuButton code = new MenuButton(Messages.text("tokens.code"), new Icon(Material2AL.CODE));
        code.setId(id + "-code");
        code.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        code.setTooltip(new Tooltip(Messages.text("tokens.code.tip")));
        MenuItem python = new MenuItem(Messages.text("tokens.code.python"));
        python.setOnAction(ignored -> copy(model.code(pane).python(), code, Material2AL.CODE));
        MenuItem inJava = new MenuItem(Messages.text("tokens.code.java"));
        inJava.setOnAction(ignored -> copy(model.code(pane).java(), code, Material2AL.CODE));
        code.getItems().setAll(python, inJava);
        HBox foot = new HBox(counts, copy, code);
        foot.getStyleClass().add("gf-pane-foot");
        for (Labeled each : List.of(copy, code)) {
            each.setMinWidth(USE_PREF_SIZE);
            each.setFocusTraversable(false);
            each.contentDisplayProperty()
                    .bind(
                            Bindings.createObjectBinding(
                                    () ->
                                            foot.getWidth() > 34 * each.getFont().getSize()
                                                    ? ContentDisplay.LEFT
                                                    : ContentDisplay.GRAPHIC_ONLY,
                                    foot.widthProperty(),
                                    each.fontProperty()));
        }
        return foot;
    }

    /// Copies, and says so on the button for a moment.
    private static void copy(String text, Labeled button, Ikon usual) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        if (Clipboard.getSystemClipboard().setContent(content)
                && button.getGraphic() instanceof Icon icon) {
            icon.show(Material2AL.CHECK);
            PauseTransition moment = new PauseTransition(COPIED);
            moment.setOnFinished(ignored -> icon.show(usual));
            moment.play();
        }
    }

    /// A tokenizer of one's own, from a file.
    private Button open() {
        Button open = new Button("", new Icon(Material2AL.FOLDER_OPEN));
        open.setId(id + "-open");
        open.getStyleClass().addAll("flat", StyleClass.ICON_BUTTON, StyleClass.HANDLE);
        open.setTooltip(new Tooltip(Messages.text("tokens.open")));
        open.setAccessibleText(Messages.text("tokens.open"));
        open.setFocusTraversable(false);
        open.setOnAction(ignored -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Messages.text("tokens.open"));
            chooser.getExtensionFilters()
                    .add(
                            new FileChooser.ExtensionFilter(
                                    Messages.text("tokens.open.kind"), "*.json"));
            File file = chooser.showOpenDialog(getScene().getWindow());
            if (file != null) {
                model.open(file.toPath(), pane);
            }
        });
        return open;
    }

    private ComboBox<TokenizerChoice> choice() {
        ComboBox<TokenizerChoice> box = new ComboBox<>();
        box.setId(id + "-choice");
        box.getStyleClass().add("gf-tokenizer-choice");
        box.setAccessibleText(Messages.text("tokens.choice"));
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
