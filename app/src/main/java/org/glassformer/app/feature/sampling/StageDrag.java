package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import org.glassformer.app.session.StageKind;

/// Drags cards up and down in their column; the stage moves when the button is released.
final class StageDrag {

    private static final PseudoClass BEFORE = PseudoClass.getPseudoClass("drop-before");
    private static final PseudoClass AFTER = PseudoClass.getPseudoClass("drop-after");
    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

    private final VBox column;
    private final ChainViewModel model;
    private double pressed = Double.NaN;

    StageDrag(VBox column, ChainViewModel model) {
        this.column = column;
        this.model = model;
    }

    /// Lets a card be dragged by its grip.
    void watch(StageCard card) {
        Node grip = card.grip();
        grip.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    pressed = event.getSceneY();
                    card.requestFocus();
                    event.consume();
                });
        grip.addEventHandler(
                MouseEvent.MOUSE_DRAGGED,
                event -> {
                    if (!Double.isNaN(pressed)) {
                        drag(card, event.getSceneY());
                        event.consume();
                    }
                });
        grip.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> drop(card, event.getSceneY()));
    }

    private List<StageCard> cards() {
        return column.getChildren().stream()
                .filter(StageCard.class::isInstance)
                .map(StageCard.class::cast)
                .toList();
    }

    /// The card before which one comes that is held at a height; empty at the end.
    private Optional<StageCard> next(StageCard card, double sceneY) {
        double y = column.sceneToLocal(0, sceneY).getY();
        return cards().stream()
                .filter(each -> !each.equals(card))
                .filter(each -> y < each.getLayoutY() + each.getHeight() / 2)
                .findFirst();
    }

    private void drag(StageCard card, double sceneY) {
        card.setTranslateY(sceneY - pressed);
        card.setViewOrder(-1);
        card.pseudoClassStateChanged(DRAGGED, true);
        Optional<StageCard> next = next(card, sceneY);
        unmark();
        if (next.isPresent()) {
            next.get().pseudoClassStateChanged(BEFORE, true);
        } else {
            cards().stream()
                    .filter(each -> !each.equals(card))
                    .reduce((first, second) -> second)
                    .ifPresent(last -> last.pseudoClassStateChanged(AFTER, true));
        }
    }

    private void drop(StageCard card, double sceneY) {
        boolean dragged = card.getTranslateY() != 0;
        pressed = Double.NaN;
        card.setTranslateY(0);
        card.setViewOrder(0);
        card.pseudoClassStateChanged(DRAGGED, false);
        unmark();
        if (dragged) {
            Optional<StageKind> next = next(card, sceneY).map(StageCard::kind);
            model.moveBefore(card.kind(), next);
        }
    }

    private void unmark() {
        for (StageCard each : cards()) {
            each.pseudoClassStateChanged(BEFORE, false);
            each.pseudoClassStateChanged(AFTER, false);
        }
    }
}
