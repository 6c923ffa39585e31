package org.glassformer.engine.backend;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps what devices do ahead of time, such as having their kernels compiled, from taking the cores while a program starts.
///
/// One for the whole JVM, as are its compilers. A program that says nothing here is not waited for.
public final class StartUp {

    /// A start that was never said to be over is over after so long.
    private static final long LONGEST_S = 20;

    private static final AtomicReference<CountDownLatch> REST =
            new AtomicReference<>(new CountDownLatch(0));

    /// How much the Vector API checks at each access: 0 nothing, 2 (what it does unasked) all.
    private static final String CHECKS = "jdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK";

    private StartUp() {}

    /// Has the Vector API of this JVM not check each access, unless the user has set how it is to.
    ///
    /// For programs whose only vector code is ours, as the first thing they do: it is for the whole JVM and
    /// too late once vectors were used. Devices check the sizes of tensors before a kernel starts, and kernels
    /// address native memory through a segment that spans all of it, of which no access can be outside;
    /// the Q8_0 product is a fifth faster without. Tests run with the checks.
    public static void trustKernels() {
        if (System.getProperty(CHECKS) == null) {
            System.setProperty(CHECKS, "0");
        }
    }

    /// The program starts: work ahead of time waits until [#end].
    public static void begin() {
        REST.set(new CountDownLatch(1));
    }

    /// The program has started.
    public static void end() {
        REST.get().countDown();
    }

    /// Whether a program starts.
    public static boolean isGoingOn() {
        return REST.get().getCount() > 0;
    }

    /// Returns when no program starts.
    ///
    /// @throws InterruptedException if the thread is interrupted meanwhile
    public static void await() throws InterruptedException {
        boolean ended = REST.get().await(LONGEST_S, TimeUnit.SECONDS);
        if (!ended) {
            end();
        }
    }
}
