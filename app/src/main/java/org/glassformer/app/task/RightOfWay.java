package org.glassformer.app.task;

import java.util.concurrent.TimeUnit;

/// Lets patient work stand still while pressing work runs: on two cores each would otherwise take twice as long.
final class RightOfWay {

    /// Patient work goes on after so long, so that a flow of pressing work slows it down and no more.
    static final long LONGEST_MS = 50;

    private final long longestMs;
    private int pressing;

    /// @param longestMs how long patient work waits at most each time, in milliseconds
    RightOfWay(long longestMs) {
        this.longestMs = longestMs;
    }

    /// Runs pressing work.
    void press(Runnable work) {
        enter();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    synchronized void enter() {
        pressing++;
    }

    synchronized void leave() {
        pressing--;
        if (pressing == 0) {
            notifyAll();
        }
    }

    /// Waits until no pressing work runs.
    synchronized void giveWay() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMs);
        try {
            for (long left = longestMs; pressing > 0 && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
