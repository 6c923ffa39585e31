package org.glassformer.app.app;

import java.util.Map;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.TextTree;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.sampling.Cut;
import org.glassformer.engine.sampling.Penalty;
import org.glassformer.engine.sampling.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The Sampling screen: bars and chain, a constraint, a text that forks, answers, comparison and cases.
class SamplingScreenshotTest extends ScreenPictures {

    @ParameterizedTest
    @MethodSource("windows")
    void theSamplingScreenIsDrawn(Theme theme, int width, int height) {
        open(theme, width, height);
        String end = in(theme, width, height);
        show("sampling");
        keep("sampling" + end);
        boolean large = width > 1366;
        if (large == (theme == Theme.DARK)) {
            robot.clickOn("#constraint-on");
            await(() -> session().constraintProperty().get() != null);
            keep("constraint" + end);
            robot.clickOn("#constraint-on");
            await(() -> session().constraintProperty().get() == null);
            work();
            keep("sampling-work" + end);
        }
        assertReady();
    }

    /// Penalties and chance in the chain, a thousand draws, and a token far down that was removed.
    private void work() {
        onFx(() ->
                session()
                        .chainProperty()
                        .set(
                                ChainSettings.LLAMA_CPP
                                        .with(new Penalty.Repetition(1.1, Penalty.ALL))
                                        .with(new Cut.Xtc(0.5, 0.1, 0))
                                        .with(new Stage.LogitBias(Map.of(500, 2.5)))
                                        .with(new Cut.TopP(0.9))
                                        .switched(StageKind.TOP_P, false)));
        pulses(3);
        fire("draw-thousand");
        LogitBars bars = (LogitBars) node("next-token");
        onFx(() -> bars.reveal(bars.visibleRowsProperty().get() + 30));
        await(() -> node("why-not").isVisible());
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, 1366, 768",
        "DARK, 1920, 1080",
        "PROJECTOR, 1366, 768",
        "PROJECTOR, 1920, 1080"
    })
    void theTextAndTheTreeAreDrawn(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        open(theme, width, height);
        show("sampling");
        grow();
        boolean low = scene().lookup("#sampling-sections-TEXT") != null;
        onFx(() -> stage().lab().continuation().lookAt(21));
        stage().awaitStep();
        keep("sampling-next" + end);
        if (low) {
            robot.clickOn("#sampling-sections-TEXT");
            keep("sampling-text" + end);
        }
        robot.clickOn("#sampling-sections-TREE");
        keep("sampling-tree" + end);
        onFx(() -> ((TextTree) node("text-tree")).selectedProperty().set(25));
        pulses(2);
        fire("tree-compare");
        keep("sampling-compare" + end);
    }

    /// Three branches: the first of thirty tokens, two more from places in it, one with a name.
    private void grow() {
        Continuation continuation = stage().lab().continuation();
        generate(30);
        onFx(() -> continuation.lookAt(24));
        stage().awaitStep();
        onFx(() -> session().seedProperty().set(7));
        generate(20);
        onFx(() -> continuation.lookAt(20));
        stage().awaitStep();
        onFx(() -> session().seedProperty().set(11));
        generate(24);
        onFx(() -> continuation.rename(34, "another seed"));
    }

    private void generate(int tokens) {
        onFx(() -> stage().lab().continuation().generate(tokens));
        await(() -> !stage().lab().continuation().runningProperty().get());
        stage().awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theAnswersTheComparisonAndTheCasesAreDrawn(Theme theme, int width, int height) {
        String end = in(theme, width, height);
        open(theme, width, height);
        show("sampling");
        generate(12);
        robot.clickOn("#sampling-sections-ANSWERS");
        fire("answers-run");
        keep("sampling-answers" + end);
        robot.clickOn(Messages.text("answers.mode.BEAMS"));
        fire("beams-run");
        keep("sampling-beams" + end);
        robot.clickOn("#sampling-sections-COMPARE");
        keep("sampling-settings" + end);
        robot.clickOn("#sampling-sections-CASES");
        keep("sampling-cases" + end);
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        refresh(
                Theme.LIGHT,
                "sampling-light.png",
                () -> {
                    show("sampling");
                    grow();
                    onFx(() -> stage().lab().continuation().lookAt(23));
                    stage().awaitStep();
                });
    }
}
