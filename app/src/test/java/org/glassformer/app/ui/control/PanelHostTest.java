package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelHostTest extends RobotTest {

    private final AtomicReference<PanelHost> made = new AtomicReference<>();

    private record Panels(Card left, Card right, TextField field, HBox row) {}

    private final AtomicReference<Panels> panels = new AtomicReference<>();

    @BeforeEach
    void showTwoPanels() {
        show(
                Theme.LIGHT,
                800,
                500,
                () -> {
                    TextField field = new TextField("seed");
                    Card left = new Card("Left", new VBox(field));
                    Card right = new Card("Right", new Label("right"));
                    right.addFoot(new Label("foot"));
                    HBox row = new HBox(left, right);
                    HBox.setHgrow(left, Priority.ALWAYS);
                    panels.set(new Panels(left, right, field, row));
                    made.set(new PanelHost(row));
                    return made.get();
                });
    }

    private PanelHost host() {
        return made.get();
    }

    private Node button(Card card) {
        return Objects.requireNonNull(card.lookup(".maximize"));
    }

    @Test
    void whatSurroundsAPanelStylesItStillWhereItIsAlone() {
        Card right = panels.get().right();
        onFx(() -> {
            panels.get().row().getStyleClass().add("gf-training"); // cards with less room within
            panels.get().row().setPadding(new Insets(50));
        });
        pulses(2);
        Insets before = right.getPadding();
        onFx(() -> host().maximize(right));
        pulses(2);
        VBox alone = (VBox) Objects.requireNonNull(host().lookup("#maximized"));
        assertThat(alone.getPadding()).isEqualTo(before);
        assertThat(alone.getWidth()).isGreaterThan(750);
        onFx(() -> {
            host().restore();
            panels.get().row().getStyleClass().remove("gf-training");
            host().maximize(right);
        });
        pulses(2);
        assertThat(alone.getPadding()).isNotEqualTo(before);
    }

    @Test
    void aPanelFillsTheRoomAndGoesBack() {
        Card right = panels.get().right();
        int parts = right.getChildren().size();
        robot.clickOn(button(right));
        assertThat(host().maximizedProperty().get()).isEqualTo(right);
        VBox alone = (VBox) Objects.requireNonNull(host().lookup("#maximized"));
        assertThat(alone.getWidth()).isGreaterThan(700);
        assertThat(alone.getHeight()).isGreaterThan(440);
        assertThat(alone.getChildren()).hasSize(parts);
        assertThat(panels.get().row().isVisible()).isFalse();
        robot.clickOn(Objects.requireNonNull(alone.lookup(".maximize")));
        assertThat(host().maximizedProperty().get()).isNull();
        assertThat(right.getChildren()).hasSize(parts);
        assertThat(panels.get().row().isVisible()).isTrue();
        assertThat(host().restore()).isFalse();
    }

    @Test
    void thePanelUnderThePointerIsMeantAndElseTheFocusedOne() {
        onFx(() -> panels.get().field().requestFocus());
        robot.moveTo(panels.get().right());
        onFx(() -> assertThat(host().toggle()).isTrue());
        assertThat(host().maximizedProperty().get()).isEqualTo(panels.get().right());
        onFx(() -> assertThat(host().toggle()).isTrue());
        onFx(() -> panels.get().field().requestFocus());
        robot.moveTo(at(host(), -20, -20));
        onFx(() -> assertThat(host().toggle()).isTrue());
        assertThat(host().maximizedProperty().get()).isEqualTo(panels.get().left());
    }

    @Test
    void theFocusMovesWithThePanelAndNeverIntoAnother() {
        onFx(() -> {
            panels.get().field().requestFocus();
            host().maximize(panels.get().left());
        });
        assertThat(scene().getFocusOwner()).isEqualTo(panels.get().field());
        onFx(() -> host().maximize(panels.get().right()));
        assertThat(scene().getFocusOwner()).isEqualTo(host());
    }

    @Test
    void whatIsChangedMeanwhileStays() {
        Card right = panels.get().right();
        Label other = new Label("other");
        onFx(() -> {
            host().maximize(right);
            right.setContent(other);
            panels.get().row().setOpacity(0.5);
        });
        assertThat(Objects.requireNonNull(host().lookup("#maximized")).getOpacity()).isEqualTo(0.5);
        onFx(() -> host().restore());
        assertThat(right.getChildren()).hasSize(5).element(3).isEqualTo(other);
        assertThat(Objects.requireNonNull(host().lookup("#maximized")).getOpacity()).isEqualTo(0.5);
    }

    @Test
    void aPanelThatLeavesTheScreenIsNotMaximizedAnyMore() {
        onFx(() -> {
            host().maximize(panels.get().right());
            panels.get().row().getChildren().remove(panels.get().right());
        });
        assertThat(host().maximizedProperty().get()).isNull();
        assertThat(panels.get().row().isVisible()).isTrue();
    }
}
