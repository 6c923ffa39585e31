package org.glassformer.app.task;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of background work and what becomes of its result. Immutable; the methods return changed copies.
///
/// @param name what the work does, for the list of background tasks and the log
/// @param work runs off the UI thread
/// @param resultHandler gets the result on the UI thread
/// @param failureHandler gets a failure on the UI thread, once; the failure is already logged
/// @param shown whether the task appears in [TaskRunner#running()]
/// @param urgency how much of a hurry it is in
/// @param turns the work of its slot that it waits for; null to begin at once
/// @param <T> type of the result
public record Job<T>(
        String name,
        Work<T> work,
        Consumer<? super T> resultHandler,
        Consumer<? super Throwable> failureHandler,
        boolean shown,
        Urgency urgency,
        @Nullable OneAtATime turns) {

    /// A job that ignores its result and its failure, and is not shown in the list of background tasks.
    ///
    /// @param name what the work does
    /// @param work runs off the UI thread
    /// @param <T> type of the result
    public static <T> Job<T> of(String name, Work<T> work) {
        return new Job<>(name, work, ignored -> {}, ignored -> {}, false, Urgency.USUAL, null);
    }

    /// The same job, with `handler` for the result.
    public Job<T> whenDone(Consumer<? super T> handler) {
        return new Job<>(name, work, handler, failureHandler, shown, urgency, turns);
    }

    /// The same job, with `handler` for a failure.
    public Job<T> whenFailed(Consumer<? super Throwable> handler) {
        return new Job<>(name, work, resultHandler, handler, shown, urgency, turns);
    }

    /// The same job, listed among the background tasks while it runs.
    public Job<T> asShown() {
        return new Job<>(name, work, resultHandler, failureHandler, true, urgency, turns);
    }

    /// The same job in another hurry.
    public Job<T> with(Urgency other) {
        return new Job<>(name, work, resultHandler, failureHandler, shown, other, turns);
    }

    /// The same job, after other work of its slot.
    Job<T> inTurn(OneAtATime slot) {
        return new Job<>(name, work, resultHandler, failureHandler, shown, urgency, slot);
    }
}
