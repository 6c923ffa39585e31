package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;

/// Another process that trains until somebody ends it.
final class EndedLab {
    static final Duration SAVE_EVERY = Duration.ofMillis(300);
    private static final long PAUSE = 2_000_000;

    private EndedLab() {}

    static RunOptions options(Path folder) {
        return new RunOptions(folder, SAVE_EVERY, 50, 1 << 20, 1 << 20);
    }

    /// Trains in the folder given.
    public static void main(String[] args) {
        try (Backend backend = Backends.open("scalar", 1);
                LiveRun run =
                        LiveRun.open(SmallRun.settings(), backend, options(Path.of(args[0])))) {
            run.run(
                    Integer.MAX_VALUE,
                    r -> {
                        LockSupport.parkNanos(PAUSE);
                        return true;
                    });
        }
    }
}
