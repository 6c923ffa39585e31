package org.glassformer.app.feature.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.engine.train.live.StepView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        int kept = model.keptProperty().get().get(1).step();
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
    void theRateIsChangedWhileTheRunGoesOn() {
        model.setup().lessonProperty().set(Lesson.SORT);
        bench.small();
        model.setup().field(Field.STEPS).set("2"); // so that it is warmed up at once
        model.setup().scheduleProperty().set("CONSTANT");
        model.setup().start();
        AtomicInteger changed = new AtomicInteger();
        bench.desk()
                .momentProperty()
                .subscribe(now -> {
                    if (now != null && now.step() >= 4 && changed.compareAndSet(0, now.step())) {
                        assertThat(model.stateProperty().get())
                                .isEqualTo(TrainingDesk.State.RUNNING);
                        model.setRate(0.0125);
                    } else if (now != null && now.step() > 4 && now.step() > changed.get()) {
                        model.playOrPause();
                    }
                });
        model.playOrPause();
        assertThat(model.problemProperty().get()).isEmpty();
        double[] rates = bench.moment().log().rates();
        assertThat(rates[changed.get() - 1]).isEqualTo(0.003);
        assertThat(rates[changed.get()]).isEqualTo(0.0125);
    }

    @ParameterizedTest
    @EnumSource(Lesson.class)
    void everyTaskSaysWhatToWatchAndBegins(Lesson lesson) {
        model.setup().lessonProperty().set(lesson);
        bench.small();
        if (lesson == Lesson.TEXT) {
            model.setup().textProperty().set("the cat sat on the mat, the dog on the log. ");
        }
        model.setup().vocabularyProperty().set("CHARACTERS");
        if (lesson == Lesson.ADD) {
            bench.setup().field(Field.CONTEXT).set("16");
        } else if (lesson == Lesson.INDUCTION) {
            model.setup().field(Field.SIZE).set("4");
            bench.setup().field(Field.CONTEXT).set("16");
        }
        assertThat(Messages.text("training.watch." + lesson)).matches(".*(Watch|watch) .*\\.");
        assertThat(model.setup().problemProperty().get()).isEmpty();
        assertThat(model.setup().goalProperty().get()).isNotBlank();
        model.setup().start();
        assertThat(bench.problem()).isEmpty();
        model.steps(1);
        assertThat(bench.moment().step()).isEqualTo(1);
        assertThat(model.texts().taskProperty().get()).doesNotContain("?");
    }

    @Test
    void whatWasCheckedIsForgottenWithItsFuture() {
        bench.begin();
        model.steps(6);
        model.check();
        model.rewind(0);
        model.steps(3);
        assertThat(model.texts().checkedProperty().get()).contains("At step 6");
        model.setRate(0.0125);
        assertThat(model.texts().checkedProperty().get()).isEmpty();
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
        int kept = model.keptProperty().get().get(1).step();
        assertThat(kept).isBetween(1, 99);
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
    void oneReturnsToWhereTheRunRestedAndToWhereOneWentBackFrom() {
        bench.begin();
        model.steps(5);
        double fifth = Objects.requireNonNull(view().loss()).mean();
        model.steps(6);
        double[] straight = bench.moment().log().losses();
        assertThat(places()).containsExactly("0", "5 rested", "11 rested");
        model.phases().next();
        model.rewind(5);
        assertThat(bench.moment().step()).isEqualTo(5);
        model.go(Phase.BACKWARD);
        model.rewind(11);
        assertThat(bench.moment().step()).isEqualTo(11);
        model.steps(1);
        double next = Objects.requireNonNull(view().loss()).mean();
        model.rewind(0);
        model.steps(5);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(fifth);
        model.steps(7);
        assertThat(Objects.requireNonNull(view().loss()).mean()).isEqualTo(next);
        assertThat(bench.moment().log().losses()).startsWith(straight);
    }

    private List<String> places() {
        return model.keptProperty().get().stream()
                .map(place -> place.step() + (place.rested() ? " rested" : ""))
                .toList();
    }

    @Test
    void manyKeptStepsAreOfferedInPartButThoseWhereItRestedLastAllOfThem() {
        bench.begin();
        for (int i = 0; i < 40; i++) {
            model.steps(3);
        }
        assertThat(bench.moment().rested()).hasSize(40);
        List<String> places = places();
        assertThat(places).hasSizeLessThanOrEqualTo(17).startsWith("0");
        assertThat(places)
                .endsWith("108 rested", "111 rested", "114 rested", "117 rested", "120 rested");
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
        assertThat(Objects.requireNonNull(bench.session().noticeProperty().get()).text())
                .isEqualTo("The model was written to " + written);
        assertThat(model.setup().modelProperty().get()).isNotNull();
    }

    @Test
    void theOpenModelIsTrainedOnWithASentenceOfOnesOwn() {
        bench.begin();
        model.steps(1);
        Path written = folder.resolve("model");
        model.export(written);
        model.setup().lessonProperty().set(Lesson.REPEAT);
        model.setup().textProperty().set("3142>1234 ".strip());
        model.setup().continuingProperty().set(true);
        model.setup().field(Field.CONTEXT).set("8");
        assertThat(model.setup().problemProperty().get()).isEmpty();
        assertThat(model.setup().costProperty().get())
                .startsWith("%,d parameters".formatted(bench.moment().run().cost().parameters()));
        model.setup().start();
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.moment().run().settings().base()).isEqualTo(written);
        assertThat(model.texts().aboutProperty().get()).contains("on model");
        model.steps(60);
        double[] losses = bench.moment().log().losses();
        assertThat(losses[59]).isLessThan(losses[0]);
    }
}
