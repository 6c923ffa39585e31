package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.Reading;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Cell;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.ChangeBarsData;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.TokenFlow;
import org.glassformer.app.ui.control.TypesText;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The Attention screen in the real window, as a person handles it: with pointer and keys, its panels together.
class AttentionWindowTest extends LabTest {

    private static final String TEXT = "Once upon a time, there was a little girl named Mia.";

    @BeforeEach
    void openLab() {
        open(1440, 900, () -> new LabOnStage(tiny(), TEXT, Theme.LIGHT));
        await(() -> map().shownDataProperty().get().rows() == tokens().size());
    }

    @AfterEach
    void leave() {
        robot.moveTo("#help"); // nothing hovered that would be worked out while all closes
        pulses(2);
    }

    private List<SessionToken> tokens() {
        return session().tokensProperty().get();
    }

    private Reading reading() {
        return Objects.requireNonNull(session().readingProperty().get());
    }

    private Heatmap map() {
        return (Heatmap) scene().lookup("#attention-map");
    }

    /// Whether the map and all that holds it is visible.
    private boolean mapInView() {
        Node node = map();
        while (node != null && node.isVisible()) {
            node = node.getParent();
        }
        return node == null;
    }

    private ChangeBarsData bars() {
        return ((ChangeBars) scene().lookup("#outcome-bars")).dataProperty().get();
    }

    private Card pair() {
        Node panel = Objects.requireNonNull(scene().lookup("." + StyleClass.PAIR));
        return (Card) Objects.requireNonNull(panel.lookup("." + StyleClass.CARD));
    }

    /// Clicks a cell below the diagonal, inside the picture.
    private Cell lockACell() {
        Heatmap map = map();
        robot.clickOn(at(map, 0.45 * map.getWidth(), 0.75 * map.getHeight()));
        pulses(2);
        Cell cell = Objects.requireNonNull(map.selectedCellProperty().get());
        assertThat(cell.column()).isBetween(1, cell.row() - 1);
        robot.moveTo("#prompt"); // what the pointer is over would go before what is locked
        pulses(2);
        return cell;
    }

    private void choose(String section) {
        onFx(((ToggleButton) scene().lookup("#attention-sections-" + section))::fire);
    }

    private String shown(int token) {
        return tokens().get(token).text().strip();
    }

    @Test
    void aClickedCellIsLockedEverywhereUntilEscape() {
        Cell cell = lockACell();
        assertThat(session().selectedTokenProperty().get()).isEqualTo(cell.row());
        assertThat(session().keyTokenProperty().get()).isEqualTo(cell.column());
        TokenFlow chips = (TokenFlow) scene().lookup("#tokens");
        assertThat(chips.selectedTokenProperty().get()).isEqualTo(cell.row());
        assertThat(pair().titleProperty().get())
                .contains(shown(cell.row()), shown(cell.column()), "looks at");

        choose("STREAM");
        await(() -> !mapInView());
        assertThat(TypesText.isTyping(scene().getFocusOwner())).isFalse();
        choose("MAP");
        await(this::mapInView);
        assertThat(map().selectedCellProperty().get()).isEqualTo(cell);
        assertThat(session().keyTokenProperty().get()).isEqualTo(cell.column());

        press(KeyCode.ESCAPE);
        assertThat(map().selectedCellProperty().get()).isNull();
        assertThat(chips.selectedTokenProperty().get()).isEqualTo(LabSession.NONE);
        assertThat(session().keyTokenProperty().get()).isEqualTo(LabSession.NONE);
    }

    @Test
    void aCutEdgeMovesTheBarsAndUndoBringsThemBack() {
        Cell cell = lockACell();
        float[] whole = reading().logits();
        assertThat(bars().compared()).isFalse();
        robot.clickOn("#amap-cut");
        await(() -> bars().compared());
        assertThat(reading().interventions().list())
                .containsExactly(new Intervention.CutEdge(0, 0, cell.row(), cell.column()));
        assertThat(reading().logits()).isNotEqualTo(whole);
        assertThat(bars().rows()).anyMatch(row -> row.change() != 0);
        CheckBox line = (CheckBox) scene().lookup("#intervention-0");
        assertThat(line.isSelected()).isTrue();
        assertThat(line.getAccessibleText()).contains(shown(cell.column()));

        robot.press(KeyCode.SHORTCUT, KeyCode.Z).release(KeyCode.Z, KeyCode.SHORTCUT);
        await(() -> !bars().compared());
        assertThat(session().interventionsProperty().get()).isEmpty();
        assertThat(reading().logits()).isEqualTo(whole);
        assertThat(scene().lookup("#intervention-0")).isNull();
    }

    @Test
    void aTokenIsGeneratedWithAHeadTakenOut() {
        robot.clickOn("#amap-ablate");
        await(() -> bars().compared());
        Intervention ablated = new Intervention.ScaleHead(0, 0, 0);
        assertThat(reading().interventions().list()).containsExactly(ablated);
        int before = tokens().size();
        press(KeyCode.G);
        await(() -> tokens().size() == before + 1 && reading().tokens().size() == before + 1);
        assertThat(reading().interventions().list()).containsExactly(ablated);
        await(() -> bars().compared() && map().shownDataProperty().get().rows() == before + 1);
        assertThat(((CheckBox) scene().lookup("#intervention-0")).isSelected()).isTrue();
    }

    @Test
    void theSinkIsHiddenByAKeyAndThatIsSaid() {
        press(KeyCode.ESCAPE); // out of the prompt
        robot.moveTo(map());
        press(KeyCode.S);
        Label note = (Label) scene().lookup("#amap-note");
        await(note::isVisible);
        assertThat(note.getText()).contains("hidden", "still attends");
        assertThat(((ToggleButton) scene().lookup("#amap-sink")).isSelected()).isTrue();
        press(KeyCode.S);
        await(() -> !note.isVisible());
    }

    @Test
    void theMapFillsTheScreenUnderThePointer() {
        double width = map().getWidth();
        press(KeyCode.ESCAPE); // out of the prompt
        robot.moveTo(map());
        press(KeyCode.M);
        assertThat(map().getWidth()).isGreaterThan(1.5 * width);
        Cell cell = lockACell();
        assertThat(session().selectedTokenProperty().get()).isEqualTo(cell.row());
        press(KeyCode.M);
        assertThat(map().getWidth()).isEqualTo(width);
        assertThat(map().selectedCellProperty().get()).isEqualTo(cell);
    }
}
