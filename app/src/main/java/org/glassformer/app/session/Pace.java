package org.glassformer.app.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Says when another picture of a run may be made, so that pictures take little of what the run could have: a picture is
/// followed by as much time as makes its processor time a small share of the machine's.
///
/// Drawing a whole window takes a few milliseconds with a graphics card and tens of them without one; a fixed rate
/// would be too slow for the one or too dear for the other. The share is far below the twentieth that the screen may cost by the
/// clock: both threads of a run wait for each other many times a step, so that a picture on one core holds up both, and until
/// the JVM has compiled what draws, that costs as much again.
final class Pace {
    private static final double SHARE = 0.01;
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final long least;
    private final LongSupplier clock;
    private final LongSupplier drawing;
    private final double room;
    private long shownAt;
    private long drawnThen;
    private long making;

    /// @param least the least time from one picture to the next
    /// @param cores of the machine
    /// @param clock nanoseconds
    /// @param drawing processor nanoseconds that were spent on drawing up to now
    Pace(Duration least, int cores, LongSupplier clock, LongSupplier drawing) {
        this.least = least.toNanos();
        this.clock = clock;
        this.drawing = drawing;
        this.room = SHARE * cores;
        this.shownAt = clock.getAsLong();
    }

    /// For this machine and this lab.
    static Pace of(Duration least) {
        return new Pace(
                least,
                Runtime.getRuntime().availableProcessors(),
                System::nanoTime,
                new DrawingThreads());
    }

    /// Whether another picture may be made now.
    boolean due() {
        long since = clock.getAsLong() - shownAt;
        if (since < least) {
            return false;
        }
        double cost = making + (drawing.getAsLong() - drawnThen);
        return since >= Math.min((double) LONGEST, cost / room);
    }

    /// A picture was made now.
    ///
    /// @param nanos that making it took the thread that trains
    void shown(long nanos) {
        making = nanos;
        shownAt = clock.getAsLong();
        drawnThen = drawing.getAsLong();
    }
}
