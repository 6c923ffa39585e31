package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.ShadedText;
import org.glassformer.app.ui.control.TextTree;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Branches of a text made, seen, taken back and pruned in the window.
class BranchesWindowTest extends LabTest {

    @BeforeEach
    void openLab() {
        open(1366, 768, () -> new LabOnStage(tiny(), "Once", Theme.LIGHT).on("sampling"));
    }

    private GenerationTree tree() {
        return Objects.requireNonNull(session().treeProperty().get());
    }

    private int length() {
        return session().tokensProperty().get().size();
    }

    private void generate(int most) {
        onFx(() -> session().stopsProperty().set(session().stopsProperty().get().withMost(most)));
        int before = length();
        robot.clickOn(node("generate"));
        await(() -> length() == before + most);
        stage().awaitReady();
        pulses(2);
    }

    @Test
    void aTokenIsClickedAnotherPickedAndTheBranchUndoneAndPruned() {
        int prompt = length();
        generate(6);
        ShadedText text = (ShadedText) node("continuation-text");
        assertThat(text.dataProperty().get().labels()).hasSize(prompt + 6);
        onFx(text::requestFocus);
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        stage().awaitStep();
        int looked = prompt + 3;
        assertThat(session().lookedAtProperty().get()).isEqualTo(looked);
        LogitBars bars = (LogitBars) node("next-token");
        int chosen = session().tokensProperty().get().get(looked).id();
        await(() -> {
            int row = bars.selectedRowProperty().get();
            return row >= 0 && bars.dataProperty().get().bars().get(row).id() == chosen;
        });

        press(KeyCode.ALT, KeyCode.PERIOD);
        await(() -> length() == looked + 1 && session().lookedAtProperty().get() == looked);
        stage().awaitReady();
        pulses(2);
        assertThat(tree().nodes()).hasSize(8);
        assertThat(text.dataProperty().get().forks()).containsExactly(looked);
        int branch = tree().current().number();

        press(KeyCode.ESCAPE);
        generate(2);
        robot.clickOn(node("undo"));
        await(() -> length() == looked + 1);
        stage().awaitReady();
        assertThat(tree().current().number()).isEqualTo(branch);

        robot.clickOn(node("sampling-sections-TREE"));
        pulses(3);
        TextTree drawn = (TextTree) node("text-tree");
        assertThat(drawn.dataProperty().get().runs()).hasSize(4);
        onFx(drawn::requestFocus);
        press(KeyCode.F2);
        robot.write("by hand", 0);
        press(KeyCode.ENTER);
        assertThat(tree().node(branch).name()).isEqualTo("by hand");
        onFx(drawn::requestFocus);
        press(KeyCode.DELETE);
        await(() -> !tree().has(branch));
        stage().awaitReady();
        assertThat(tree().nodes()).hasSize(7);
        assertThat(length()).isEqualTo(prompt + 3);
    }

    @Test
    void stopConditionsAreEditedInACardAboveTheScreen() {
        robot.clickOn(node("stops"));
        pulses(2);
        Node card = node("stops-card");
        assertThat(card.isVisible()).isTrue();
        assertThat(card.localToScene(card.getBoundsInLocal()).getMaxY()).isLessThan(768);
        robot.press(KeyCode.SHORTCUT, KeyCode.A).release(KeyCode.A, KeyCode.SHORTCUT);
        robot.write("3", 0);
        robot.clickOn(node("stops-text")).write("ball", 0);
        press(KeyCode.ENTER);
        assertThat(session().stopsProperty().get().most()).isEqualTo(3);
        assertThat(session().stopsProperty().get().texts()).containsExactly("ball");
        robot.clickOn(node("stops-text-0"));
        pulses(1);
        assertThat(session().stopsProperty().get().texts()).isEmpty();
        press(KeyCode.ESCAPE);
        assertThat(card.isVisible()).isFalse();
    }
}
