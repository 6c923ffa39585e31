package org.glassformer.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/// Executors that run only when told make every order of events testable without a thread.
class TaskRunnerTest {

    private final Steps background = new Steps();
    private final Steps ui = new Steps();
    private final TaskRunner runner = new ExecutorTaskRunner(background, ui);
    private final List<Object> seen = new ArrayList<>();

    @Test
    void resultArrivesOnTheUiThread() {
        RunningTask task = runner.submit(Job.of("add", context -> 1 + 1).whenDone(seen::add));
        background.runAll();
        assertThat(seen).isEmpty();
        assertThat(task.isFinished()).isFalse();
        ui.runAll();
        assertThat(seen).containsExactly(2);
        assertThat(task.isFinished()).isTrue();
    }

    @Test
    void failureIsDeliveredOnce() {
        runner.submit(
                Job.of("fail", context -> failing()).whenDone(seen::add).whenFailed(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private static Object failing() {
        throw new IllegalStateException("on purpose");
    }

    @Test
    void errorsAreFailuresToo() {
        runner.submit(
                Job.of(
                                "overflow",
                                context -> {
                                    throw new StackOverflowError();
                                })
                        .whenFailed(seen::add));
        background.runAll();
        ui.runAll();
        assertThat(seen).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void nothingIsDeliveredAfterCancel() {
        RunningTask task = runner.submit(Job.of("add", context -> 2).whenDone(seen::add));
        background.runAll();
        task.cancel();
        ui.runAll();
        assertThat(seen).isEmpty();
        assertThat(task.isFinished()).isTrue();
    }

    @Test
    void cancelledWorkNeverStarts() {
        RunningTask task =
                runner.submit(Job.of("started", context -> seen.add("ran")).whenDone(seen::add));
        task.cancel();
        background.runAll();
        ui.runAll();
        assertThat(seen).isEmpty();
    }

    @Test
    void workSeesItsCancellation() {
        List<RunningTask> self = new ArrayList<>();
        self.add(
                runner.submit(
                        Job.of(
                                "loop",
                                context -> {
                                    assertThat(context.isCancelled()).isFalse();
                                    self.getFirst().cancel();
                                    seen.add(context.isCancelled());
                                    context.checkCancelled();
                                    return seen.add("went on");
                                })));
        background.runAll();
        assertThat(seen).containsExactly(true);
    }

    @Test
    void onlyTheLatestProgressIsShown() {
        RunningTask task =
                runner.submit(
                        Job.of(
                                        "load",
                                        context -> {
                                            context.progress(0.1, "begin");
                                            context.progress(0.5, "middle");
                                            return 0;
                                        })
                                .asShown());
        List<Number> shown = new ArrayList<>();
        task.progressProperty().subscribe((before, now) -> shown.add(now));
        background.runAll();
        assertThat(ui.size()).isEqualTo(2);
        ui.runAll();
        assertThat(shown).containsExactly(0.5);
        assertThat(task.messageProperty().get()).isEqualTo("middle");
    }

    @Test
    void partialResultsArriveInOrderUntilCancelled() {
        RunningTask task =
                runner.submit(
                        Job.of(
                                "stream",
                                context -> {
                                    for (int i = 0; i < 3; i++) {
                                        int token = i;
                                        context.deliver(() -> seen.add(token));
                                    }
                                    return 0;
                                }));
        background.runAll();
        ui.runOne();
        ui.runOne();
        task.cancel();
        ui.runAll();
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void shownTasksAreListedWhileTheyRun() {
        runner.submit(Job.of("hidden", context -> 0));
        runner.submit(Job.of("shown", context -> 0).asShown());
        assertThat(runner.running()).extracting(RunningTask::name).containsExactly("shown");
        background.runAll();
        ui.runAll();
        assertThat(runner.running()).isEmpty();
    }

    @Test
    void closedRunnerCancelsAndRefuses() {
        RunningTask task = runner.submit(Job.of("late", context -> 1).whenDone(seen::add));
        runner.close();
        background.runAll();
        ui.runAll();
        assertThat(seen).isEmpty();
        assertThat(task.isFinished()).isTrue();
        assertThatThrownBy(() -> runner.submit(Job.of("later", context -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void directRunnerDeliversBeforeSubmitReturns() {
        try (TaskRunner direct = new DirectTaskRunner()) {
            direct.submit(Job.of("add", context -> 3).whenDone(seen::add));
        }
        assertThat(seen).containsExactly(3);
    }

    /// Keeps what it is given until told to run it.
    static final class Steps implements Executor {

        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable action) {
            waiting.add(action);
        }

        int size() {
            return waiting.size();
        }

        void runOne() {
            waiting.remove().run();
        }

        void runAll() {
            while (!waiting.isEmpty()) {
                runOne();
            }
        }
    }
}
