package org.glassformer.app.task;

import java.util.concurrent.CancellationException;

/// What running work may ask and tell: whether it was cancelled, and how far it is. Safe from any thread.
public interface TaskContext {

    /// Whether nobody wants the result any more: the task was cancelled or overtaken by a newer one.
    boolean isCancelled();

    /// Ends cancelled work early.
    ///
    /// @throws CancellationException if the task was cancelled
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    /// Reports how far the work is. Only the latest report is shown.
    ///
    /// @param fraction 0 to 1, or negative when unknown
    /// @param message what is being done, as a short phrase; may be empty
    void progress(double fraction, String message);

    /// Runs `action` on the UI thread, in order, unless the task is cancelled before its turn. For results that
    /// arrive bit by bit, such as generated tokens.
    ///
    /// @param action short; it must not block
    void deliver(Runnable action);
}
