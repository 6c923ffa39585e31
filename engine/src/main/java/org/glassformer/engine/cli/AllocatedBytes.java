package org.glassformer.engine.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much memory objects have taken so far.
///
/// A kernel whose vectors the compiler keeps in registers makes none; one that it compiled otherwise makes an object of each,
/// thousands a token, and is a fifth as fast. Nothing else says so.
final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /// Bytes that all threads of this JVM have taken, those that have ended included.
    static long ofAllThreads() {
        return THREADS.getTotalThreadAllocatedBytes();
    }
}
