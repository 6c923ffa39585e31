package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class CardTest extends RobotTest {

    @Test
    void aTextThatDoesNotFitGivesWayToAShorterOne() {
        AtomicReference<Card> made = new AtomicReference<>();
        VBox box =
                show(
                        Theme.LIGHT,
                        400,
                        200,
                        () -> {
                            Card card = new Card("Heads", new Region());
                            card.subtitleProperty().set("4 layers × 6 heads");
                            card.shortSubtitleProperty().set("4 × 6");
                            made.set(card);
                            return new VBox(card);
                        });
        Label subtitle = (Label) made.get().lookup(".subtitle");
        assertThat(subtitle.getText()).isEqualTo("4 layers × 6 heads");
        onFx(() -> box.setMaxWidth(150));
        onFx(() -> made.get().setMaxWidth(150));
        assertThat(subtitle.getText()).isEqualTo("4 × 6");
        onFx(() -> made.get().setMaxWidth(400));
        assertThat(subtitle.getText()).isEqualTo("4 layers × 6 heads");
    }

    @Test
    void aLoneSubtitleEndsWhereThePanelDoes() {
        AtomicReference<Card> made = new AtomicReference<>();
        show(
                Theme.LIGHT,
                400,
                200,
                () -> {
                    Card card = new Card("Heads", new Region());
                    card.subtitleProperty().set("4 layers");
                    made.set(card);
                    return new VBox(card);
                });
        Card card = made.get();
        Node subtitle = card.lookup(".subtitle");
        Bounds bounds = card.sceneToLocal(subtitle.localToScene(subtitle.getBoundsInLocal()));
        double inner = card.getWidth() - card.getInsets().getRight();
        assertThat(bounds.getMaxX()).isBetween(inner - 1.5, inner + 1.5);
    }

    @Test
    void aPressOnAPanelTakesTheFocusFromAnotherButNotFromItsOwnText() {
        show(
                Theme.LIGHT,
                400,
                300,
                () -> {
                    TextField field = new TextField();
                    field.setId("field");
                    Card other = new Card("Other", new Label("content"));
                    other.setId("other");
                    return new VBox(new Card("Text", field), other);
                });
        robot.clickOn("#field");
        assertThat(scene().getFocusOwner().getId()).isEqualTo("field");
        robot.clickOn("Text");
        assertThat(scene().getFocusOwner().getId()).isEqualTo("field");
        robot.clickOn("content");
        assertThat(scene().getFocusOwner().getId()).isEqualTo("other");
        robot.clickOn("#field");
        assertThat(scene().getFocusOwner().getId()).isEqualTo("field");
    }
}
