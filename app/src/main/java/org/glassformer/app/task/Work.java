package org.glassformer.app.task;

/// What a background task computes; runs off the UI thread.
///
/// @param <T> type of the result
@FunctionalInterface
public interface Work<T> {

    /// Computes the result, checking `context` for cancellation between units of work.
    ///
    /// @param context cancellation and progress of this run
    /// @return the result, delivered on the UI thread
    /// @throws Exception any failure, delivered on the UI thread once
    T run(TaskContext context) throws Exception;
}
