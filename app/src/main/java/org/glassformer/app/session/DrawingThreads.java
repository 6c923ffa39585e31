package org.glassformer.app.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/// The processor time of JavaFX's two threads, the one that lays out and the one that renders.
final class DrawingThreads implements LongSupplier {
    private static final Set<String> NAMES =
            Set.of("JavaFX Application Thread", "QuantumRenderer-0");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long[] ids;

    /// Those that are there now; none where nothing is drawn.
    DrawingThreads() {
        boolean known = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        this.ids =
                known
                        ? Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                                .filter(Objects::nonNull)
                                .filter(info -> NAMES.contains(info.getThreadName()))
                                .mapToLong(ThreadInfo::getThreadId)
                                .toArray()
                        : new long[0];
    }

    @Override
    public long getAsLong() {
        long sum = 0;
        for (long id : ids) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }
}
