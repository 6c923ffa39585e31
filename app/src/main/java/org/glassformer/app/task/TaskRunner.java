package org.glassformer.app.task;

import javafx.collections.ObservableList;

/// Runs work off the UI thread and delivers what comes of it on the UI thread.
///
/// View models get one by constructor: [FxTaskRunner] in the lab, [DirectTaskRunner] in tests. Jobs are submitted on
/// the UI thread; results, failures and progress arrive there.
public interface TaskRunner extends AutoCloseable {

    /// Starts a job.
    ///
    /// @param job what to run and who gets the result
    /// @param <T> type of the result
    /// @return the running task, to watch or cancel
    <T> RunningTask submit(Job<T> job);

    /// A slot in which the newest submission wins.
    default NewestWins newestWins() {
        return new NewestWins(this);
    }

    /// Runs `action` on the UI thread soon, after what is already waiting there. Callable from any thread.
    ///
    /// @param action short; it must not block
    void later(Runnable action);

    /// The shown jobs that run now, in order of submission. Unmodifiable; changes on the UI thread.
    ObservableList<RunningTask> running();

    /// Cancels what runs and accepts no more jobs.
    @Override
    void close();
}
