package org.glassformer.app.feature.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.ChainSettings.Entry;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.History;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.NextToken;
import org.glassformer.app.session.PromptReader;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.StageParameter;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.SamplingTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The screen's panels handled with mouse and keyboard.
class SamplingPanelsTest extends RobotTest {

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final LabSession session = new LabSession();

    @BeforeEach
    void open() {
        show(
                Theme.LIGHT,
                1200,
                600,
                () -> {
                    NewestWins text = runner.newestWins();
                    PromptReader reader = new PromptReader(session, engine, text);
                    Continuation continuation =
                            new Continuation(session, engine, reader, text, new History());
                    new NextToken(session, runner);
                    session.promptProperty().set("Once upon a time");
                    new ModelOpening(session, engine, runner).open(SampleModels.stories());
                    SamplingViewModel model =
                            new SamplingViewModel(
                                    session,
                                    engine,
                                    new ModelOpening(session, engine, runner),
                                    continuation,
                                    runner);
                    NextTokenPanel bars = new NextTokenPanel(model, export());
                    HBox.setHgrow(bars, Priority.ALWAYS);
                    ChainPanel chain =
                            new ChainPanel(model.chain(), model.settings(), model.constraint());
                    chain.setMinWidth(320);
                    chain.setMaxWidth(320);
                    return new HBox(bars, chain);
                });
    }

    private static PanelExport export() {
        return new PanelExport(Runnable::run, Runnable::run, notice -> {});
    }

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private List<StageKind> cards() {
        return ChainViewModel.shown(session.chainProperty().get()).stream()
                .map(Entry::kind)
                .toList();
    }

    private double value(StageParameter parameter) {
        return parameter.value(session.chainProperty().get().stage(parameter.kind()));
    }

    private SamplingTrace trace() {
        return Objects.requireNonNull(session.traceProperty().get());
    }

    private Node node(String id) {
        return Objects.requireNonNull(scene().lookup("#" + id));
    }

    @Test
    void aSliderMovesTheBars() {
        Object reading = session.readingProperty().get();
        double before = trace().probability(0);
        Slider slider = (Slider) node("chain-temperature").lookup(".slider");
        robot.clickOn(at(slider, 20, slider.getHeight() / 2));
        pulses(2);
        assertThat(value(StageParameter.TEMPERATURE)).isLessThan(0.5);
        assertThat(trace().probability(0)).isGreaterThan(before);
        assertThat(session.readingProperty().get()).isSameAs(reading);
    }

    @Test
    void theSwitchFoldsAStageAndBringsItBack() {
        double open = ((StageCard) node("stage-top_p")).getHeight();
        robot.clickOn(middle(node("chain-top_p-on")));
        pulses(2);
        assertThat(session.chainProperty().get().entry(StageKind.TOP_P).on()).isFalse();
        assertThat(((StageCard) node("stage-top_p")).getHeight()).isLessThan(open);
        assertThat(((CheckBox) node("chain-top_p-on")).isSelected()).isFalse();
        robot.clickOn(middle(node("chain-top_p-on")));
        pulses(2);
        assertThat(session.chainProperty().get()).isEqualTo(ChainSettings.LLAMA_CPP);
        assertThat(((StageCard) node("stage-top_p")).getHeight()).isEqualTo(open);
    }

    @Test
    void aDoubleClickOnTheValueResets() {
        robot.doubleClickOn(middle(node("chain-min_p").lookup(".value")));
        pulses(2);
        assertThat(value(StageParameter.MIN_P)).isZero();
    }

    @Test
    void altUpAndDownMoveTheFocusedCard() {
        onFx(() -> node("stage-temperature").requestFocus());
        robot.press(KeyCode.ALT, KeyCode.UP).release(KeyCode.UP, KeyCode.ALT);
        pulses(2);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TOP_P, StageKind.TEMPERATURE, StageKind.MIN_P);
        robot.press(KeyCode.ALT, KeyCode.UP).release(KeyCode.UP, KeyCode.ALT);
        pulses(2);
        assertThat(cards())
                .containsExactly(
                        StageKind.TOP_K, StageKind.TEMPERATURE, StageKind.TOP_P, StageKind.MIN_P);
        robot.press(KeyCode.ALT, KeyCode.DOWN).release(KeyCode.DOWN, KeyCode.ALT);
        pulses(2);
        assertThat(cards().indexOf(StageKind.TEMPERATURE)).isEqualTo(2);
    }

    @Test
    void aCardIsDraggedByItsGrip() {
        StageCard moved = (StageCard) node("stage-temperature");
        Point2D grip = middle(moved.grip());
        Bounds first = node("stage-top_k").localToScreen(node("stage-top_k").getBoundsInLocal());
        robot.moveTo(grip).press(MouseButton.PRIMARY);
        robot.moveTo(grip.getX(), first.getMinY() + 30);
        pulses(2);
        robot.moveTo(grip.getX(), first.getMinY() + 4);
        pulses(1);
        assertThat(cards().getFirst()).isEqualTo(StageKind.TOP_K);
        robot.release(MouseButton.PRIMARY);
        pulses(2);
        assertThat(cards())
                .containsExactly(
                        StageKind.TEMPERATURE, StageKind.TOP_K, StageKind.TOP_P, StageKind.MIN_P);
        assertThat(moved.getTranslateY()).isZero();
    }

    @Test
    void aTokenIsFoundMarkedAndBroughtBack() {
        onFx(() -> session.chainProperty().set(ChainSettings.LLAMA_CPP.neutral().withTopK(5)));
        LogitBars bars = (LogitBars) node("next-token");
        robot.clickOn(middle(node("find-token"))).write("dragon", 0);
        pulses(2);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        pulses(2);
        int row = bars.selectedRowProperty().get();
        assertThat(bars.dataProperty().get().bars().get(row).token()).contains("dragon");
        assertThat(bars.firstRowProperty().get()).isPositive();
        assertThat(row)
                .isBetween(
                        bars.firstRowProperty().get(),
                        bars.firstRowProperty().get() + bars.visibleRowsProperty().get() - 1);
        assertThat(trace().removedBy(row)).isNotEqualTo(SamplingTrace.NOT_REMOVED);
        robot.clickOn(middle(node("back-by-top_k")));
        pulses(2);
        assertThat(trace().removedBy(row)).isEqualTo(SamplingTrace.NOT_REMOVED);
        assertThat(session.chainProperty().get().stage(StageKind.TOP_K))
                .isEqualTo(new Cut.TopK(row + 1, Cut.TieRule.CUT_BY_ORDER));
        onFx(bars::requestFocus);
        robot.press(KeyCode.END).release(KeyCode.END);
        pulses(2);
        assertThat(bars.selectedRowProperty().get()).isEqualTo(trace().size() - 1);
        assertThat(bars.firstRowProperty().get())
                .isEqualTo(trace().size() - bars.visibleRowsProperty().get());
    }

    private LogitBars bars() {
        return (LogitBars) node("next-token");
    }

    /// Where a column of the bars ends or a row begins is the skin's: the pointer looks for its cursor.
    private Point2D find(Cursor wanted, double fromX, double fromY, double stepX, double stepY) {
        for (int i = 0; i < 900; i++) {
            Point2D place = at(bars(), fromX + i * stepX, fromY + i * stepY);
            robot.moveTo(place);
            if (wanted.equals(bars().getCursor())) {
                return place;
            }
        }
        throw new AssertionError("nothing to take hold of");
    }

    @Test
    void aDraggedBarMovesTheTemperature() {
        onFx(() -> session.chainProperty().set(ChainSettings.LLAMA_CPP.neutral()));
        pulses(2);
        double before = trace().probability(0);
        Point2D end = find(Cursor.H_RESIZE, 350, 40, 2, 0);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(end.getX() + 20, end.getY());
        robot.moveTo(end.getX() + 45, end.getY());
        pulses(2);
        assertThat(trace().probability(0)).isGreaterThan(before + 0.01);
        robot.release(MouseButton.PRIMARY);
        pulses(2);
        assertThat(value(StageParameter.TEMPERATURE)).isLessThan(1);
        assertThat(bars().selectedRowProperty().get()).isZero();
        assertThat(bars().getAccessibleText()).contains("Temperature");
        Slider slider = (Slider) node("chain-temperature").lookup(".slider");
        assertThat(slider.getValue()).isLessThan(0.5);
    }

    @Test
    void aDraggedCutLineMovesTheStageThatCuts() {
        onFx(() -> session.chainProperty().set(ChainSettings.LLAMA_CPP.neutral().withTopK(8)));
        pulses(2);
        Point2D line = find(Cursor.V_RESIZE, 200, 60, 0, 2);
        robot.press(MouseButton.PRIMARY);
        robot.moveTo(line.getX(), line.getY() - 40);
        robot.moveTo(line.getX(), line.getY() - 80);
        pulses(2);
        robot.release(MouseButton.PRIMARY);
        pulses(2);
        assertThat(trace().kept()).isBetween(3, 6);
        assertThat(value(StageParameter.TOP_K)).isEqualTo(trace().kept());
        assertThat(bars().selectedRowProperty().get()).isEqualTo(LogitBars.NONE);
    }

    @Test
    void shiftAndArrowsMoveTheSelectedBarAndTheCutLine() {
        onFx(() -> {
            session.chainProperty().set(ChainSettings.LLAMA_CPP.neutral().withTopK(8));
            bars().selectedRowProperty().set(0);
            bars().requestFocus();
        });
        pulses(1);
        robot.press(KeyCode.SHIFT, KeyCode.DOWN).release(KeyCode.DOWN, KeyCode.SHIFT);
        pulses(2);
        assertThat(trace().kept()).isEqualTo(9);
        robot.press(KeyCode.SHIFT, KeyCode.UP).release(KeyCode.UP);
        robot.press(KeyCode.UP).release(KeyCode.UP, KeyCode.SHIFT);
        pulses(2);
        assertThat(trace().kept()).isEqualTo(7);
        double next = (Math.floor(trace().probability(0) * 100) + 1) / 100;
        robot.press(KeyCode.SHIFT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.SHIFT);
        pulses(2);
        assertThat(trace().probability(0)).isCloseTo(next, within(1e-6));
        assertThat(bars().selectedRowProperty().get()).isZero();
    }

    @Test
    void aConstraintMasksTheBarsAndFollowsItsText() {
        robot.clickOn(at(node("constraint-on"), 8, 8));
        pulses(3);
        assertThat(bars().dataProperty().get().bars().getFirst().masked()).isFalse();
        long allowed =
                bars().dataProperty().get().bars().stream().filter(bar -> !bar.masked()).count();
        assertThat(allowed).isBetween(2L, 40L);
        TextArea editor = (TextArea) node("constraint-source");
        robot.clickOn(middle(editor));
        robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        robot.write(" dragon", 0);
        pulses(3);
        assertThat(editor.getText()).isEqualTo(" dragon");
        assertThat(((Label) node("constraint-next")).getText()).contains("·d");
        assertThat(bars().dataProperty().get().bars().getFirst().token()).startsWith(" ");
        assertThat(bars().dataProperty().get().bars().get(20).removedBy()).isEqualTo("mask");
        robot.clickOn(middle(node("allowed-first")));
        pulses(2);
        assertThat(bars().dataProperty().get().bars().getFirst().masked()).isTrue();
        assertThat(bars().dataProperty().get().bars().getFirst().rawP())
                .isEqualTo(trace().rawProbability(0));
    }
}
