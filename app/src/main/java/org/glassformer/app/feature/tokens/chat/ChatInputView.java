package org.glassformer.app.feature.tokens.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2AL;

/// Messages to edit, above them the template and what it is told.
public final class ChatInputView extends VBox {

    private final ChatInputViewModel model;
    private final VBox rows = new VBox();
    private final Map<MessageViewModel, MessageRow> rowOf = new HashMap<>();
    private final ScrollPane scroll = new ScrollPane(rows);

    /// A view of a view model.
    ///
    /// @param model state and commands
    public ChatInputView(ChatInputViewModel model) {
        this.model = model;
        getStyleClass().add(StyleClass.CHAT);
        rows.getStyleClass().add("messages");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(StyleClass.CHAIN_SCROLL);
        scroll.setMinHeight(0);
        TextArea source = new TextArea();
        source.setId("chat-source-text");
        source.setEditable(false);
        source.getStyleClass().addAll(StyleClass.MONO, "source");
        source.setAccessibleText(Messages.text("chat.source.accessible"));
        source.textProperty().bind(model.sourceProperty());
        source.setMinHeight(0);
        source.setPrefHeight(0);
        ToggleButton showSource = toggle("chat.source", "chat-source");
        showSource.setGraphic(new Icon(Material2AL.CODE));
        showSource.setText("");
        showSource.setMinWidth(Region.USE_PREF_SIZE);
        source.visibleProperty().bind(showSource.selectedProperty());
        scroll.visibleProperty().bind(showSource.selectedProperty().not());
        StackPane middle = new StackPane(scroll, source);
        middle.setMinHeight(0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren()
                .setAll(
                        head(showSource),
                        middle,
                        sentence(model.failureProperty(), true),
                        sentence(model.noteProperty(), false));
        model.messages().subscribe(this::showRows);
        showRows();
    }

    private HBox head(ToggleButton showSource) {
        ToggleButton prompt = toggle("chat.prompt", "chat-prompt");
        prompt.selectedProperty().bindBidirectional(model.generationPromptProperty());
        Button add = new Button("", new Icon(Material2AL.ADD));
        add.setId("chat-add");
        add.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "add");
        add.setTooltip(new Tooltip(Messages.text("chat.add")));
        add.setAccessibleText(Messages.text("chat.add"));
        add.setOnAction(ignored -> add());
        add.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(templates(), prompt, space, showSource, add);
        head.getStyleClass().add("head");
        return head;
    }

    private static ToggleButton toggle(String key, String id) {
        ToggleButton button = new ToggleButton(Messages.text(key));
        button.setId(id);
        button.getStyleClass().add(StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        return button;
    }

    private MenuButton templates() {
        MenuButton menu = new MenuButton();
        menu.setId("chat-template");
        menu.getStyleClass().add(StyleClass.TOOL_BUTTON);
        menu.setTooltip(new Tooltip(Messages.text("chat.template.tip")));
        ToggleGroup group = new ToggleGroup();
        model.choicesProperty()
                .subscribe(choices -> {
                    menu.getItems().setAll(items(choices, group));
                    select(group);
                });
        model.choiceProperty()
                .subscribe(choice -> {
                    menu.setText(label(choice));
                    menu.setAccessibleText(Messages.text("chat.template", label(choice)));
                    select(group);
                });
        return menu;
    }

    private List<RadioMenuItem> items(List<TemplateChoice> choices, ToggleGroup group) {
        group.getToggles().clear();
        return choices.stream()
                .map(choice -> {
                    RadioMenuItem item = new RadioMenuItem(label(choice));
                    item.setUserData(choice);
                    item.setToggleGroup(group);
                    item.setOnAction(ignored -> model.choose(choice));
                    return item;
                })
                .toList();
    }

    private void select(ToggleGroup group) {
        group.getToggles().stream()
                .filter(toggle -> model.choiceProperty().get().equals(toggle.getUserData()))
                .forEach(group::selectToggle);
    }

    private static String label(TemplateChoice choice) {
        return choice.ofModel()
                ? Messages.text("chat.template.ofModel", choice.label())
                : choice.label();
    }

    private static Label sentence(ObservableValue<String> text, boolean failure) {
        Label label = new Label();
        label.setId(failure ? "chat-failure" : "chat-note");
        label.getStyleClass().add(failure ? "failure" : StyleClass.MUTED);
        label.setGraphic(new Icon(failure ? Material2AL.ERROR_OUTLINE : Material2AL.INFO));
        label.textProperty().bind(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void showRows() {
        List<MessageViewModel> messages = model.messages();
        List<MessageRow> shown =
                messages.stream()
                        .map(message ->
                                rowOf.computeIfAbsent(message, each -> new MessageRow(model, each)))
                        .toList();
        rowOf.keySet().retainAll(messages);
        if (!shown.equals(rows.getChildren())) {
            rows.getChildren().setAll(shown);
        }
        shown.forEach(MessageRow::place);
    }

    private void add() {
        MessageViewModel added = model.add();
        MessageRow row = rowOf.get(added);
        if (row != null) {
            applyCss();
            layout();
            scroll.setVvalue(1);
            row.edit();
        }
    }
}
