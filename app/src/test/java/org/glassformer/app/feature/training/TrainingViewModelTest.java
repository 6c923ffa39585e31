package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.SavedRun;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.session.TrainingMoment;
import org.glassformer.app.session.TrainingSetup;
import org.glassformer.app.task.DirectTaskRunner;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.BatchTableData;
import org.glassformer.app.ui.control.PlotSeries;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.live.LivePhase;
import org.glassformer.engine.train.live.LiveRun;
import org.glassformer.engine.train.live.RunOptions;
import org.glassformer.engine.train.live.StepView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingViewModelTest {
    private static final Map<Field, String> SMALL =
            Map.of(
                    Field.SIZE, "3",
                    Field.LAYERS, "1",
                    Field.HEADS, "2",
                    Field.CHANNELS, "8",
                    Field.CONTEXT, "8",
                    Field.BATCH, "4");

    private final LabSession session = new LabSession();
    private final EngineService engine = new EngineService();
    private final TaskRunner runner = new DirectTaskRunner();
    private TrainingDesk desk = desk(null);
    private TrainingViewModel model = model();

    @TempDir Path folder;

    private static TrainingDesk desk(@org.jspecify.annotations.Nullable Path runs) {
        TrainingSetup setup = new TrainingSetup(runs, 1, Duration.ZERO);
        return new TrainingDesk(setup, Runnable::run, Runnable::run);
    }

    private TrainingViewModel model() {
        return new TrainingViewModel(
                session, desk, new ModelOpening(session, engine, runner), runner);
    }

    @AfterEach
    void close() {
        desk.close();
        engine.close();
    }

    private void begin() {
        model.setup().lessonProperty().set(Lesson.SORT);
        SMALL.forEach((field, value) -> model.setup().field(field).set(value));
        assertThat(model.setup().problemProperty().get()).isEmpty();
        model.setup().start();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.choosingProperty().get()).isFalse();
    }

    private TrainingMoment moment() {
        return Objects.requireNonNull(desk.momentProperty().get());
    }

    private StepView view() {
        return Objects.requireNonNull(moment().view());
    }

    private List<Double> bars() {
        return model.panels().barsProperty().get().rows().stream()
                .map(SignedBarsData.Row::value)
                .toList();
    }

    private void openAgain(@org.jspecify.annotations.Nullable Path runs) {
        desk.close();
        desk = desk(runs);
        model = model();
    }

    @Test
    void stepsAreRehearsedOnceWhileATaskIsChosenAndStopForTheRun() {
        desk.close();
        List<Runnable> given = new ArrayList<>();
        desk =
                new TrainingDesk(
                        new TrainingSetup(null, 1, Duration.ZERO), given::add, Runnable::run);
        model = model();
        model.shown();
        model.hidden();
        model.shown();
        assertThat(given).hasSize(1);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
        model.setup().lessonProperty().set(Lesson.SORT);
        SMALL.forEach((field, value) -> model.setup().field(field).set(value));
        model.setup().start();
        long begun = System.nanoTime();
        given.getFirst().run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        given.subList(1, given.size()).forEach(Runnable::run);
        assertThat(moment().step()).isZero();
        desk.close();
        given.getLast().run();
    }

    @Test
    void whatWasDoneIsSavedWhileTheRunRestsAndThatIsSaid() {
        openAgain(folder.resolve("runs"));
        begin();
        model.steps(3);
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step 3");
        for (int i = 0; i < Phase.values().length; i++) {
            model.phase();
        }
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step 4");
    }

    @Test
    void costIsKnownBeforeItBegins() {
        model.setup().lessonProperty().set(Lesson.ADD);
        assertThat(model.setup().costProperty().get()).contains("parameters", "MB");
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
        assertThat(model.thereProperty().get()).isFalse();
    }

    @Test
    void aTextWithNothingToLearnSaysSo() {
        model.setup().lessonProperty().set(Lesson.TEXT);
        assertThat(model.setup().problemProperty().get()).contains("empty");
        model.setup().textProperty().set("aaaaaaaaaaaa");
        assertThat(model.setup().problemProperty().get()).contains("one symbol only");
        model.setup().textProperty().set("abc");
        model.setup().start();
        assertThat(model.problemProperty().get() + model.setup().problemProperty().get())
                .contains("tokens to learn from");
        assertThat(model.choosingProperty().get()).isTrue();
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
    }

    @Test
    void whatIsNoNumberIsNamed() {
        model.setup().field(Field.LAYERS).set("two");
        assertThat(model.setup().problemProperty().get()).contains("Layers", "two");
        model.setup().field(Field.LAYERS).set("2");
        assertThat(model.setup().problemProperty().get()).isEmpty();
    }

    @Test
    void phasesShowWhatTheEngineComputes() {
        begin();
        try (Backend backend = Backends.open(1);
                LiveRun run =
                        LiveRun.open(moment().run().settings(), backend, RunOptions.inMemory())) {
            for (LivePhase phase = run.next(); phase != LivePhase.CLIP; phase = run.next()) {}
            StepView expected = run.view().orElseThrow();
            for (Phase phase : List.of(Phase.WINDOWS, Phase.FORWARD, Phase.LOSS, Phase.BACKWARD)) {
                model.phase();
                assertThat(model.panels().shownProperty().get()).isEqualTo(phase);
                assertThat(model.doneProperty().get()).isEqualTo(phase);
            }
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(expected.backward()).groups().stream()
                                    .map(StepView.GroupNorm::norm)
                                    .toList());
            assertThat(model.panels().noteProperty().get()).contains("total");
            model.panels().rowProperty().set(2);
            BatchTableData table = model.panels().tableProperty().get();
            int time = expected.windows().time();
            for (int t = 0; t < time; t++) {
                int n = 2 * time + t;
                assertThat(table.cells().get(t).loss())
                        .isEqualTo(Objects.requireNonNull(expected.forward()).losses()[n]);
                assertThat(table.cells().get(t).counted())
                        .isEqualTo(expected.windows().targets()[n] >= 0);
            }
            run.next();
            model.phase();
            model.panels().tensorsProperty().set(true);
            assertThat(bars())
                    .containsExactlyElementsOf(
                            Objects.requireNonNull(run.view().orElseThrow().update())
                                    .tensors()
                                    .stream()
                                    .map(StepView.TensorChange::change)
                                    .toList());
            run.next();
            model.phase();
            StepView.Again again = Objects.requireNonNull(run.view().orElseThrow().again());
            assertThat(Objects.requireNonNull(view().again()).meanAfter())
                    .isEqualTo(again.meanAfter())
                    .isLessThan(again.meanBefore());
        }
    }

    @Test
    void aPhaseIsUndoneAndDoneAgainExactly() {
        begin();
        model.go(Phase.UPDATE);
        assertThat(model.doneProperty().get()).isEqualTo(Phase.UPDATE);
        List<Double> changes = bars();
        assertThat(model.step(-1)).isTrue();
        assertThat(model.doneProperty().get()).isEqualTo(Phase.BACKWARD);
        model.back();
        assertThat(model.doneProperty().get()).isEqualTo(Phase.LOSS);
        model.go(Phase.FORWARD);
        assertThat(model.doneProperty().get()).isEqualTo(Phase.LOSS);
        assertThat(model.panels().shownProperty().get()).isEqualTo(Phase.FORWARD);
        model.go(Phase.UPDATE);
        assertThat(bars()).isEqualTo(changes);
    }

    @Test
    void aRunIsPausedWithinOneStep() {
        begin();
        AtomicInteger paused = new AtomicInteger();
        desk.momentProperty()
                .subscribe(now -> {
                    if (now != null && now.step() >= 7 && paused.compareAndSet(0, now.step())) {
                        model.playOrPause();
                    }
                });
        model.playOrPause();
        assertThat(paused.get()).isGreaterThanOrEqualTo(7);
        assertThat(moment().step()).isBetween(paused.get(), paused.get() + 1);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.PAUSED);
        assertThat(model.curves().plotProperty().get().isEmpty()).isFalse();
    }

    @Test
    void theRateIsChangedFromTheNextStepOn() {
        begin();
        model.setup();
        model.steps(1);
        model.setRate(0.0125);
        assertThat(model.rateProperty().get()).isEqualTo(0.0125);
        model.steps(2);
        assertThat(moment().peakRate()).isEqualTo(0.0125);
        assertThat(moment().log().rates()[1]).isNotEqualTo(moment().log().rates()[0]);
        model.setRate(50);
        assertThat(model.problemProperty().get()).contains("at most 10");
        assertThat(moment().peakRate()).isEqualTo(0.0125);
    }

    @Test
    void aRateThatIsTooHighLeavesTheRunAtItsLastGoodStep() {
        begin();
        model.steps(3);
        model.setRate(10);
        model.steps(500);
        assertThat(model.problemProperty().get()).contains("too high", "last good one");
        assertThat(moment().step()).isGreaterThanOrEqualTo(3);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.PAUSED);
        assertThat(model.choosingProperty().get()).isFalse();
    }

    @Test
    void aRunThatWasRewoundRepeatsItself() {
        begin();
        model.steps(100);
        double loss = Objects.requireNonNull(view().loss()).mean();
        int kept = model.keptProperty().get().getLast();
        assertThat(kept).isBetween(1, 100);
        model.rewindNear(kept + 1.0);
        assertThat(moment().step()).isEqualTo(kept);
        model.steps(100 - kept);
        assertThat(moment().step()).isEqualTo(100);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(loss);
        model.reset();
        assertThat(moment().step()).isZero();
        assertThat(moment().log().size()).isZero();
    }

    @Test
    void aSavedRunIsOfferedAndGoesOn() {
        openAgain(folder);
        begin();
        model.steps(5);
        openAgain(folder);
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        model.runs().resume(model.runs().runsProperty().get().getFirst());
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(moment().step()).isEqualTo(5);
        assertThat(moment().log().size()).isEqualTo(5);
    }

    @Test
    void earlierRunsAreListedRemovedAndBroughtBack() {
        openAgain(folder);
        begin();
        model.steps(2);
        openAgain(folder);
        SavedRun run = model.runs().runsProperty().get().getFirst();
        assertThat(run.bytes()).isGreaterThan(1000);
        assertThat(RunsViewModel.task(run)).isEqualTo("sort 3 digits");
        assertThat(RunsViewModel.about(run)).contains("1 layers", "AdamW", "seed 1");
        assertThat(model.runs().spaceProperty().get()).contains("1 in all");
        model.runs().remove(run);
        assertThat(model.runs().runsProperty().get()).isEmpty();
        assertThat(Files.exists(run.folder())).isFalse();
        assertThat(model.runs().undoTextProperty().get()).contains("sort");
        model.runs().undo();
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        assertThat(model.runs().runsProperty().get().getFirst().saved()).isEqualTo(run.saved());
        assertThat(model.runs().undoTextProperty().get()).isEmpty();
        model.runs().resume(run);
        assertThat(moment().step()).isEqualTo(2);
        model.runs().remove(run);
        assertThat(model.runs().runsProperty().get()).hasSize(1);
        openAgain(folder);
        model.runs().remove(model.runs().runsProperty().get().getFirst());
        openAgain(folder);
        assertThat(model.runs().runsProperty().get()).isEmpty();
        assertThat(Files.exists(folder.resolve(".removed"))).isFalse();
    }

    @Test
    void curvesOfEarlierRunsLieOnTheSameAxes() {
        openAgain(folder);
        begin();
        model.steps(12);
        openAgain(folder);
        model.setup().field(Field.SEED).set("2");
        begin();
        model.steps(5);
        int alone = model.curves().plotProperty().get().series().size();
        SavedRun other =
                model.runs().runsProperty().get().stream()
                        .filter(run -> !model.runs().isOpen(run))
                        .findFirst()
                        .orElseThrow();
        model.runs().overlay(other, true);
        assertThat(model.runs().isOverlaid(other)).isTrue();
        List<PlotSeries> series = model.curves().plotProperty().get().series();
        assertThat(series).hasSize(alone + 2);
        assertThat(series).anySatisfy(each -> assertThat(each.size()).isEqualTo(12));
        assertThat(model.curves().numbers().orElseThrow().rows()).isEqualTo(12);
        model.runs().presentProperty().set(false);
        assertThat(model.curves().plotProperty().get().series())
                .noneSatisfy(each -> assertThat(each.size()).isEqualTo(5));
        model.runs().presentProperty().set(true);
        model.curves().curveProperty().set(Curve.HELD_OUT);
        assertThat(model.curves().plotProperty().get().yAxis().title()).isEqualTo("nats");
        model.runs().overlay(other, false);
        assertThat(model.runs().overlaidProperty().get()).isEmpty();
    }

    @Test
    void allTokensOfALockedPositionAreShownUntilTheBackwardPass() {
        begin();
        DistributionViewModel next = model.panels().next();
        model.phase();
        next.positionProperty().set(5);
        assertThat(next.missingProperty().get()).contains("forward");
        model.phase();
        assertThat(next.missingProperty().get()).isEmpty();
        assertThat(model.panels().nextShownProperty().get()).isTrue();
        int vocabulary = moment().run().baselines().uniform() > 0 ? 12 : 0;
        assertThat(next.barsProperty().get().bars()).hasSize(vocabulary);
        double sum = next.barsProperty().get().bars().stream().mapToDouble(b -> b.p()).sum();
        assertThat(sum).isEqualTo(1, within(1e-9));
        double loss = Objects.requireNonNull(view().forward()).losses()[5];
        int right = next.rightRow().orElseThrow();
        assertThat(next.barsProperty().get().bars().get(right).p())
                .isEqualTo(Math.exp(-loss), within(1e-5));
        assertThat(next.barsProperty().get().bars().get(right).token()).startsWith("✓");
        assertThat(next.matchesProperty().get().apply("1")).isNotEmpty();
        assertThat(model.panels().barNumbers().orElseThrow().rows()).isEqualTo(vocabulary);
        model.go(Phase.UPDATE);
        assertThat(next.barsProperty().get().bars()).hasSize(vocabulary);
        assertThat(model.panels().nextShownProperty().get()).isFalse();
        next.positionProperty().set(6);
        assertThat(next.missingProperty().get()).contains("gradients over the logits");
        model.phase();
        assertThat(next.missingProperty().get()).isEmpty();
        assertThat(model.panels().nextShownProperty().get()).isTrue();
        assertThat(model.escape()).isTrue();
        assertThat(next.positionProperty().get()).isEqualTo(DistributionViewModel.NONE);
    }

    @Test
    void aDroppedTextIsLearnedFromAndABadOneSaysWhy() throws IOException {
        Path text = Files.writeString(folder.resolve("my.txt"), "abcd efgh\r\n".repeat(40));
        assertThat(model.files().accepts(text)).isTrue();
        assertThat(model.files().accepts(folder)).isFalse();
        model.files().open(text);
        assertThat(model.setup().lessonProperty().get()).isEqualTo(Lesson.TEXT);
        assertThat(model.setup().textProperty().get()).startsWith("abcd efgh\nabcd");
        assertThat(model.setup().problemProperty().get()).isEmpty();
        Map<String, byte[]> bad =
                Map.of(
                        "empty", new byte[0],
                        "too short to learn from", "abc".getBytes(StandardCharsets.UTF_8),
                        "byte 2 is zero", new byte[] {1, 2, 0, 4},
                        "no UTF-8 text", new byte[] {'a', (byte) 0xC3, 'b'});
        for (Map.Entry<String, byte[]> each : bad.entrySet()) {
            model.files().open(Files.write(folder.resolve("bad.txt"), each.getValue()));
            assertThat(model.setup().fileProblemProperty().get())
                    .contains("bad.txt", each.getKey());
            assertThat(model.setup().textProperty().get()).startsWith("abcd");
            assertThat(model.setup().problemProperty().get()).isEmpty();
        }
        Path sparse = folder.resolve("large.txt");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(OwnText.MOST_BYTES + 1);
        }
        model.files().open(sparse);
        assertThat(model.setup().fileProblemProperty().get()).contains("64 MB at most");
    }

    @Test
    void aLongFileIsLearnedFromWholeAlthoughItsBeginningIsShown() throws IOException {
        String line = "one two three four\n";
        Path text = Files.writeString(folder.resolve("long.txt"), line.repeat(4000));
        model.files().open(text);
        assertThat(Objects.requireNonNull(model.setup().fileProperty().get()).name())
                .isEqualTo("long.txt");
        assertThat(model.setup().textProperty().get().length()).isLessThan(OwnText.LONGEST_SHOWN);
        SMALL.forEach((field, value) -> model.setup().field(field).set(value));
        model.setup().start();
        assertThat(moment().run().settings().task().text()).isEqualTo(line.repeat(4000));
        model.setup().forgetFile();
        assertThat(model.setup().fileProperty().get()).isNull();
        assertThat(model.setup().problemProperty().get()).contains("empty");
    }

    @Test
    void aCheckAsksUnseenCasesAndChangesNothing() {
        begin();
        model.steps(1);
        model.phase();
        model.phase();
        model.phase();
        double loss = Objects.requireNonNull(view().loss()).mean();
        model.check();
        assertThat(model.texts().checkedProperty().get()).contains("At step 1", "unseen", "95");
        assertThat(model.texts().casesProperty().get()).contains(">");
        assertThat(model.doneProperty().get()).isEqualTo(Phase.LOSS);
        model.steps(1);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(loss);
    }

    @Test
    void aTrainedModelIsOpenedInTheLab() {
        begin();
        model.steps(1);
        Path written = folder.resolve("model");
        model.export(written);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(Files.exists(written.resolve("config.json"))).isTrue();
        assertThat(Objects.requireNonNull(session.modelProperty().get()).folder())
                .isEqualTo(written);
        assertThat(model.setup().modelProperty().get()).isNotNull();
    }

    @Test
    void smoothingHasNoBiasTowardsTheBeginning() {
        double[] smooth = CurvesViewModel.smoothed(new double[] {2, 2, 2});
        assertThat(smooth[0]).isEqualTo(2, within(1e-12));
        assertThat(smooth[2]).isEqualTo(2, within(1e-12));
    }
}
