package org.glassformer.app.task;

import javafx.collections.ObservableList;

/// Runs every job at once on the calling thread and delivers before [#submit] returns. For tests of view models.
public final class DirectTaskRunner implements TaskRunner {

    private final ExecutorTaskRunner runner = new ExecutorTaskRunner(Runnable::run, Runnable::run);

    /// A runner that needs no UI thread.
    public DirectTaskRunner() {}

    @Override
    public <T> RunningTask submit(Job<T> job) {
        return runner.submit(job);
    }

    @Override
    public void later(Runnable action) {
        runner.later(action);
    }

    @Override
    public ObservableList<RunningTask> running() {
        return runner.running();
    }

    @Override
    public void close() {
        runner.close();
    }
}
