package org.glassformer.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.ui.control.TextTreeData.Piece;
import org.glassformer.app.ui.control.TextTreeData.Run;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.Test;

class TextTreeTest extends RobotTest {

    private final List<String> told = new ArrayList<>();

    private static Piece piece(int number, String label) {
        return new Piece(number, label, number);
    }

    /// The prompt, then two branches, the first of which forks once more.
    private static TextTreeData data() {
        return new TextTreeData(
                List.of(
                        new Run(-1, List.of(new Piece(0, "prompt", Float.NaN)), ""),
                        new Run(0, List.of(piece(1, "·a"), piece(2, "·b")), ""),
                        new Run(0, List.of(piece(3, "·c")), "other"),
                        new Run(1, List.of(piece(4, "·d")), ""),
                        new Run(1, List.of(piece(5, "·e")), "")),
                Set.of(0, 1, 2, 5),
                5,
                8,
                "surprisal");
    }

    private TextTree open(TextTreeData data, double width, double height) {
        TextTree[] holder = new TextTree[1];
        show(
                Theme.LIGHT,
                width,
                height,
                () -> {
                    TextTree tree = new TextTree();
                    tree.readingProperty().set(number -> "token " + number);
                    tree.onPickedProperty().set(number -> told.add("pick " + number));
                    tree.onPrunedProperty().set(number -> told.add("prune " + number));
                    tree.onRenamedProperty().set(number -> told.add("rename " + number));
                    tree.dataProperty().set(data);
                    holder[0] = tree;
                    return new StackPane(tree);
                });
        return holder[0];
    }

    private void press(KeyCode code) {
        robot.press(code).release(code);
        pulses(1);
    }

    @Test
    void arrowsGoAlongTheTextShownAndToItsNeighbours() {
        TextTree tree = open(data(), 800, 400);
        onFx(tree::requestFocus);
        press(KeyCode.LEFT);
        assertThat(tree.selectedProperty().get()).isEqualTo(2);
        press(KeyCode.RIGHT);
        assertThat(tree.selectedProperty().get()).isEqualTo(5);
        press(KeyCode.UP);
        assertThat(tree.selectedProperty().get()).isEqualTo(4);
        press(KeyCode.HOME);
        assertThat(tree.selectedProperty().get()).isZero();
        press(KeyCode.RIGHT);
        assertThat(tree.selectedProperty().get()).isEqualTo(1);
        press(KeyCode.DOWN);
        assertThat(tree.selectedProperty().get()).isEqualTo(3);
        assertThat(tree.getAccessibleText()).isEqualTo("token 3");
        press(KeyCode.ENTER);
        press(KeyCode.F2);
        press(KeyCode.DELETE);
        assertThat(told).containsExactly("pick 3", "rename 3", "prune 3");
        press(KeyCode.END);
        assertThat(tree.selectedProperty().get()).isEqualTo(5);
    }

    @Test
    void aClickPicksTheTokenUnderThePointer() {
        TextTree tree = open(data(), 800, 400);
        TextTreeLayout layout = new TextTreeLayout(data(), new TextRuler(Font.getDefault()), 10);
        assertThat(layout.at(-5, -5)).isEqualTo(TextTree.NONE);
        robot.moveTo(at(tree, 30, 185));
        pulses(1);
        assertThat(tree.hoveredProperty().get()).isZero();
        robot.clickOn();
        assertThat(told).containsExactly("pick 0");
        assertThat(tree.selectedProperty().get()).isZero();
    }

    @Test
    void aTreeThatIsTooLargeScrollsToItsEndAndFitsWhenAsked() {
        List<Run> runs = new ArrayList<>(data().runs());
        for (int i = 5; i < 60; i++) {
            List<Piece> pieces = new ArrayList<>();
            for (int t = 0; t < 5; t++) {
                pieces.add(piece(10 * i + t, "·word" + t));
            }
            runs.add(new Run(i - 2, pieces, ""));
        }
        TextTree tree = open(new TextTreeData(runs, Set.of(0), 594, 8, ""), 500, 300);
        robot.moveTo(at(tree, 250, 150));
        onFx(() -> tree.fit());
        assertThat(tree.zoomProperty().get()).isEqualTo(TextTree.LEAST_ZOOM);
        press(KeyCode.PLUS);
        onFx(() -> tree.zoomBy(2));
        assertThat(tree.zoomProperty().get()).isGreaterThan(TextTree.LEAST_ZOOM);
    }

    @Test
    void aLongRunShowsItsBeginningAndItsEnd() {
        List<Piece> pieces = new ArrayList<>();
        for (int t = 1; t <= 300; t++) {
            pieces.add(piece(t, "·word"));
        }
        TextTreeData data =
                new TextTreeData(
                        List.of(
                                new Run(-1, List.of(new Piece(0, "prompt", Float.NaN)), ""),
                                new Run(0, pieces, "")),
                        Set.of(0),
                        300,
                        8,
                        "");
        open(data, 300, 200);
        onFx(() -> {
            TextTreeLayout layout = new TextTreeLayout(data, new TextRuler(Font.getDefault()), 10);
            TextTreeLayout.Box box = layout.boxes().get(1);
            assertThat(box.rows()).isEqualTo(8);
            assertThat(box.hidden()).isPositive();
            assertThat(box.row(box.text.line(299))).isEqualTo(7);
            assertThat(box.isHidden(box.text.line(150))).isTrue();
            assertThat(box.line(4)).isNegative();
            assertThat(box.line(7)).isEqualTo(box.text.line(299));
        });
    }

    @Test
    void runsInTheWrongOrderAreRefused() {
        List<Run> runs =
                List.of(
                        new Run(1, List.of(piece(0, "a")), ""),
                        new Run(-1, List.of(piece(1, "b")), ""));
        assertThatThrownBy(() -> new TextTreeData(runs, Set.of(), 0, 8, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Run(0, List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
