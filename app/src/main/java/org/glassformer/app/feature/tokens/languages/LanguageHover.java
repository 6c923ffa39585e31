package org.glassformer.app.feature.tokens.languages;

import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Duration;
import org.glassformer.app.ui.control.WrappedText;
import org.glassformer.app.ui.theme.StyleClass;

/// A card beside the pointer with the text and the figures of the language under it.
final class LanguageHover {

    private static final double DELAY_MS = 350;
    private static final int MOST_CHARACTERS = 600;

    private final Popup popup = new Popup();
    private final PauseTransition delay = new PauseTransition(Duration.millis(DELAY_MS));
    private final Label title = new Label();
    private final WrappedText text = new WrappedText();
    private final LanguageFigures figures = new LanguageFigures();
    private final VBox card = new VBox(title, text, figures);

    LanguageHover() {
        card.getStyleClass().add(StyleClass.LANGUAGE_HOVER);
        card.setMouseTransparent(true);
        title.getStyleClass().add(StyleClass.STRONG);
        popup.getContent().setAll(card);
        popup.setAutoFix(true);
    }

    /// Shows a language soon, at once when another one is shown already.
    ///
    /// @param owner what the card belongs to
    /// @param at pointer on the screen
    void show(Comparison comparison, LanguageCount language, Node owner, Point2D at) {
        fill(comparison, language);
        delay.setOnFinished(ignored -> place(owner, at));
        if (popup.isShowing()) {
            place(owner, at);
        } else {
            delay.playFromStart();
        }
    }

    void hide() {
        delay.stop();
        popup.hide();
    }

    /// What is shown, for pictures of it.
    Region card() {
        return card;
    }

    void fill(Comparison comparison, LanguageCount language) {
        title.setText(LanguageEditor.title(language.language()));
        text.textProperty().set(shortened(language.language().text()));
        text.setNodeOrientation(
                language.language().isRightToLeft()
                        ? NodeOrientation.RIGHT_TO_LEFT
                        : NodeOrientation.LEFT_TO_RIGHT);
        figures.show(comparison, language);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }

    /// Below the pointer, or above it where there is no room.
    private void place(Node owner, Point2D at) {
        if (owner.getScene() == null || owner.getScene().getWindow() == null) {
            return;
        }
        card.setStyle(owner.getScene().getRoot().getStyle());
        Bounds line = figures.getBoundsInLocal();
        double off = Math.max(14, line.getHeight() * 0.25);
        if (popup.isShowing()) {
            popup.setAnchorX(at.getX() + off);
            popup.setAnchorY(at.getY() + off);
        } else {
            popup.show(owner, at.getX() + off, at.getY() + off);
        }
    }
}
