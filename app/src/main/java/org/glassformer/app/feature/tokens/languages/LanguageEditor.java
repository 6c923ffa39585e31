package org.glassformer.app.feature.tokens.languages;

import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.ScriptTextArea;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The text of one language, to be edited, with its figures.
final class LanguageEditor extends VBox {

    private final Label title = new Label();
    private final TextField name = new TextField();
    private final Button reset;
    private final Button remove;
    private final ScriptTextArea text = new ScriptTextArea();
    private final LanguageFigures figures = new LanguageFigures();

    LanguageEditor(LanguagesViewModel model) {
        getStyleClass().add(StyleClass.LANGUAGE_EDITOR);
        title.getStyleClass().add(StyleClass.STRONG);
        title.setMinWidth(0);
        name.setId("language-name");
        name.setAccessibleText(Messages.text("languages.name"));
        name.textProperty()
                .subscribe((before, now) -> {
                    if (name.isFocused()) {
                        model.rename(now);
                    }
                });
        Button above = button("languages.above", Material2AL.ARROW_UPWARD, model::putAbove);
        above.setText(Messages.text("languages.above"));
        above.setId("language-above");
        reset = button("languages.reset", Material2MZ.RESTORE, model::reset);
        reset.setId("language-reset");
        remove = button("languages.remove", Material2AL.DELETE_OUTLINE, model::remove);
        remove.setId("language-remove");
        Button close =
                button(
                        "languages.close",
                        Material2AL.CLOSE,
                        () -> model.editingProperty().set(false));
        close.setId("language-close");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(title, name, space, above, reset, remove, close);
        header.getStyleClass().add("header");
        header.getChildren().stream()
                .filter(Button.class::isInstance)
                .forEach(node -> ((Button) node).setMinWidth(Region.USE_PREF_SIZE));
        text.setId("language-text");
        text.lengthTakenProperty().set(model::takes);
        text.textProperty().bindBidirectional(model.textProperty());
        VBox.setVgrow(text, Priority.ALWAYS);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        model.editingProperty().set(false);
                        event.consume();
                    }
                });
        getChildren().setAll(header, text, figures);
    }

    /// Shows the figures of a language, the one whose text is open.
    void show(Comparison comparison, LanguageCount language) {
        LanguageText shown = language.language();
        title.setText(title(shown));
        shown(title, !shown.added());
        shown(name, shown.added());
        if (!name.isFocused()) {
            name.setText(language.name());
        }
        shown(reset, !shown.added());
        reset.setDisable(!shown.isEdited());
        shown(remove, shown.added());
        text.describe(
                Messages.text("languages.prompt"),
                Messages.text("languages.textOf", language.name()));
        text.getStyleClass().remove(StyleClass.RIGHT_TO_LEFT);
        if (shown.isRightToLeft()) {
            text.getStyleClass().add(StyleClass.RIGHT_TO_LEFT);
        }
        text.setNodeOrientation(
                shown.isRightToLeft()
                        ? NodeOrientation.RIGHT_TO_LEFT
                        : NodeOrientation.LEFT_TO_RIGHT);
        figures.show(comparison, language);
    }

    /// The language's names, and its script.
    static String title(LanguageText language) {
        Paragraph paragraph = language.paragraph();
        return paragraph.own().isEmpty() || paragraph.own().equals(paragraph.english())
                ? paragraph.english()
                : Messages.text(
                        "languages.title",
                        paragraph.english(),
                        paragraph.own(),
                        paragraph.script());
    }

    void focusText() {
        text.focusText();
    }

    private static void shown(Region node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.TOOL_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(ignored -> command.run());
        return button;
    }
}
