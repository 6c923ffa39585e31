package org.glassformer.app.task;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Runs jobs on one executor and delivers on another; the other runners differ only in these two.
final class ExecutorTaskRunner implements TaskRunner {

    private final Executor background;
    private final Executor ui;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> shown = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> shownView =
            FXCollections.unmodifiableObservableList(shown);
    private final RightOfWay rightOfWay;
    private boolean closed;

    /// A runner over two executors.
    ///
    /// @param background runs the work
    /// @param ui runs deliveries, in order, on the UI thread
    ExecutorTaskRunner(Executor background, Executor ui) {
        this(background, ui, new RightOfWay(RightOfWay.LONGEST_MS));
    }

    ExecutorTaskRunner(Executor background, Executor ui, RightOfWay rightOfWay) {
        this.background = background;
        this.ui = ui;
        this.rightOfWay = rightOfWay;
    }

    @Override
    public <T> RunningTask submit(Job<T> job) {
        if (closed) {
            throw new IllegalStateException("The task runner is closed: " + job.name());
        }
        TaskExecution<T> task = new TaskExecution<>(job, ui, rightOfWay, this::forget);
        running.add(task);
        if (job.shown()) {
            shown.add(task);
        }
        OneAtATime turns = job.turns();
        if (turns == null) {
            background.execute(task);
        } else {
            turns.execute(task, background);
        }
        return task;
    }

    /// Runs pressing work that is no job, as painting is.
    void press(Runnable work) {
        background.execute(() -> rightOfWay.press(work));
    }

    private void forget(RunningTask task) {
        running.remove(task);
        shown.remove(task);
    }

    @Override
    public void later(Runnable action) {
        ui.execute(action);
    }

    @Override
    public ObservableList<RunningTask> running() {
        return shownView;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(RunningTask::cancel);
    }
}
