package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The list below a [TokenField]; the focus stays in the field.
final class TokenChoices {

    private static final int MOST = 10;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Popup popup = new Popup();
    private final VBox card = new VBox();
    private final IntConsumer onPick;
    private final List<TokenChoice> choices = new ArrayList<>();
    private int at;

    TokenChoices(IntConsumer onPick) {
        this.onPick = onPick;
        card.getStyleClass().add(StyleClass.TOKEN_CHOICES);
        popup.getContent().setAll(card);
        popup.setAutoFix(true);
        popup.setHideOnEscape(false);
    }

    boolean isOpen() {
        return popup.isShowing();
    }

    List<TokenChoice> choices() {
        return List.copyOf(choices);
    }

    /// Opens below a field, or shows other choices.
    ///
    /// @param first before the others; null for nothing
    /// @param typed said in the list when nothing fits it
    void show(Node field, @Nullable TokenChoice first, List<TokenChoice> found, String typed) {
        choices.clear();
        if (first != null) {
            choices.add(first);
        }
        choices.addAll(found.subList(0, Math.min(found.size(), MOST - choices.size())));
        at = 0;
        fill(typed);
        if (field.getScene() == null || field.getScene().getWindow() == null) {
            return;
        }
        card.setStyle(field.getScene().getRoot().getStyle());
        Bounds bounds = field.localToScreen(field.getLayoutBounds());
        if (!popup.isShowing() && bounds != null) {
            card.setMinWidth(bounds.getWidth());
            popup.show(field, bounds.getMinX(), bounds.getMaxY() + 2);
        }
    }

    private void fill(String typed) {
        card.getChildren().clear();
        for (int i = 0; i < choices.size(); i++) {
            card.getChildren().add(row(i));
        }
        if (choices.isEmpty()) {
            Label nothing = new Label(Messages.text("tokenfield.none", TokenText.visible(typed)));
            nothing.getStyleClass().add(StyleClass.MUTED);
            card.getChildren().add(nothing);
        }
    }

    private HBox row(int index) {
        TokenChoice choice = choices.get(index);
        Label text = new Label(choice.text());
        text.getStyleClass().add(choice.id() == TokenField.NONE ? "none" : StyleClass.MONO);
        Label note = new Label(choice.note());
        note.getStyleClass().addAll(StyleClass.MONO, StyleClass.MUTED, StyleClass.SMALL);
        note.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(text, space, note);
        row.getStyleClass().add("row");
        row.pseudoClassStateChanged(CHOSEN, index == at);
        row.setOnMousePressed(event -> {
            onPick.accept(choice.id());
            event.consume();
        });
        return row;
    }

    void move(int by) {
        if (choices.isEmpty()) {
            return;
        }
        at = Math.floorMod(at + by, choices.size());
        for (int i = 0; i < card.getChildren().size(); i++) {
            card.getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == at);
        }
    }

    void pick() {
        if (!choices.isEmpty()) {
            onPick.accept(choices.get(at).id());
        }
    }

    void close() {
        popup.hide();
        choices.clear();
    }
}
