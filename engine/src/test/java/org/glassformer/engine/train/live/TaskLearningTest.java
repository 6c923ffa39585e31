package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;
import org.junit.jupiter.api.Test;

/// Short versions of the tasks; `train --task NAME` runs the full ones.
final class TaskLearningTest {
    @Test
    void oneSentenceIsLearnedByHeart() {
        learns(TrainingTask.repeat("Hello, small world!"), 120);
    }

    @Test
    void copyingIsLearned() {
        learns(TrainingTask.of(TaskKind.COPY, 4), 300);
    }

    @Test
    void reversingIsLearned() {
        learns(TrainingTask.of(TaskKind.REVERSE, 4), 300);
    }

    @Test
    void sortingIsLearned() {
        learns(TrainingTask.of(TaskKind.SORT, 4), 400);
    }

    @Test
    void theOtherTasksBeatTheUnigram() {
        for (TaskKind kind :
                new TaskKind[] {
                    TaskKind.ADD, TaskKind.INDUCTION, TaskKind.NAMES, TaskKind.STORIES
                }) {
            beatsUnigram(TrainingTask.of(kind));
        }
        beatsUnigram(TrainingTask.text("the cat sat on the mat, the dog on the log. ".repeat(30)));
    }

    private static void beatsUnigram(TrainingTask task) {
        try (Backend backend = Backends.open(2);
                LiveRun run =
                        LiveRun.open(
                                LiveSettings.of(task).withBatch(8).withEvalEvery(0),
                                backend,
                                RunOptions.inMemory())) {
            CheckResult before = run.check(20);
            int steps = 0;
            while (run.evaluate().evaluation().natsPerToken() > 0.98 * run.baselines().unigram()
                    && steps < 160) {
                run.run(20, r -> true);
                steps += 20;
            }
            CheckResult after = run.check(20);
            assertThat(after.evaluation().natsPerToken())
                    .as(task.kind().id())
                    .isLessThan(run.baselines().unigram())
                    .isLessThan(before.evaluation().natsPerToken());
            assertThat(after.unseen()).isTrue();
        }
    }

    private static void learns(TrainingTask task, int most) {
        try (Backend backend = Backends.open(2);
                LiveRun run =
                        LiveRun.open(
                                LiveSettings.of(task).withEvalEvery(0).withSteps(most),
                                backend,
                                RunOptions.inMemory())) {
            assertThat(run.check(20).passed()).isFalse();
            CheckResult check = run.check(20);
            while (!check.passed() && run.stepsDone() < most) {
                run.run(20, r -> true);
                check = run.check(100);
            }
            assertThat(check.passed()).as("%s at %s", task.kind(), check.value()).isTrue();
            assertThat(check.shown()).isNotEmpty();
            long right = check.shown().stream().filter(CheckResult.Case::right).count();
            assertThat(right).isGreaterThan(check.shown().size() / 2);
        }
    }

    @Test
    void aRateFarTooHighEndsInOneSentenceOrGoesOn() {
        LiveSettings wild = LiveSettings.of(TrainingTask.of(TaskKind.COPY, 4)).withEvalEvery(0);
        try (Backend backend = Backends.open(2);
                LiveRun run = LiveRun.open(wild, backend, RunOptions.inMemory())) {
            run.run(30, r -> true);
            run.setPeakRate(10);
            String said = "";
            try {
                run.run(100, r -> true);
            } catch (TrainingException e) {
                said = String.valueOf(e.getMessage());
            }
            assertThat(said).contains("the learning rate is too high").contains("last good one");
            assertThat(run.log(0).losses()).doesNotContain(Double.NaN);
            assertThat(run.stepsDone()).isGreaterThanOrEqualTo(29).isEqualTo(run.log(0).size());
            run.setPeakRate(0.001);
            run.run(5, r -> true);
        }
    }
}
