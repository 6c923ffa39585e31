package org.glassformer.engine.backend.vector;

import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassformer.engine.backend.StartUp;
import org.glassformer.engine.backend.vector.Gemm.Matrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the vector kernels on made-up numbers until the JVM has compiled them.
///
/// Compiled code belongs to the JVM, so there is one of these for all backends. The thread starts a
/// second after the first matrix product, and not before the program has started ([StartUp]), so
/// that it does not take the cores from a window that is opening; it ends by itself. Until then [MatMul] multiplies in plain loops, which give the same
/// numbers. Measured on 2 cores: the first forward pass of a model of 2.6 million weights took 1.8
/// to 2.5 s without it, nearly all of it in matrix products that ran uncompiled.
final class WarmUp {
    /// The one of this JVM.
    static final WarmUp OF_THIS_JVM = new WarmUp();

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROWS = 18;
    private static final int COLUMNS = 192;
    private static final int DEPTH = 192;
    private static final int ROUND = 8;
    private static final int WINS = 3;
    private static final long PAUSE_MS = 1_000;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean done;

    private WarmUp() {}

    /// Whether the vector kernels are worth calling; the first question starts the warming up.
    boolean done() {
        if (!done && started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "glassformer-vector-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
        return done;
    }

    /// Returns when the vector kernels are compiled, for tests that mean these and no other.
    void await() throws InterruptedException {
        done();
        over.await();
    }

    private void run() {
        try {
            Thread.sleep(PAUSE_MS);
            StartUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long start = System.nanoTime();
        int wins = 0;
        try (Workers alone = new Workers(1);
                Arena arena = Arena.ofConfined()) {
            long x = arena.allocate(4L * ROWS * DEPTH, 64).address();
            long w = arena.allocate(4L * COLUMNS * DEPTH, 64).address();
            long out = arena.allocate(4L * ROWS * COLUMNS, 64).address();
            PlainProduct.Rows rows = PlainProduct.floats(w, DEPTH);
            while (wins < WINS && System.nanoTime() - start < LIMIT_NANOS) {
                long t0 = System.nanoTime();
                for (int i = 0; i < ROUND; i++) {
                    PlainProduct.run(alone, out, x, rows, 0, ROWS, COLUMNS, DEPTH);
                }
                long t1 = System.nanoTime();
                for (int i = 0; i < ROUND; i++) {
                    vector(alone, out, x, w);
                }
                long t2 = System.nanoTime();
                wins = t2 - t1 <= t1 - t0 ? wins + 1 : 0;
            }
        }
        done = true;
        over.countDown();
        LOG.debug("vector kernels compiled after {} ms", (System.nanoTime() - start) / 1_000_000);
    }

    private static void vector(Workers alone, long out, long x, long w) {
        Gemm.run(
                alone,
                ROWS,
                COLUMNS,
                DEPTH,
                Matrix.rowMajor(x, DEPTH),
                Matrix.rowMajor(w, DEPTH).transposed(),
                Matrix.rowMajor(out, COLUMNS),
                false,
                0);
    }
}
