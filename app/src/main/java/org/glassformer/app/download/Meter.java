package org.glassformer.app.download;

import java.util.ArrayDeque;
import java.util.Deque;

/// Counts the bytes of a download and tells who waits, some ten times a second, with the rate of the last seconds.
final class Meter {

    private record Mark(long nanos, long bytes) {}

    private static final long TELL_NANOS = 100_000_000L;
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private final Watch watch;
    private final long total;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private Progress.Phase phase = Progress.Phase.CHECKING;
    private String file = "";
    private long done;
    private long loaded;
    private long told;

    /// @param watch is told
    /// @param total bytes of all files
    Meter(Watch watch, long total) {
        this.watch = watch;
        this.total = total;
        this.told = System.nanoTime() - TELL_NANOS;
    }

    Watch watch() {
        return watch;
    }

    /// Something else begins, and is told at once.
    void at(Progress.Phase now, String name) {
        if (now != Progress.Phase.LOADING) {
            marks.clear();
        }
        phase = now;
        file = name;
        tell(System.nanoTime());
    }

    /// So many bytes more are here; negative for bytes that were of no use.
    void add(long bytes) {
        done += bytes;
        long now = System.nanoTime();
        if (phase == Progress.Phase.LOADING && bytes > 0) {
            loaded += bytes;
            marks.addLast(new Mark(now, loaded));
            while (marks.size() > 2 && now - marks.getFirst().nanos() > WINDOW_NANOS) {
                marks.removeFirst();
            }
        }
        if (now - told >= TELL_NANOS) {
            tell(now);
        }
    }

    private void tell(long now) {
        told = now;
        watch.tell(new Progress(phase, file, done, total, rate(now)));
    }

    private double rate(long now) {
        if (marks.size() < 2) {
            return 0;
        }
        double seconds = (now - marks.getFirst().nanos()) / 1e9;
        return seconds < 0.2 ? 0 : (loaded - marks.getFirst().bytes()) / seconds;
    }
}
