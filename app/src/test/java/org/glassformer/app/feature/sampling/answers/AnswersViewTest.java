package org.glassformer.app.feature.sampling.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.awaitility.Awaitility;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Searched;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.control.BeamTree;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// Answers handled with mouse and keyboard, with real threads.
class AnswersViewTest extends RobotTest {

    private static final String PROMPT = "Once upon a time";

    private final FxTaskRunner runner = new FxTaskRunner();
    private AnswersLab lab;

    @BeforeEach
    void open() {
        lab =
                WaitForAsyncUtils.waitForAsyncFx(
                        20_000, () -> new AnswersLab(runner, SampleModels.stories(), PROMPT));
        show(
                Theme.LIGHT,
                1000,
                600,
                () -> {
                    AnswersView view =
                            new AnswersView(
                                    lab.answers,
                                    new PanelExport(Runnable::run, Runnable::run, notice -> {}));
                    StackPane pane = new StackPane(view);
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
        until(() -> lab.session.stateProperty().get() == LabState.READY);
    }

    @AfterEach
    void close() {
        runner.close();
        lab.close();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
        pulses(3);
    }

    private Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id), id);
    }

    private void type(String id, String number) {
        robot.doubleClickOn(middle(node(id))).write(number, 0);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(1);
    }

    @Test
    void answersAreWrittenComparedCountedAndUsed() {
        type("answers-count", "3");
        assertThat(((TextField) node("answers-count")).getText()).isEqualTo("3");
        robot.clickOn(middle(node("answers-run")));
        SampledViewModel model = lab.answers.sampled();
        until(() -> model.stateProperty().get() == LabState.READY);
        ListView<?> list = (ListView<?>) node("answers-list");
        assertThat(list.getItems()).hasSize(3);
        AnswerRow last = model.rowsProperty().get().getLast();
        robot.clickOn(at(list, 60, list.getHeight() - 5)); // below the last one
        Node cell =
                list.lookupAll(".list-cell").stream()
                        .filter(it -> it instanceof AnswerCell row && last.equals(row.getItem()))
                        .findFirst()
                        .orElseThrow();
        robot.clickOn(at(cell, 60, 8));
        pulses(2);
        assertThat(model.comparison().chosenProperty().get()).isEqualTo(last.number());
        String left =
                ((TextFlow) node("answers-left"))
                        .getChildren().stream()
                                .map(part -> ((Text) part).getText())
                                .reduce("", String::concat);
        assertThat(left).isEqualTo(last.text());
        robot.clickOn(middle(node("answers-show-table")));
        pulses(2);
        assertThat(((TableView<?>) node("answers-table")).getItems()).hasSize(3);
        robot.clickOn(middle(node("answers-use")));
        until(() ->
                lab.session.stateProperty().get() == LabState.READY
                        && lab.session.promptProperty().get().equals(PROMPT + last.text()));
        assertThat(model.isUsable(last.number())).isTrue();
    }

    @Test
    void aSearchIsDrawnPickedAndUsed() {
        onFx(() -> lab.answers.modeProperty().set(AnswersMode.BEAMS));
        type("beams-width", "2");
        robot.clickOn(middle(node("beams-run")));
        BeamsViewModel model = lab.answers.beams();
        until(() -> model.stateProperty().get() == LabState.READY);
        BeamTree tree = (BeamTree) node("beams-tree");
        onFx(tree::requestFocus);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(2);
        int picked = model.chosenProperty().get();
        Searched searched = Objects.requireNonNull(model.searchedProperty().get());
        assertThat(searched.nodes().get(picked).depth()).isEqualTo(2);
        robot.clickOn(middle(node("beams-use")));
        until(() ->
                lab.session.stateProperty().get() == LabState.READY
                        && lab.session
                                .promptProperty()
                                .get()
                                .equals(PROMPT + searched.text(picked)));
    }

    @Test
    void theModelAnswersOthersWhileAnswersAreWritten() {
        onFx(() -> lab.answers.mostProperty().set(200));
        type("answers-count", "64");
        robot.clickOn(middle(node("answers-run")));
        SampledViewModel model = lab.answers.sampled();
        until(() -> !model.rowsProperty().get().isEmpty());
        onFx(() -> lab.session.promptProperty().set("Another text"));
        until(() -> lab.reading().text().equals("Another text"));
        assertThat(model.stateProperty().get()).isEqualTo(LabState.BUSY);
        robot.clickOn(middle(node("answers-run")));
        until(() -> model.stateProperty().get() == LabState.STALE);
        assertThat(model.rowsProperty().get()).hasSizeLessThan(64);
    }

    @Test
    void fieldsThatTakeRowsKeepTheirHeightAboveThePicture() {
        onFx(() -> lab.answers.modeProperty().set(AnswersMode.BEAMS));
        onFx(() -> ((Region) node("answers")).setMaxSize(560, 200));
        pulses(3);
        Bounds button = node("beams-run").localToScene(node("beams-run").getLayoutBounds());
        Node tree = node("beams-tree");
        Bounds picture = tree.localToScene(tree.getLayoutBounds());
        assertThat(picture.getMinY()).isGreaterThanOrEqualTo(button.getMaxY());
        assertThat(tree.getParent().getClip()).isNotNull();
    }
}
