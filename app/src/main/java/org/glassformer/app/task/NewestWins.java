package org.glassformer.app.task;

import org.jspecify.annotations.Nullable;

/// A slot for work of one kind in which only the newest submission counts.
///
/// A new submission cancels the older one: its result, progress and failure are never delivered. Work of one slot never
/// overlaps: cancelled work that has not noticed yet is waited for, without a thread, and submissions overtaken while
/// waiting never start. Use from the UI thread.
public final class NewestWins {

    private final TaskRunner runner;
    private final OneAtATime turns = new OneAtATime();
    private @Nullable RunningTask newest;

    NewestWins(TaskRunner runner) {
        this.runner = runner;
    }

    /// Submits a job and cancels the one before it.
    ///
    /// @param job what to run and who gets the result
    /// @param <T> type of the result
    /// @return the running task
    public <T> RunningTask submit(Job<T> job) {
        cancel();
        RunningTask task = runner.submit(job.inTurn(turns));
        newest = task;
        return task;
    }

    /// Cancels the newest submission, if it still runs.
    public void cancel() {
        if (newest != null) {
            newest.cancel();
            newest = null;
        }
    }

    /// Whether the newest submission is still on its way.
    public boolean isBusy() {
        return newest != null && !newest.isFinished();
    }
}
