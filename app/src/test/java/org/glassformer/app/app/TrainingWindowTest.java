package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.testing.RobotTest;
import org.glassformer.app.testing.TinyModels;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The Training screen in the real window, as a person handles it.
class TrainingWindowTest extends RobotTest {
    @TempDir static Path folders;

    private final AtomicReference<LabOnStage> made = new AtomicReference<>();
    private Path runs = folders;

    @BeforeEach
    void openLab(TestInfo test) {
        TinyModels.write(folders.resolve("tiny"), 1);
        runs = folders.resolve("runs-" + test.getDisplayName().replaceAll("\\W", ""));
        showScene(
                1440,
                900,
                () -> {
                    made.set(
                            new LabOnStage(
                                    folders.resolve("tiny"),
                                    "Once",
                                    Theme.LIGHT,
                                    TrainingSetup.in(runs)));
                    return made.get().on("training").scene(1440, 900);
                });
    }

    @AfterEach
    void closeLab() {
        onFx(made.get()::close);
    }

    private Node find(String id) {
        return scene().lookup("#" + id);
    }

    private int step() {
        String digits = ((Label) find("training-step")).getText().replaceAll("\\D", "");
        return digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }

    private static void await(BooleanSupplier until) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(until::getAsBoolean);
        pulses(2);
    }

    private void press(KeyCode code) {
        robot.press(code).release(code);
        pulses(2);
    }

    private void begin() {
        onFx(() -> {
            ((TextField) find("training-field-CHANNELS")).setText("16");
            ((TextField) find("training-field-BATCH")).setText("4");
        });
        await(() -> !((Label) find("training-cost")).getText().isEmpty());
        robot.clickOn("#training-start"); // the next keys are the run's
        await(() -> step() == 0);
    }

    @Test
    void aTensorIsSearchedReadOffAndScrubbed() {
        begin();
        press(KeyCode.W);
        Label about = (Label) find("tensors-about");
        await(() -> about.getText().contains("step 0"));
        robot.clickOn("#tensors-find").write("1 w2");
        press(KeyCode.ENTER);
        await(() -> ((TextField) find("tensors-find")).getText().equals("blocks.1.w2"));
        await(() -> about.getText().contains("16"));
        onFx(() -> find("screen").requestFocus());
        robot.clickOn("#training-steps-100");
        await(() -> step() == 100 && about.getText().contains("step 100"));
        robot.moveTo("#tensors-map");
        await(() -> about.getText().contains("] = "));
        Slider scrub = (Slider) find("tensors-scrub");
        onFx(() -> scrub.setValue(0));
        await(() -> ((Label) find("tensors-step")).getText().equals("step 0"));
        onFx(() -> ((ComboBox<?>) find("tensors-quantity")).getSelectionModel().select(1));
        Label missing = (Label) find("tensors-missing");
        await(() -> missing.isVisible() && missing.getText().contains("gradient"));
        press(KeyCode.W);
        assertThat(find("training-batch").isVisible()).isTrue();
    }

    @Test
    void aCellOfTheBatchShowsAllTokensThatCouldComeNext() {
        begin();
        press(KeyCode.ENTER);
        press(KeyCode.ENTER);
        BatchTable batch = (BatchTable) find("training-batch");
        await(() ->
                batch.dataProperty().get().cells().stream()
                        .anyMatch(cell -> !Double.isNaN(cell.loss())));
        onFx(() -> batch.selectedProperty().set(10));
        LogitBars next = (LogitBars) find("training-next");
        await(() -> next.isVisible() && next.dataProperty().get().bars().size() == 12);
        onFx(batch::requestFocus);
        press(KeyCode.RIGHT);
        assertThat(batch.selectedProperty().get()).isEqualTo(11);
        await(() -> next.selectedRowProperty().get() >= 0);
        press(KeyCode.ESCAPE);
        assertThat(batch.selectedProperty().get()).isEqualTo(BatchTable.NONE);
    }

    @Test
    void aRunIsSteppedRunPausedAndRewound() {
        begin();
        press(KeyCode.ENTER);
        await(() -> !((BatchTable) find("training-batch")).dataProperty().get().cells().isEmpty());
        press(KeyCode.RIGHT);
        await(() -> ((Label) find("training-step")).getText().contains("1"));
        press(KeyCode.LEFT);

        robot.clickOn("#training-steps-10");
        await(() -> step() == 10);

        press(KeyCode.SPACE);
        await(() -> step() > 30);
        press(KeyCode.SPACE);
        Button run = (Button) find("training-run");
        await(() -> run.getText().equals("Run"));
        int rested = step();
        pulses(10);
        assertThat(step()).isEqualTo(rested);

        MenuButton rewind = (MenuButton) find("training-rewind");
        onFx(() -> {
            rewind.show();
            rewind.getItems().getLast().fire();
            rewind.hide();
        });
        await(() -> step() == 0);
        robot.clickOn("#training-phases-WINDOWS"); // in view already, and not yet done
        await(() -> ((Label) find("training-step")).getText().contains("1"));
    }

    @Test
    void slowMotionGoesFromPhaseToPhaseUntilItIsStopped() {
        begin();
        ToggleButton slow = (ToggleButton) find("training-slow");
        ToggleButton loss = (ToggleButton) find("training-phases-LOSS");
        robot.clickOn("#training-slow");
        long begun = System.nanoTime();
        await(() -> loss.isSelected());
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1250));
        press(KeyCode.LEFT); // whoever goes back by hand goes on by hand
        assertThat(slow.isSelected()).isFalse();
        await(() -> ((ToggleButton) find("training-phases-FORWARD")).isSelected());
    }

    @Test
    void probesAreAddedChangedScrubbedAndCompared() {
        onFx(() -> {
            ((TextField) find("training-field-CHANNELS")).setText("16");
            ((TextField) find("training-field-BATCH")).setText("4");
        });
        await(() -> !((Label) find("training-cost")).getText().isEmpty());
        onFx(((Button) find("training-start"))::fire);
        await(() -> step() == 0);
        robot.clickOn("#training-steps-100");
        await(() -> step() == 100);
        onFx(() -> find("screen").requestFocus());
        press(KeyCode.P);
        assertThat(find("training-probes-scrub").isVisible()).isTrue();
        robot.clickOn("#training-probes-add");
        await(() -> find("training-prompt-1") != null);
        TextField prompt = (TextField) find("training-prompt-1");
        onFx(() -> {
            prompt.requestFocus();
            prompt.setText("4321>1");
        });
        press(KeyCode.ENTER);
        await(() -> ((Label) find("training-written")).getText().startsWith("4321>1"));
        Slider scrub = (Slider) find("training-probes-scrub");
        assertThat(scrub.getMax()).isGreaterThanOrEqualTo(5);
        onFx(() -> scrub.setValue(0));
        ChangeBars bars = (ChangeBars) find("training-probe");
        await(() -> !bars.dataProperty().get().compared());
        robot.clickOn("#training-compare");
        await(() -> ((Label) find("training-compared")).getText().contains("At step 100"));
        onFx(() -> find("screen").requestFocus());
        press(KeyCode.P);
        assertThat(find("training-batch").getParent().isVisible()).isTrue();
    }

    /// A run with a seed, of some steps, and saved.
    private void begin(String seed) {
        onFx(() -> ((TextField) find("training-field-SEED")).setText(seed));
        begin();
        robot.clickOn("#training-steps-10");
        await(() -> step() == 10);
        await(() -> ((Label) find("training-saved")).getText().equals("saved at step 10"));
    }

    private Optional<CheckMenuItem> other(int number) {
        return ((MenuButton) find("training-others"))
                .getItems().stream()
                        .filter(item -> ("training-other-" + number).equals(item.getId()))
                        .map(CheckMenuItem.class::cast)
                        .findFirst();
    }

    /// As a click on it does.
    private void tick(boolean on) {
        onFx(() -> {
            CheckMenuItem item = other(0).orElseThrow();
            item.setSelected(on);
            item.fire();
        });
    }

    private List<String> curves() {
        return ((LinePlot) find("training-curves"))
                .dataProperty().get().series().stream().map(PlotSeries::name).toList();
    }

    private List<Node> rows() {
        return List.copyOf(scene().getRoot().lookupAll(".runs .row"));
    }

    @Test
    void theCurvesOfAnEarlierRunAreLaidOverThoseOfThePresentOneAndTakenAway() {
        begin("1");
        robot.clickOn("#training-another");
        begin("2");
        MenuButton others = (MenuButton) find("training-others");
        await(() -> {
            onFx(others::show);
            return other(0).isPresent();
        });
        tick(true);
        await(() -> curves().stream().anyMatch(name -> name.startsWith("sort")));
        assertThat(curves()).contains("this run").anyMatch(name -> name.startsWith("uniform"));
        onFx(() -> {
            others.hide();
            others.show();
        });
        assertThat(other(0).orElseThrow().isSelected()).isTrue();
        tick(false);
        await(() -> curves().stream().noneMatch(name -> name.startsWith("sort")));
        onFx(others::hide);
    }

    @Test
    void anEarlierRunIsRemovedBroughtBackAndGoneOnWith() {
        begin("1");
        robot.clickOn("#training-another");
        begin("2");
        robot.clickOn("#training-steps-10");
        await(() -> step() == 20);
        robot.clickOn("#training-another");
        await(() -> rows().size() == 2);
        Node earlier = rows().getLast();
        assertThat(rows().getFirst().lookup(".remove").isDisabled()).isTrue();
        onFx(((Button) earlier.lookup(".remove"))::fire);
        await(() -> rows().size() == 1 && find("training-runs-undo").isVisible());
        onFx(((Button) find("training-runs-undo"))::fire);
        await(() -> rows().size() == 2 && !find("training-runs-undo").isVisible());
        onFx(((Button) rows().getLast().lookup(".resume"))::fire);
        await(() -> step() == 10 && find("training-batch").getParent().isVisible());
        assertThat(((LinePlot) find("training-curves")).dataProperty().get().series()).isNotEmpty();
    }
}
