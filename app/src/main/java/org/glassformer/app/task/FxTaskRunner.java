package org.glassformer.app.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.collections.ObservableList;

/// Runs jobs on daemon threads of its own and delivers on the JavaFX thread.
///
/// Threads are made as needed and reused, so that a long load never holds up a short computation; slots of newest-wins
/// jobs keep the number small.
public final class FxTaskRunner implements TaskRunner {

    private final ExecutorService workers;
    private final ExecutorTaskRunner runner;

    /// A runner with no thread started yet.
    public FxTaskRunner() {
        AtomicInteger count = new AtomicInteger();
        workers =
                Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work, "lab-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        runner = new ExecutorTaskRunner(workers, Platform::runLater);
    }

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

    /// The background threads, for controls that paint off the JavaFX thread; patient jobs stand still meanwhile.
    public java.util.concurrent.Executor painters() {
        return runner::press;
    }

    @Override
    public void close() {
        runner.close();
        workers.shutdown();
    }
}
