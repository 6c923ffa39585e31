package org.glassformer.app.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Runs work one after the other, in order, on a thread of an executor; what waits holds no thread.
///
/// Work handed over by the work that runs, which happens where all is done on one thread, runs inside it.
public final class OneAtATime {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private @Nullable Thread on;

    OneAtATime() {}

    /// Runs work when what was handed over before has ended.
    ///
    /// @param threads lends a thread while there is work
    void execute(Runnable work, Executor threads) {
        if (isInside()) {
            work.run();
        } else if (isFirst(work)) {
            threads.execute(this::runAll);
        }
    }

    private synchronized boolean isInside() {
        return Thread.currentThread().equals(on);
    }

    private synchronized boolean isFirst(Runnable work) {
        waiting.add(work);
        boolean first = !busy;
        busy = true;
        return first;
    }

    private void runAll() {
        boolean ended = false;
        try {
            for (Runnable next = take(); next != null; next = take()) {
                next.run();
            }
            ended = true;
        } finally {
            if (!ended) {
                rest();
            }
        }
    }

    private synchronized @Nullable Runnable take() {
        Runnable next = waiting.poll();
        if (next == null) {
            rest();
        } else {
            on = Thread.currentThread();
        }
        return next;
    }

    private synchronized void rest() {
        busy = false;
        on = null;
    }
}
