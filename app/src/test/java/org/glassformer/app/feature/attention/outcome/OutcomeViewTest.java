package org.glassformer.app.feature.attention.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeViewTest extends RobotTest {

    private static final String PROMPT = "Once upon a time, there was a little girl";

    @TempDir Path folders;

    private OutcomeLab lab;

    @BeforeEach
    void open() {
        Path tiny = TinyModels.write(folders.resolve("tiny"), 1);
        AtomicReference<OutcomeLab> made = new AtomicReference<>();
        show(
                Theme.LIGHT,
                760,
                620,
                () -> {
                    OutcomeLab opened = new OutcomeLab(new FxTaskRunner());
                    made.set(opened);
                    opened.session().promptProperty().set(PROMPT);
                    opened.opening().open(tiny);
                    OutcomeView view =
                            new OutcomeView(
                                    opened.model(),
                                    Runnable::run,
                                    new PanelExport(Runnable::run, Runnable::run, notice -> {}));
                    view.setMaxWidth(300);
                    StackPane pane = new StackPane(view, view.patchCard());
                    StackPane.setAlignment(view, Pos.CENTER_RIGHT);
                    StackPane.setAlignment(view.patchCard(), Pos.TOP_LEFT);
                    return pane;
                });
        lab = made.get();
        settle();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void settle() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> lab.isSettled());
        pulses(2);
    }

    private ChangeBars bars() {
        return robot.lookup("#outcome-bars").queryAs(ChangeBars.class);
    }

    private int lines() {
        return lab.session().interventionsProperty().get().size();
    }

    private void add(String start) {
        robot.clickOn("#outcome-add");
        pulses(3);
        MenuItem item =
                robot.lookup("#outcome-add").queryAs(MenuButton.class).getItems().stream()
                        .filter(each -> each.getText() != null && each.getText().startsWith(start))
                        .findFirst()
                        .orElseThrow();
        assertThat(item.isDisable()).isFalse();
        onFx(() -> {
            robot.lookup("#outcome-add").queryAs(MenuButton.class).hide();
            item.fire();
        });
    }

    @Test
    void anEdgeIsCutFromTheListSwitchedOffAndUndone() {
        assertThat(bars().dataProperty().get().compared()).isFalse();
        onFx(() -> {
            lab.session().selectedTokenProperty().set(5);
            lab.session().keyTokenProperty().set(2);
        });
        add("cut 0.0");
        settle();
        assertThat(lines()).isEqualTo(1);
        assertThat(bars().dataProperty().get().compared()).isTrue();
        assertThat(robot.lookup("#outcome-figures").query().isVisible()).isTrue();
        robot.clickOn("#intervention-0");
        settle();
        assertThat(robot.lookup("#intervention-0").queryAs(CheckBox.class).isSelected()).isFalse();
        assertThat(bars().dataProperty().get().compared()).isFalse();
        robot.clickOn("#outcome-undo");
        settle();
        assertThat(bars().dataProperty().get().compared()).isTrue();
        robot.clickOn("#outcome-undo");
        settle();
        assertThat(lines()).isZero();
        robot.clickOn("#outcome-redo");
        settle();
        robot.clickOn("#intervention-remove-0");
        settle();
        assertThat(lines()).isZero();
    }

    @Test
    void aClickedTokenIsFollowedAndEscLetsItGo() {
        robot.clickOn(at(bars(), 40, 60));
        pulses(2);
        int followed = lab.session().targetProperty().get();
        assertThat(followed).isNotEqualTo(LabSession.NONE);
        robot.push(KeyCode.ESCAPE);
        pulses(2);
        assertThat(bars().selectedIdProperty().get()).isEqualTo(LabSession.NONE);
        int tokens = lab.session().tokensProperty().get().size();
        robot.moveTo(at(bars(), 40, 90));
        robot.sleep(600);
        robot.doubleClickOn(at(bars(), 40, 90));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> lab.session().tokensProperty().get().size() == tokens + 1);
    }

    @Test
    void theBarsKeepTheirRoomWhenTheListGrows() {
        onFx(() -> lab.list().add(new Intervention.ScaleHead(0, 0, 0)));
        settle();
        double height = bars().getHeight();
        onFx(() -> {
            for (int query = 1; query < 9; query++) {
                lab.list().add(new Intervention.CutEdge(0, 1, query, 0));
            }
        });
        settle();
        assertThat(lines()).isEqualTo(9);
        assertThat(bars().getHeight()).isEqualTo(height).isGreaterThan(100);
        Node newest = robot.lookup("#intervention-8").query();
        Node list = robot.lookup(".interventions").query();
        assertThat(list.localToScene(list.getBoundsInLocal()))
                .matches(bounds -> bounds.contains(newest.localToScene(newest.getBoundsInLocal())));
    }

    @Test
    void aFactorIsDraggedInTheList() {
        onFx(() -> lab.list().add(new Intervention.ScaleHead(0, 1, 0.5f)));
        settle();
        Node slider = robot.lookup("#intervention-factor-0").query();
        robot.drag(middle(slider.lookup(".thumb"))).moveBy(-190, 0).drop();
        settle();
        float factor = lab.model().interventions().linesProperty().get().getFirst().factor();
        assertThat(factor).isLessThan(-1);
        robot.clickOn("#outcome-undo");
        settle();
        assertThat(lab.model().interventions().linesProperty().get().getFirst().factor())
                .isEqualTo(0.5f);
    }

    @Test
    void anotherPromptIsWrittenAndPatchedFrom() {
        add("Patch");
        pulses(2);
        TextField text = robot.lookup("#patch-text").queryAs(TextField.class);
        assertThat(text.getText()).isEqualTo(PROMPT);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write("Once upon a dog");
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() ->
                        lab.model().patch().otherTokensProperty().get().size() < 9
                                && lab.model().patch().possibleProperty().get());
        pulses(2);
        robot.clickOn("#sweep-start");
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> !lab.model().patch().sweep().pictureProperty().get().data().isEmpty());
        robot.clickOn("#patch-apply");
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> lines() == 1);
        settle();
        assertThat(bars().dataProperty().get().compared()).isTrue();
        robot.clickOn("#patch-text");
        robot.push(KeyCode.ESCAPE);
        pulses(2);
        assertThat(robot.lookup("#patch-card").query().isVisible()).isFalse();
    }
}
