package org.glassformer.app.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.ui.control.BatchTable;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.control.LogitBars;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.theme.Theme;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.train.TrainConfig.ModelShape;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The Training screen in the real window, as a person handles it.
class TrainingWindowTest extends LabTest {

    @BeforeEach
    void openLab(TestInfo test) {
        Path runs = folders.resolve("runs-" + test.getDisplayName().replaceAll("\\W", ""));
        open(1440, 900, () -> new LabOnStage(tiny(), "Once", Theme.LIGHT, TrainingSetup.in(runs)));
        onFx(() -> stage().on("training"));
        pulses(2);
    }

    private int step() {
        String digits = text("training-step").replaceAll("\\D", "");
        return digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }

    private void begin() {
        onFx(() -> {
            ((TextField) node("training-field-CHANNELS")).setText("16");
            ((TextField) node("training-field-BATCH")).setText("4");
        });
        await(() -> !text("training-cost").isEmpty());
        robot.clickOn("#training-start"); // the next keys are the run's
        await(() -> step() == 0);
    }

    @Test
    void aTensorIsSearchedReadOffAndScrubbed() {
        begin();
        press(KeyCode.W);
        Label about = (Label) node("tensors-about");
        await(() -> about.getText().contains("step 0"));
        robot.clickOn("#tensors-find").write("1 w2");
        press(KeyCode.ENTER);
        await(() -> ((TextField) node("tensors-find")).getText().equals("blocks.1.w2"));
        await(() -> about.getText().contains("16"));
        onFx(() -> node("screen").requestFocus());
        robot.clickOn("#training-steps-100");
        await(() -> step() == 100 && about.getText().contains("step 100"));
        robot.moveTo("#tensors-map");
        await(() -> about.getText().contains("] = "));
        Slider scrub = (Slider) node("tensors-scrub");
        onFx(() -> scrub.setValue(0));
        await(() -> text("tensors-step").equals("step 0"));
        onFx(() -> ((ComboBox<?>) node("tensors-quantity")).getSelectionModel().select(1));
        Label missing = (Label) node("tensors-missing");
        await(() -> missing.isVisible() && missing.getText().contains("gradient"));
        press(KeyCode.W);
        assertThat(node("training-batch").isVisible()).isTrue();
    }

    @Test
    void aCellOfTheBatchShowsAllTokensThatCouldComeNext() {
        begin();
        press(KeyCode.ENTER);
        press(KeyCode.ENTER);
        BatchTable batch = (BatchTable) node("training-batch");
        await(() ->
                batch.dataProperty().get().cells().stream()
                        .anyMatch(cell -> !Double.isNaN(cell.loss())));
        onFx(() -> batch.selectedProperty().set(10));
        LogitBars next = (LogitBars) node("training-next");
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
        await(() -> !((BatchTable) node("training-batch")).dataProperty().get().cells().isEmpty());
        press(KeyCode.RIGHT);
        await(() -> text("training-step").contains("1"));
        press(KeyCode.LEFT);

        robot.clickOn("#training-steps-1");
        await(() -> step() == 1);
        robot.clickOn("#training-steps-10");
        await(() -> step() == 11);

        press(KeyCode.SPACE);
        await(() -> step() > 30);
        press(KeyCode.SPACE);
        Button run = (Button) node("training-run");
        await(() -> run.getText().equals("Run"));
        int rested = step();
        pulses(10);
        assertThat(step()).isEqualTo(rested);

        MenuButton rewind = (MenuButton) node("training-rewind");
        onFx(() -> {
            rewind.show();
            rewind.getItems().getLast().fire();
            rewind.hide();
        });
        await(() -> step() == 0);
        onFx(() -> {
            rewind.show();
            MenuItem back = rewind.getItems().getFirst();
            assertThat(back.getText())
                    .contains(String.format(Locale.ROOT, "%,d", rested), "rested here");
            back.fire();
            rewind.hide();
        });
        await(() -> step() == rested);
        robot.clickOn("#training-reset");
        await(() -> step() == 0);
        robot.clickOn("#training-phases-WINDOWS"); // in view already, and not yet done
        await(() -> text("training-step").contains("1"));
    }

    @Test
    void theRateIsSetOnALogarithmicScaleFromAHundredThousandthToOne() {
        begin();
        Slider rate = (Slider) node("training-rate");
        for (int power = -5; power <= 0; power++) {
            double fraction = (power + 5) / 5.0;
            onFx(() -> rate.setValue(rate.getMin() + fraction * (rate.getMax() - rate.getMin())));
            String shown = Figures.value(Math.pow(10, power));
            await(() -> ((Labeled) scene().lookup(".run-bar .rate")).getText().equals(shown));
        }
        robot.clickOn("#training-steps-1");
        await(() -> step() == 1);
        assertThat(text("training-run-problem")).isEmpty();
    }

    @Test
    void allScreensOpenWhatWasTrainedAndSaved() {
        Path model = folders.resolve("trained");
        LiveSettings settings =
                LiveSettings.of(TrainingTask.of(TaskKind.SORT, 3))
                        .withShape(new ModelShape("gpt2", 2, 2, 2, 8, 32, 8));
        try (Backend backend = Backends.open(1);
                LiveRun run = LiveRun.open(settings, backend, RunOptions.inMemory())) {
            run.step();
            run.export(model, false);
        }
        onFx(() -> stage().lab().opening().open(model));
        await(() -> {
            ModelSummary open = session().modelProperty().get();
            return open != null && open.folder().equals(model);
        });
        onFx(() -> session().promptProperty().set("31"));
        await(() -> session().stateProperty().get() == LabState.READY);
        for (String screen : List.of("tokens", "attention", "sampling", "models", "training")) {
            onFx(() -> stage().on(screen));
            await(() -> stage().isIdle());
            assertThat(session().stateProperty().get()).isEqualTo(LabState.READY);
        }
        await(() -> {
            SamplingTrace trace = session().traceProperty().get();
            return trace != null && trace.size() == 12;
        });
    }

    @Test
    void slowMotionGoesFromPhaseToPhaseUntilItIsStopped() {
        begin();
        ToggleButton slow = (ToggleButton) node("training-slow");
        ToggleButton loss = (ToggleButton) node("training-phases-LOSS");
        robot.clickOn("#training-slow");
        long begun = System.nanoTime();
        await(() -> loss.isSelected());
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1250));
        press(KeyCode.LEFT); // whoever goes back by hand goes on by hand
        assertThat(slow.isSelected()).isFalse();
        await(() -> ((ToggleButton) node("training-phases-FORWARD")).isSelected());
    }

    @Test
    void probesAreAddedChangedScrubbedAndCompared() {
        onFx(() -> {
            ((TextField) node("training-field-CHANNELS")).setText("16");
            ((TextField) node("training-field-BATCH")).setText("4");
        });
        await(() -> !text("training-cost").isEmpty());
        onFx(((Button) node("training-start"))::fire);
        await(() -> step() == 0);
        robot.clickOn("#training-steps-100");
        await(() -> step() == 100);
        onFx(() -> node("screen").requestFocus());
        press(KeyCode.P);
        assertThat(node("training-probes-scrub").isVisible()).isTrue();
        robot.clickOn("#training-probes-add");
        await(() -> scene().lookup("#training-prompt-1") != null);
        TextField prompt = (TextField) node("training-prompt-1");
        onFx(() -> {
            prompt.requestFocus();
            prompt.setText("4321>1");
        });
        press(KeyCode.ENTER);
        await(() -> text("training-written").startsWith("4321>1"));
        Slider scrub = (Slider) node("training-probes-scrub");
        assertThat(scrub.getMax()).isGreaterThanOrEqualTo(5);
        onFx(() -> scrub.setValue(0));
        ChangeBars bars = (ChangeBars) node("training-probe");
        await(() -> !bars.dataProperty().get().compared());
        robot.clickOn("#training-compare");
        await(() -> text("training-compared").contains("At step 100"));
        onFx(() -> node("screen").requestFocus());
        press(KeyCode.P);
        assertThat(node("training-batch").getParent().isVisible()).isTrue();
    }

    /// A run with a seed, of some steps, and saved.
    private void begin(String seed) {
        onFx(() -> ((TextField) node("training-field-SEED")).setText(seed));
        begin();
        robot.clickOn("#training-steps-10");
        await(() -> step() == 10);
        await(() -> text("training-saved").equals("saved at step 10"));
    }

    private Optional<CheckMenuItem> other(int number) {
        return ((MenuButton) node("training-others"))
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
        return ((LinePlot) node("training-curves"))
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
        MenuButton others = (MenuButton) node("training-others");
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
        await(() -> rows().size() == 1 && node("training-runs-undo").isVisible());
        onFx(((Button) node("training-runs-undo"))::fire);
        await(() -> rows().size() == 2 && !node("training-runs-undo").isVisible());
        onFx(((Button) rows().getLast().lookup(".resume"))::fire);
        await(() -> step() == 10 && node("training-batch").getParent().isVisible());
        assertThat(((LinePlot) node("training-curves")).dataProperty().get().series()).isNotEmpty();
    }
}
