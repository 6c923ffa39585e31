package org.glassformer.app.feature.tokens.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Insets;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.FxTaskRunner;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

class OwnBpeViewTest extends RobotTest {

    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final EngineService engine = new EngineService();
    private final TokenizerShelf shelf = new TokenizerShelf(new LabSession(), engine, runner);
    private final PanelExport export = new PanelExport(Runnable::run, Runnable::run, _ -> {});
    private final SimpleStringProperty text = new SimpleStringProperty("low lower lowest");

    @AfterEach
    void close() {
        engine.close();
        runner.close();
    }

    private OwnBpeViewModel open(Theme theme, double width, double height) {
        return open(theme, width, height, runner);
    }

    private OwnBpeViewModel open(Theme theme, double width, double height, TaskRunner tasks) {
        OwnBpeViewModel[] model = new OwnBpeViewModel[1];
        show(
                theme,
                width,
                height,
                () -> {
                    model[0] =
                            new OwnBpeViewModel(
                                    text,
                                    shelf,
                                    tasks,
                                    new SimpleObjectProperty<>(shelf.choices().getFirst()));
                    StackPane pane = new StackPane(new OwnBpeView(model[0], export));
                    pane.setPadding(new Insets(8));
                    pane.getStyleClass().add(StyleClass.BACKDROP);
                    return pane;
                });
        return model[0];
    }

    private void write(String name, Theme theme) {
        String file = "own-bpe-" + name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        Snapshots.write(picture(), Path.of("target", "gallery", file));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void panelIsDrawnAtEverySize(Theme theme) {
        double larger = theme == Theme.PROJECTOR ? 1.4 : 1;
        OwnBpeViewModel model = open(theme, 696 * larger, 456 * larger);
        write("start", theme);
        onFx(() -> model.forward(1));
        write("first", theme);
        onFx(() -> model.forward(180));
        write("usual", theme);
        assertThat(Snapshots.colors(picture())).isGreaterThan(20);
        OwnBpeViewModel small = open(theme, 616 * larger, 346 * larger);
        onFx(() -> small.forward(40));
        write("small", theme);
        OwnBpeViewModel large = open(theme, 1400, 800);
        onFx(() -> large.forward(744));
        write("large", theme);
        assertThat(large.momentProperty().get().vocabSize()).isEqualTo(1000);
    }

    @Test
    void buttonsKeysAndTheCurveGoThroughTheMerges() {
        OwnBpeViewModel model = open(Theme.LIGHT, 900, 600);
        robot.clickOn("#own-bpe-step");
        assertThat(model.momentProperty().get().merge()).isEqualTo(1);
        robot.clickOn("#own-bpe-more-100");
        assertThat(model.momentProperty().get().merge()).isEqualTo(101);
        robot.clickOn("#own-bpe-back");
        assertThat(model.momentProperty().get().merge()).isEqualTo(100);
        LinePlot curve = (LinePlot) scene().lookup("#own-bpe-curve");
        robot.clickOn(middle(curve));
        assertThat(model.momentProperty().get().merge()).isBetween(20, 80);
        assertThat(curve.markedXProperty().get())
                .isEqualTo(model.momentProperty().get().vocabSize());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        robot.clickOn("#own-bpe-reset");
        assertThat(model.momentProperty().get().merge()).isZero();
    }

    @Test
    void playingGoesOnByItselfAndStopsWithThePanel() {
        OwnBpeViewModel model = open(Theme.DARK, 900, 600);
        robot.clickOn("#own-bpe-play");
        pulses(45);
        assertThat(model.momentProperty().get().merge()).isBetween(1, 6);
        robot.clickOn("#own-bpe-play");
        int reached = model.momentProperty().get().merge();
        pulses(40);
        assertThat(model.momentProperty().get().merge()).isEqualTo(reached);
        assertThat(model.playingProperty().get()).isFalse();
    }

    @Test
    void learningManyInTheBackgroundShowsHowFarItIsAndStops() throws TimeoutException {
        FxTaskRunner background = new FxTaskRunner();
        OwnBpeViewModel model = open(Theme.LIGHT, 900, 600, background);
        waitFor(model, OwnBpeState.READY);
        onFx(() -> {
            model.splitProperty().set(WordSplit.NONE);
            model.sizeProperty().set(100_000);
        });
        waitFor(model, OwnBpeState.READY);
        onFx(() -> model.forward(100_000));
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> model.momentProperty().get().learned() > 0);
        onFx(model::cancel);
        waitFor(model, OwnBpeState.READY);
        Moment moment = model.momentProperty().get();
        assertThat(moment.merge()).isEqualTo(moment.learned()).isPositive();
        onFx(() -> model.goTo(1));
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> model.momentProperty().get().merge() == 1);
        onFx(background::close);
    }

    private static void waitFor(OwnBpeViewModel model, OwnBpeState state) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> model.stateProperty().get() == state);
    }
}
