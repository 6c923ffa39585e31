package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Baseline;
import org.glassformer.app.session.ChainSettings;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.StageKind;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.SampleModels;
import org.glassformer.app.testing.Snapshots;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.TextTree;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.model.Experts;
import org.glassformer.engine.sampling.Stage;
import org.glassformer.engine.train.story.StoryGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.util.WaitForAsyncUtils;

/// Writes the window on the main sample model to `target/screenshots`, to be looked at.
///
/// `-Dglassformer.screenshots=DIR` also writes `lab-light.png` and `lab-dark.png`, those of the README, into `DIR`.
class ScreenshotTest extends RobotTest {

    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int WARM_RUNS = 16;
    private static final String README_FOLDER = "glassformer.screenshots";

    private static final String TEXT = new StoryGenerator(5).story(3) + " ";

    @TempDir static Path folders;

    static List<Arguments> windows() {
        return List.of(Theme.values()).stream()
                .flatMap(theme ->
                        List.of(Arguments.of(theme, 1366, 768), Arguments.of(theme, 1920, 1080))
                                .stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theAttentionScreenIsDrawn(Theme theme, int width, int height) {
        String name =
                "attention-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), this::takeOut);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theSamplingScreenIsDrawn(Theme theme, int width, int height) {
        String name =
                "sampling-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(
                theme,
                width,
                height,
                FOLDER.resolve(name + ".png"),
                stage -> show(stage, "sampling"));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theInsideOfTheModelIsDrawn(Theme theme) {
        String end = "-" + theme.name().toLowerCase(Locale.ROOT) + "-1366x768.png";
        try (LabOnStage stage = open(theme, 1366, 768)) {
            assertThat(stage.session().stateProperty().get()).isEqualTo(LabState.READY);
            for (String section : List.of("STREAM", "CONTRIBUTIONS", "NEURONS", "EMBEDDINGS")) {
                robot.clickOn("#attention-sections-" + section);
                WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
                pulses(4);
                WritableImage picture = picture();
                Snapshots.write(picture, FOLDER.resolve(section.toLowerCase(Locale.ROOT) + end));
                assertThat(Snapshots.colors(picture)).isGreaterThan(100);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theSamplingScreenIsDrawnAtWork(Theme theme, int width, int height) {
        String name =
                "sampling-work-"
                        + theme.name().toLowerCase(Locale.ROOT)
                        + "-"
                        + width
                        + "x"
                        + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), this::sampleAtWork);
    }

    @ParameterizedTest
    @CsvSource({
        "LIGHT, 1366, 768",
        "DARK, 1920, 1080",
        "PROJECTOR, 1366, 768",
        "PROJECTOR, 1920, 1080"
    })
    void theTextAndTheTreeAreDrawn(Theme theme, int width, int height) {
        String end =
                "-%s-%dx%d.png".formatted(theme.name().toLowerCase(Locale.ROOT), width, height);
        try (LabOnStage stage = open(theme, width, height)) {
            show(stage, "sampling");
            grow(stage);
            boolean low = scene().lookup("#sampling-sections-TEXT") != null;
            onFx(() -> stage.lab().continuation().lookAt(21));
            stage.awaitStep();
            write("sampling-next" + end);
            if (low) {
                robot.clickOn("#sampling-sections-TEXT");
                write("sampling-text" + end);
            }
            robot.clickOn("#sampling-sections-TREE");
            write("sampling-tree" + end);
            onFx(() -> ((TextTree) scene().lookup("#text-tree")).selectedProperty().set(25));
            pulses(2);
            onFx(() -> ((Button) scene().lookup("#tree-compare")).fire());
            write("sampling-compare" + end);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theAnswersTheComparisonAndTheCasesAreDrawn(Theme theme, int width, int height) {
        String end =
                "-%s-%dx%d.png".formatted(theme.name().toLowerCase(Locale.ROOT), width, height);
        try (LabOnStage stage = open(theme, width, height)) {
            show(stage, "sampling");
            generate(stage, 12);
            robot.clickOn("#sampling-sections-ANSWERS");
            onFx(() -> ((Button) scene().lookup("#answers-run")).fire());
            WaitForAsyncUtils.sleep(4, TimeUnit.SECONDS);
            write("sampling-answers" + end);
            robot.clickOn(Messages.text("answers.mode.BEAMS"));
            onFx(() -> ((Button) scene().lookup("#beams-run")).fire());
            WaitForAsyncUtils.sleep(4, TimeUnit.SECONDS);
            write("sampling-beams" + end);
            robot.clickOn("#sampling-sections-COMPARE");
            WaitForAsyncUtils.sleep(4, TimeUnit.SECONDS);
            write("sampling-settings" + end);
            robot.clickOn("#sampling-sections-CASES");
            WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
            write("sampling-cases" + end);
        }
    }

    /// A text that forks, and a token of it looked at.
    private void sampleATree(LabOnStage stage) {
        show(stage, "sampling");
        grow(stage);
        onFx(() -> stage.lab().continuation().lookAt(23));
        stage.awaitStep();
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        pulses(4);
    }

    /// Three branches: the first of thirty tokens, two more from places in it, one with a name.
    private void grow(LabOnStage stage) {
        Continuation continuation = stage.lab().continuation();
        generate(stage, 30);
        onFx(() -> continuation.lookAt(24));
        stage.awaitStep();
        onFx(() -> stage.session().seedProperty().set(7));
        generate(stage, 20);
        onFx(() -> continuation.lookAt(20));
        stage.awaitStep();
        onFx(() -> stage.session().seedProperty().set(11));
        generate(stage, 24);
        onFx(() -> continuation.rename(34, "another seed"));
    }

    private void generate(LabOnStage stage, int tokens) {
        onFx(() -> stage.lab().continuation().generate(tokens));
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !stage.lab().continuation().runningProperty().get());
        stage.awaitReady();
    }

    private void write(String name) {
        WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
        pulses(4);
        WritableImage picture = picture();
        Snapshots.write(picture, FOLDER.resolve(name));
        assertThat(Snapshots.colors(picture)).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theConstraintIsDrawn(Theme theme, int width, int height) {
        String name =
                "constraint-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), this::constrain);
    }

    /// Colours alone may follow, and the pointer is on the end of a bar.
    private void constrain(LabOnStage stage) {
        show(stage, "sampling");
        robot.clickOn("#constraint-on");
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> stage.session().constraintProperty().get() != null);
        pulses(6);
    }

    /// Penalties and chance in the chain, a thousand draws, and a token far down that was removed.
    private void sampleAtWork(LabOnStage stage) {
        show(stage, "sampling");
        onFx(() ->
                stage.session()
                        .chainProperty()
                        .set(
                                ChainSettings.LLAMA_CPP
                                        .with(new Stage.RepetitionPenalty(1.1, Stage.ALL))
                                        .with(new Stage.Xtc(0.5, 0.1, 0))
                                        .with(new Stage.LogitBias(Map.of(500, 2.5)))
                                        .with(new Stage.TopP(0.9))
                                        .switched(StageKind.TOP_P, false)));
        pulses(3);
        onFx(() -> ((Button) scene().lookup("#draw-thousand")).fire());
        LogitBars bars = (LogitBars) scene().lookup("#next-token");
        onFx(() -> bars.reveal(bars.visibleRowsProperty().get() + 30));
        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> scene().lookup("#why-not").isVisible());
        pulses(4);
    }

    private void show(LabOnStage stage, String screen) {
        onFx(() -> stage.on(screen));
        pulses(4);
    }

    /// One edge cut and one head ablated, and the edge looked at.
    private void takeOut(LabOnStage stage) {
        onFx(() -> {
            stage.lab().interventions().add(new Intervention.CutEdge(1, 2, 16, 10));
            stage.lab().interventions().add(new Intervention.ScaleHead(0, 3, 0));
            stage.session().selectedTokenProperty().set(16);
            stage.session().keyTokenProperty().set(10);
        });
        stage.awaitReady();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> {
                    Baseline before = stage.session().beforeProperty().get();
                    return before != null
                            && before.reading().equals(stage.session().readingProperty().get());
                });
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        pulses(4);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theTrainingScreenIsDrawn(Theme theme, int width, int height) {
        String name =
                "training-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), stage -> train(stage, name, 10));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theModelsScreenIsDrawn(Theme theme, int width, int height) {
        String name =
                "models-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(
                theme,
                width,
                height,
                FOLDER.resolve(name + ".png"),
                stage -> {
                    show(stage, "models");
                    Awaitility.await()
                            .atMost(20, TimeUnit.SECONDS)
                            .until(() -> scene().lookup("#models-facts .label") != null);
                    Snapshots.write(picture(), FOLDER.resolve(name + "-overview.png"));
                    onFx(((ToggleButton) scene().lookup("#models-sections-DEVICES"))::fire);
                    onFx(((Button) scene().lookup("#devices-compare"))::fire);
                    awaitText("devices-sentence", "next token");
                    pulses(4);
                    Snapshots.write(picture(), FOLDER.resolve(name + "-devices.png"));
                    onFx(((ToggleButton) scene().lookup("#models-sections-DOWNLOAD"))::fire);
                    pulses(4);
                });
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void smallerTypesAreDrawn(Theme theme, int width, int height) {
        String name =
                "quantise-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(
                theme,
                width,
                height,
                FOLDER.resolve(name + ".png"),
                stage -> {
                    show(stage, "models");
                    onFx(((ToggleButton) scene().lookup("#models-sections-QUANTISE"))::fire);
                    onFx(() -> {
                        TextArea text = (TextArea) scene().lookup("#quantise-text");
                        text.setText(text.getText().substring(0, 600));
                    });
                    awaitText("quantise-text-note", "tokens");
                    onFx(((Button) scene().lookup("#quantise-measure"))::fire);
                    awaitText("quantise-about", "bits from");
                    awaitText("quantise-measure", "Measure");
                    pulses(4);
                });
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void expertsAreDrawn(Theme theme, int width, int height) {
        String name =
                "experts-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        Path model = folders.resolve("experts");
        if (!Files.exists(model)) {
            Experts experts = new Experts(8, 2, 24, true, 40, List.of(1));
            TinyModels.mixture(model, 3, "qwen2_moe", experts);
        }
        String prompt =
                "Once upon a time, there was a little girl named Mia. She found a red ball.";
        try (LabOnStage stage = open(model, prompt, theme, width, height)) {
            show(stage, "models");
            onFx(((ToggleButton) scene().lookup("#models-sections-EXPERTS"))::fire);
            awaitText("experts-router-place", "Layer 1");
            onFx(() -> {
                stage.session().layerProperty().set(2);
                stage.session().selectedTokenProperty().set(2);
            });
            pulses(4);
            WritableImage picture = picture();
            Snapshots.write(picture, FOLDER.resolve(name + ".png"));
            assertThat(Snapshots.colors(picture)).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theArchitectureIsDrawn(Theme theme, int width, int height) {
        String name =
                "architecture-"
                        + theme.name().toLowerCase(Locale.ROOT)
                        + "-"
                        + width
                        + "x"
                        + height;
        shoot(
                theme,
                width,
                height,
                FOLDER.resolve(name + ".png"),
                stage -> {
                    show(stage, "models");
                    robot.clickOn("#models-sections-WEIGHTS");
                    Awaitility.await()
                            .atMost(20, TimeUnit.SECONDS)
                            .until(() -> scene().lookup("#weights-figures .label") != null);
                });
    }

    /// The choice of a task, then some steps and each phase of the next one; the gradient stays in view.
    private void train(LabOnStage stage, String name, int steps) {
        show(stage, "training");
        awaitText("training-cost", "parameters");
        Snapshots.write(picture(), FOLDER.resolve(name + "-choice.png"));
        onFx(((Button) scene().lookup("#training-start"))::fire);
        awaitText("training-step", "step 0");
        onFx(((Button) scene().lookup("#training-steps-" + steps))::fire);
        awaitText("training-step", "step " + steps);
        onFx(((Button) scene().lookup("#training-check"))::fire);
        awaitText("training-checked", "At step " + steps);
        for (String phase : List.of("WINDOWS", "FORWARD", "LOSS", "BACKWARD", "UPDATE", "AGAIN")) {
            onFx(((Button) scene().lookup("#training-phase"))::fire);
            WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
            pulses(4);
            Snapshots.write(picture(), FOLDER.resolve(name + "-" + phase + ".png"));
        }
        onFx(((ToggleButton) scene().lookup("#training-probes"))::fire);
        onFx(((Button) scene().lookup("#training-probes-add"))::fire);
        onFx(((Button) scene().lookup("#training-compare"))::fire);
        awaitText("training-compared", "At step " + (steps + 1));
        WaitForAsyncUtils.sleep(500, TimeUnit.MILLISECONDS);
        pulses(4);
        Snapshots.write(picture(), FOLDER.resolve(name + "-probes.png"));
        onFx(((ToggleButton) scene().lookup("#training-probes"))::fire);
        for (int i = 0; i < 2; i++) {
            onFx(((Button) scene().lookup("#training-back"))::fire);
            WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        }
        pulses(4);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void theTensorsOfARunAreDrawn(Theme theme, int width, int height) {
        String name =
                "tensors-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), stage -> tensors(stage, name));
    }

    /// Ten steps, then the weights of a layer, their gradient as a table, and a vector.
    private void tensors(LabOnStage stage, String name) {
        show(stage, "training");
        awaitText("training-cost", "parameters");
        onFx(((Button) scene().lookup("#training-start"))::fire);
        awaitText("training-step", "step 0");
        onFx(((Button) scene().lookup("#training-steps-10"))::fire);
        awaitText("training-step", "step 10");
        onFx(((ToggleButton) scene().lookup("#training-tensors"))::fire);
        awaitText("tensors-about", "step 10");
        rest();
        Snapshots.write(picture(), FOLDER.resolve(name + "-weights.png"));
        onFx(() ->
                ((ComboBox<?>) scene().lookup("#tensors-quantity"))
                        .getSelectionModel()
                        .selectLast());
        awaitText("tensors-about", "from step 0");
        onFx(((Button) scene().lookup("#tensors-previous"))::fire);
        rest();
        Snapshots.write(picture(), FOLDER.resolve(name + "-vector.png"));
        onFx(() ->
                ((ComboBox<?>) scene().lookup("#tensors-quantity")).getSelectionModel().select(1));
        onFx(((Button) scene().lookup("#tensors-next"))::fire);
        onFx(() -> ((CheckBox) scene().lookup("#tensors-log")).setSelected(true));
        rest();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1366, 768", "DARK, 1920, 1080", "PROJECTOR, 1366, 768"})
    void earlierRunsAreDrawnBesideThePresentOne(Theme theme, int width, int height) {
        String name = "runs-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), stage -> runs(stage, name));
    }

    /// Two runs with other seeds and their curves, all tokens at a position, and the list of runs.
    private void runs(LabOnStage stage, String name) {
        show(stage, "training");
        for (String seed : List.of("1", "2", "3")) {
            onFx(() -> ((TextField) scene().lookup("#training-field-SEED")).setText(seed));
            awaitText("training-cost", "parameters");
            onFx(((Button) scene().lookup("#training-start"))::fire);
            awaitText("training-step", "step 0");
            onFx(((Button) scene().lookup("#training-steps-10"))::fire);
            onFx(((Button) scene().lookup("#training-steps-10"))::fire);
            awaitText("training-step", "step 20");
            rest();
            rest();
            if (!seed.equals("3")) {
                onFx(((Button) scene().lookup("#training-another"))::fire);
            }
        }
        MenuButton others = (MenuButton) scene().lookup("#training-others");
        for (String other : List.of("training-other-0", "training-other-1")) {
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> {
                        onFx(others::show);
                        return item(others, other).isPresent();
                    });
            onFx(() -> {
                MenuItem run = item(others, other).orElseThrow();
                ((CheckMenuItem) run).setSelected(true);
                run.fire();
                others.hide();
            });
            rest();
        }
        for (int i = 0; i < 2; i++) {
            onFx(((Button) scene().lookup("#training-phase"))::fire);
            rest();
        }
        onFx(() -> ((BatchTable) scene().lookup("#training-batch")).selectedProperty().set(10));
        rest();
        Snapshots.write(picture(), FOLDER.resolve(name + "-next.png"));
        onFx(((Button) scene().lookup("#training-another"))::fire);
        rest();
    }

    private static Optional<MenuItem> item(MenuButton menu, String id) {
        return menu.getItems().stream().filter(item -> id.equals(item.getId())).findFirst();
    }

    private void rest() {
        WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
        pulses(4);
    }

    private void awaitText(String id, String text) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        scene().lookup("#" + id) instanceof Labeled label
                                && label.getText().contains(text));
        pulses(3);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theTokensScreenIsDrawn(Theme theme, int width, int height) {
        String name =
                "tokens-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "x" + height;
        shoot(theme, width, height, FOLDER.resolve(name + ".png"), this::showTokens);
    }

    @Test
    void theStepsAreDrawnWhereThereIsLittleRoom() {
        shoot(
                Theme.PROJECTOR,
                1366,
                768,
                FOLDER.resolve("steps-projector-1366x768.png"),
                stage -> {
                    showTokens(stage);
                    robot.clickOn("From characters to tokens");
                    pulses(4);
                });
    }

    /// The Tokens screen with its tokens, and with what its panels show by themselves.
    private void showTokens(LabOnStage stage) {
        onFx(() -> stage.lab().shell().screenProperty().set("tokens"));
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        scene().lookup("#tokens-first-note") instanceof Label note
                                && note.getText().startsWith("o200k_base: "));
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        pulses(4);
    }

    @Test
    void everyStateIsDrawn() {
        try (LabOnStage stage = open(Theme.LIGHT, 1366, 768)) {
            onFx(() -> stage.session().selectedTokenProperty().set(12));
            keep("locked");
            onFx(() -> {
                stage.session().selectedTokenProperty().set(-1);
                stage.lab().attention().playOrPause();
            });
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> !stage.lab().attention().runningProperty().get());
            keep("generated");
            onFx(stage.lab().attention()::undo);
            stage.awaitReady();
            robot.moveTo("#attention-map");
            robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
            robot.press(KeyCode.M).release(KeyCode.M);
            keep("maximized");
            robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
            onFx(() -> stage.lab().shell().open(Path.of("no-such-model")));
            Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> stage.session().noticeProperty().get() != null);
            keep("notice");
            onFx(() -> stage.session().promptProperty().set("a b c ".repeat(2000)));
            Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> stage.session().stateProperty().get() == LabState.STALE);
            keep("stale");
            robot.clickOn("#help");
            keep("keys");
            robot.clickOn("#help");
            robot.clickOn("#rail-tokens");
            keep("tokens");
        }
    }

    private void keep(String state) {
        pulses(4);
        WritableImage picture = picture();
        Snapshots.write(picture, FOLDER.resolve("state-" + state + ".png"));
        assertThat(Snapshots.colors(picture)).isGreaterThan(100);
    }

    @Test
    void thePicturesOfTheReadmeAreRefreshedOnDemand() {
        String folder = System.getProperty(README_FOLDER, "");
        if (!folder.isEmpty()) {
            shoot(Theme.LIGHT, 1440, 900, Path.of(folder, "lab-light.png"), this::warm);
            shoot(Theme.DARK, 1440, 900, Path.of(folder, "lab-dark.png"), this::warm);
            shoot(Theme.LIGHT, 1440, 900, Path.of(folder, "sampling-light.png"), this::sampleATree);
            shoot(
                    Theme.LIGHT,
                    1440,
                    900,
                    Path.of(folder, "training-light.png"),
                    stage -> train(stage, "training-readme", 100));
            shoot(Theme.LIGHT, 1440, 900, Path.of(folder, "tokens-light.png"), this::showTokens);
            shoot(Theme.DARK, 1440, 900, Path.of(folder, "tokens-dark.png"), this::showTokens);
        }
    }

    static List<Arguments> largeWindows() {
        return List.of(
                Arguments.of(Theme.LIGHT, 1440, 900, List.of("MAP", "STREAM", "CONTRIBUTIONS")),
                Arguments.of(Theme.DARK, 1366, 768, List.of("MAP")),
                Arguments.of(Theme.PROJECTOR, 1920, 1080, List.of("MAP")));
    }

    /// The shape of the small GPT-2, narrower, with random weights, on a text of some 300 tokens.
    @ParameterizedTest
    @MethodSource("largeWindows")
    void twelveLayersOfTwelveHeadsAreDrawn(
            Theme theme, int width, int height, List<String> sections) {
        Path stories = SampleModels.stories();
        Path twelve = folders.resolve("twelve");
        if (!Files.exists(twelve)) {
            TinyModels.like(stories, twelve, 7, 12, 12, 96, 1024);
        }
        String text = TEXT.repeat(1 + 1200 / TEXT.length()).substring(0, 1200).strip();
        String end =
                "-%s-%dx%d.png".formatted(theme.name().toLowerCase(Locale.ROOT), width, height);
        try (LabOnStage stage = open(twelve, text, theme, width, height)) {
            assertThat(stage.session().tokensProperty().get()).hasSizeBetween(250, 400);
            onFx(() -> {
                stage.lab().interventions().add(new Intervention.ScaleHead(7, 5, 0));
                stage.session().selectedTokenProperty().set(200);
                stage.session().keyTokenProperty().set(120);
            });
            stage.awaitReady();
            for (String section : sections) {
                robot.clickOn("#attention-sections-" + section);
                WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
                pulses(4);
                WritableImage picture = picture();
                String name = "twelve-" + section.toLowerCase(Locale.ROOT) + end;
                Snapshots.write(picture, FOLDER.resolve(name));
                assertThat(Snapshots.colors(picture)).isGreaterThan(100);
            }
        }
    }

    private LabOnStage open(Theme theme, int width, int height) {
        return open(SampleModels.stories(), Messages.text("prompt.start"), theme, width, height);
    }

    private LabOnStage open(Path model, String prompt, Theme theme, int width, int height) {
        AtomicReference<LabOnStage> made = new AtomicReference<>();
        showScene(
                width,
                height,
                () -> {
                    Path runs = folders.resolve("runs-" + UUID.randomUUID());
                    made.set(new LabOnStage(model, prompt, theme, TrainingSetup.in(runs)));
                    return made.get().scene(width, height);
                });
        LabOnStage stage = made.get();
        stage.awaitReady();
        onFx(() -> {
            stage.session().layerProperty().set(1);
            stage.session().headProperty().set(2);
        });
        pulses(4);
        return stage;
    }

    /// The time of the first run says more about the JVM than about the model.
    private void warm(LabOnStage stage) {
        String prompt = stage.session().promptProperty().get();
        for (int i = 0; i < WARM_RUNS; i++) {
            String next = i % 2 == 0 ? prompt + "." : prompt;
            onFx(() -> stage.session().promptProperty().set(next));
            stage.awaitReady();
        }
        pulses(2);
    }

    private void shoot(Theme theme, int width, int height, Path file, Consumer<LabOnStage> before) {
        try (LabOnStage stage = open(theme, width, height)) {
            before.accept(stage);
            assertThat(stage.session().stateProperty().get()).isEqualTo(LabState.READY);
            WritableImage picture = picture();
            Snapshots.write(picture, file);
            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(Snapshots.colors(picture)).isGreaterThan(100);
        }
    }
}
