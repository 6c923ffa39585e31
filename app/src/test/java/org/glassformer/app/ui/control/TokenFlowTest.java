package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class TokenFlowTest extends RobotTest {

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private TokenFlow flow;

    private void open(int tokens, int maxRows) {
        show(
                Theme.LIGHT,
                600,
                300,
                () -> {
                    List<FlowToken> list = new ArrayList<>();
                    for (int i = 0; i < tokens; i++) {
                        list.add(FlowToken.text(i, i % 3 == 0 ? " word" : "ab"));
                    }
                    flow = new TokenFlow();
                    flow.maxRowsProperty().set(maxRows);
                    flow.setTokens(list);
                    return new VBox(flow);
                });
    }

    private List<TokenChip> chips() {
        return flow.lookupAll(".gf-token").stream()
                .map(TokenChip.class::cast)
                .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                .toList();
    }

    @Test
    void everyTokenOfAShortTextIsAChip() {
        open(12, 3);
        assertThat(chips()).hasSize(12);
    }

    @Test
    void onlyChipsInViewAreNodes() {
        open(20_000, 3);
        assertThat(chips()).hasSizeBetween(20, 120);
        onFx(() -> flow.selectedTokenProperty().set(19_999));
        assertThat(chips().getLast().index()).isEqualTo(19_999);
    }

    @Test
    void hoverAndClickSelectAndClickAgainUnselects() {
        open(12, 3);
        Node chip = chips().get(4);
        robot.moveTo(middle(chip));
        pulses(1);
        assertThat(flow.hoveredTokenProperty().get()).isEqualTo(4);
        robot.clickOn();
        assertThat(flow.selectedTokenProperty().get()).isEqualTo(4);
        robot.clickOn();
        assertThat(flow.selectedTokenProperty().get()).isEqualTo(TokenFlow.NONE);
    }

    @Test
    void arrowsMoveTheSelection() {
        open(60, 5);
        onFx(flow::requestFocus);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(flow.selectedTokenProperty().get()).isZero();
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertThat(flow.selectedTokenProperty().get()).isEqualTo(1);
        robot.press(KeyCode.DOWN).release(KeyCode.DOWN);
        assertThat(flow.selectedTokenProperty().get()).isBetween(8, 20);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertThat(flow.selectedTokenProperty().get()).isEqualTo(TokenFlow.NONE);
    }

    @Test
    void wheelScrollsWhatDoesNotFit() {
        open(400, 3);
        robot.moveTo(middle(flow));
        robot.scroll(3, javafx.geometry.VerticalDirection.DOWN);
        pulses(2);
        assertThat(chips().getFirst().index()).isPositive();
    }

    @Test
    void aTokenHoveredElsewhereComesIntoView() {
        open(400, 3);
        onFx(() -> flow.hoveredTokenProperty().set(300));
        pulses(2);
        assertThat(shown(300)).isTrue();
        assertThat(shown(0)).isFalse();
    }

    @Test
    void chipsUnderThePointerStay() {
        open(400, 3);
        Node last = chips().get(10);
        double before = last.localToScene(last.getBoundsInLocal()).getMinY();
        robot.moveTo(last);
        pulses(2);
        assertThat(flow.hoveredTokenProperty().get()).isPositive();
        assertThat(last.localToScene(last.getBoundsInLocal()).getMinY()).isEqualTo(before);
    }

    @Test
    void aTokenOfANewTextIsRevealedOnceItHasAPlace() {
        open(60, 3);
        onFx(() -> {
            List<FlowToken> more = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                more.add(FlowToken.text(i, "new"));
            }
            flow.setTokens(more);
            flow.reveal(250);
        });
        pulses(2);
        assertThat(shown(250)).isTrue();
    }

    private boolean shown(int token) {
        return chips().stream()
                .filter(chip -> chip.index() == token)
                .anyMatch(chip ->
                        chip.getLayoutY() >= 0
                                && chip.getLayoutY() + chip.getHeight() <= flow.getHeight());
    }

    @Test
    void shorterTextDropsASelectionBeyondItsEnd() {
        open(12, 3);
        onFx(() -> flow.selectedTokenProperty().set(11));
        onFx(() -> flow.setTokens(List.of(FlowToken.text(1, "one"))));
        assertThat(flow.selectedTokenProperty().get()).isEqualTo(TokenFlow.NONE);
        assertThat(chips()).hasSize(1);
    }
}
