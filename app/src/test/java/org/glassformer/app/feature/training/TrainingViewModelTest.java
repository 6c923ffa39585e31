package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.engine.train.live.StepView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingViewModelTest {
    @TempDir Path folder;

    private TrainingBench bench = new TrainingBench(null);
    private TrainingViewModel model = bench.model();

    @AfterEach
    void close() {
        bench.close();
    }

    private void openAgain() {
        bench.close();
        bench = new TrainingBench(folder);
        model = bench.model();
    }

    private StepView view() {
        return Objects.requireNonNull(bench.moment().view());
    }

    @Test
    void stepsAreRehearsedOnceWhileATaskIsChosenAndStopForTheRun() {
        bench.close();
        List<Runnable> given = new ArrayList<>();
        bench = new TrainingBench(null, given::add);
        model = bench.model();
        model.shown();
        model.hidden();
        model.shown();
        assertThat(given).hasSize(1);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.EMPTY);
        model.setup().lessonProperty().set(Lesson.SORT);
        bench.small();
        model.setup().start();
        long begun = System.nanoTime();
        given.getFirst().run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        given.subList(1, given.size()).forEach(Runnable::run);
        assertThat(bench.moment().step()).isZero();
        bench.close();
        given.getLast().run();
    }

    @Test
    void whatWasDoneIsSavedWhileTheRunRestsAndThatIsSaid() {
        openAgain();
        bench.begin();
        model.steps(3);
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step 3");
        for (int i = 0; i < Phase.values().length; i++) {
            model.phases().next();
        }
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step 4");
    }

    @Test
    void whereARunWasTakenBackToIsSavedAndThatIsSaid() {
        openAgain();
        bench.begin();
        model.steps(100);
        int kept = model.keptProperty().get().get(1);
        assertThat(kept).isBetween(1, 99);
        model.rewind(kept);
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step " + kept);
        model.reset();
        assertThat(model.texts().savedProperty().get()).isEqualTo("saved at step 0");
    }

    @Test
    void theFirstProbeEndsWithAWord() {
        model.setup().lessonProperty().set(Lesson.REPEAT);
        bench.small();
        model.setup().field(Field.CONTEXT).set("32");
        model.setup().start();
        String prompt = bench.moment().probes().getFirst().probe().prompt();
        assertThat(prompt).isEqualTo("The quick brown");
    }

    @Test
    void aRunIsPausedWithinOneStep() {
        bench.begin();
        AtomicInteger paused = new AtomicInteger();
        bench.desk()
                .momentProperty()
                .subscribe(now -> {
                    if (now != null && now.step() >= 7 && paused.compareAndSet(0, now.step())) {
                        model.playOrPause();
                    }
                });
        model.playOrPause();
        assertThat(paused.get()).isGreaterThanOrEqualTo(7);
        assertThat(bench.moment().step()).isBetween(paused.get(), paused.get() + 1);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.PAUSED);
        assertThat(model.curves().plotProperty().get().isEmpty()).isFalse();
    }

    @Test
    void theRateIsChangedFromTheNextStepOn() {
        bench.begin();
        model.setup();
        model.steps(1);
        model.setRate(0.0125);
        assertThat(model.rateProperty().get()).isEqualTo(0.0125);
        model.steps(2);
        assertThat(bench.moment().peakRate()).isEqualTo(0.0125);
        assertThat(bench.moment().log().rates()[1]).isNotEqualTo(bench.moment().log().rates()[0]);
        model.setRate(50);
        assertThat(model.problemProperty().get()).contains("at most 10");
        assertThat(bench.moment().peakRate()).isEqualTo(0.0125);
    }

    @Test
    void aRateThatIsTooHighLeavesTheRunAtItsLastGoodStep() {
        bench.begin();
        model.steps(3);
        model.setRate(10);
        model.steps(500);
        assertThat(model.problemProperty().get()).contains("too high", "last good one");
        assertThat(bench.moment().step()).isGreaterThanOrEqualTo(3);
        assertThat(model.stateProperty().get()).isEqualTo(TrainingDesk.State.PAUSED);
        assertThat(model.choosingProperty().get()).isFalse();
    }

    @Test
    void aRunThatWasRewoundRepeatsItself() {
        bench.begin();
        model.steps(100);
        double loss = Objects.requireNonNull(view().loss()).mean();
        int kept = model.keptProperty().get().getLast();
        assertThat(kept).isBetween(1, 100);
        model.rewindNear(kept + 1.0);
        assertThat(bench.moment().step()).isEqualTo(kept);
        model.steps(100 - kept);
        assertThat(bench.moment().step()).isEqualTo(100);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(loss);
        model.reset();
        assertThat(bench.moment().step()).isZero();
        assertThat(bench.moment().log().size()).isZero();
    }

    @Test
    void aCheckAsksUnseenCasesAndChangesNothing() {
        bench.begin();
        model.steps(1);
        model.phases().next();
        model.phases().next();
        model.phases().next();
        double loss = Objects.requireNonNull(view().loss()).mean();
        model.check();
        assertThat(model.texts().checkedProperty().get()).contains("At step 1", "unseen", "95");
        assertThat(model.texts().casesProperty().get()).contains(">");
        assertThat(model.phases().doneProperty().get()).isEqualTo(Phase.LOSS);
        model.steps(1);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(loss);
    }

    @Test
    void aTrainedModelIsOpenedInTheLab() {
        bench.begin();
        model.steps(1);
        Path written = folder.resolve("model");
        model.export(written);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(Files.exists(written.resolve("config.json"))).isTrue();
        assertThat(Objects.requireNonNull(bench.session().modelProperty().get()).folder())
                .isEqualTo(written);
        assertThat(model.setup().modelProperty().get()).isNotNull();
    }
}
