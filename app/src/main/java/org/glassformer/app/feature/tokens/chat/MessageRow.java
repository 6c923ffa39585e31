package org.glassformer.app.feature.tokens.chat;

import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;

/// A message: its role, its content as high as its text, and what moves or removes it.
final class MessageRow extends HBox {

    private static final int MOST_ROWS = 8;

    private final ChatInputViewModel model;
    private final MessageViewModel message;
    private final TextArea content = new TextArea();
    private final Text ruler = new Text();
    private final Button up = button("chat.up", Material2AL.KEYBOARD_ARROW_UP);
    private final Button down = button("chat.down", Material2AL.KEYBOARD_ARROW_DOWN);

    MessageRow(ChatInputViewModel model, MessageViewModel message) {
        this.model = model;
        this.message = message;
        getStyleClass().add("message");
        ComboBox<String> role = new ComboBox<>(FXCollections.observableArrayList(model.roles()));
        role.setEditable(true);
        role.getStyleClass().add("role");
        role.setAccessibleText(Messages.text("chat.role"));
        role.getEditor().textProperty().bindBidirectional(message.roleProperty());
        role.getSelectionModel().select(message.roleProperty().get());
        content.getStyleClass().add("content-of-message");
        content.setWrapText(true);
        content.setPrefRowCount(1);
        content.setPromptText(Messages.text("chat.content.hint"));
        content.setTextFormatter(new TextFormatter<>(this::shortEnough));
        content.textProperty().bindBidirectional(message.contentProperty());
        message.roleProperty()
                .subscribe(who -> content.setAccessibleText(Messages.text("chat.content", who)));
        content.textProperty().subscribe(ignored -> fitRows());
        content.widthProperty().subscribe(ignored -> fitRows());
        content.fontProperty().subscribe(ignored -> fitRows());
        HBox.setHgrow(content, Priority.ALWAYS);
        up.setOnAction(ignored -> model.move(message, -1));
        down.setOnAction(ignored -> model.move(message, 1));
        Button remove = button("chat.remove", Material2AL.CLOSE);
        remove.setOnAction(ignored -> model.remove(message));
        HBox commands = new HBox(up, down, remove);
        commands.getStyleClass().add("commands");
        getChildren().setAll(role, content, commands);
    }

    private static Button button(String key, Ikon icon) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat", "small");
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setAccessibleText(Messages.text(key));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /// Turns an edit that would make the content too long into one that changes nothing.
    private TextFormatter.Change shortEnough(TextFormatter.Change change) {
        if (change.isContentChange()
                && change.getControlNewText().length() > ChatInputViewModel.LONGEST) {
            model.tooLong();
            change.setText("");
            change.setRange(0, 0);
            change.selectRange(change.getControlAnchor(), change.getControlCaretPosition());
        }
        return change;
    }

    /// Takes notice of its place among the messages.
    void place() {
        up.setDisable(!model.canMove(message, -1));
        down.setDisable(!model.canMove(message, 1));
    }

    void edit() {
        content.requestFocus();
    }

    private void fitRows() {
        double em = content.getFont().getSize();
        ruler.setFont(content.getFont());
        ruler.setWrappingWidth(Math.max(50, content.getWidth() - 2.2 * em));
        ruler.setText("M");
        double line = ruler.getLayoutBounds().getHeight();
        ruler.setText(content.getText());
        int rows = (int) Math.round(ruler.getLayoutBounds().getHeight() / line);
        content.setPrefRowCount(Math.clamp(rows, 1, MOST_ROWS));
    }
}
