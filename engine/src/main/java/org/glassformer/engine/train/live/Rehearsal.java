package org.glassformer.engine.train.live;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.StartUp;
import org.glassformer.engine.train.task.TaskKind;
import org.glassformer.engine.train.task.TrainingTask;

/// Some steps of a small run that nobody sees, so that the first steps of the run that somebody waits for are not slow.
///
/// Vectors that the JVM has not compiled yet are objects. Measured with the task of sorting on 2 quiet cores: without a
/// rehearsal the first step takes 1.3 to 1.6 s and the first ten 1.9 to 2.3 s; a rehearsal takes 2.4 to 3.0 s (600 to 700
/// steps) while a task is chosen, then the first step takes 0.03 s and the first ten 0.16 to 0.24 s, and later ones 6.5 to
/// 7.1 ms each. Compiled code belongs to the JVM, so that a second rehearsal ends at once.
public final class Rehearsal {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long PAUSE_MS = 50;
    private static final int ROUND = 100;
    private static final double FASTER = 0.9;
    private static final int DIGITS = 3;
    private static final int BATCH = 2;

    private Rehearsal() {}

    /// Trains until the steps no longer become faster, for a few seconds at most; not before the program has started.
    ///
    /// @param backend computes; used by this thread meanwhile
    /// @param more asked after every step whether to go on
    /// @return steps done
    public static int run(Backend backend, BooleanSupplier more) {
        if (!started(more)) {
            return 0;
        }
        LiveSettings small =
                LiveSettings.of(TrainingTask.of(TaskKind.SORT, DIGITS)).withBatch(BATCH);
        try (LiveRun run = LiveRun.open(small, backend, RunOptions.inMemory())) {
            long begun = System.nanoTime();
            long before = Long.MAX_VALUE;
            long took = Long.MAX_VALUE / 2;
            boolean wanted = true;
            while (wanted && took < FASTER * before && System.nanoTime() - begun < MOST_NANOS) {
                long from = System.nanoTime();
                wanted = run.run(ROUND, _ -> more.getAsBoolean()) == ROUND && more.getAsBoolean();
                before = took;
                took = System.nanoTime() - from;
            }
            return run.stepsDone();
        }
    }

    private static boolean started(BooleanSupplier more) {
        boolean wanted = more.getAsBoolean();
        while (wanted && StartUp.isGoingOn()) {
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            wanted = more.getAsBoolean();
        }
        return wanted;
    }
}
