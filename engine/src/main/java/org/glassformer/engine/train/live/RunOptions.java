package org.glassformer.engine.train.live;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where and how a run is kept; nothing of this changes what it learns.
///
/// @param folder where it is saved by itself; null for nowhere
/// @param saveEvery the time between savings
/// @param keepEvery steps between kept steps; 0 for as many as make keeping cost about a fiftieth of the
///     time, ten at least
/// @param keptBytes memory for kept steps: when it is full, old ones are thinned out
/// @param probeBytes memory for what probes showed: when it is full, old results are thinned out
public record RunOptions(
        @Nullable Path folder, Duration saveEvery, int keepEvery, long keptBytes, long probeBytes) {
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final int LEAST_BETWEEN = 10;
    private static final int TOKENS_BETWEEN = 2500;
    private static final long KEPT_BYTES = 256L << 20;
    private static final long PROBE_BYTES = 64L << 20;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if they are negative
    public RunOptions {
        if (saveEvery.isNegative() || keepEvery < 0 || keptBytes < 0 || probeBytes < 0) {
            throw new IllegalArgumentException("intervals and memory are not negative");
        }
    }

    /// In memory only.
    public static RunOptions inMemory() {
        return new RunOptions(null, SAVE_EVERY, 0, KEPT_BYTES, PROBE_BYTES);
    }

    /// Saved by itself into a folder every five seconds.
    public static RunOptions in(Path folder) {
        return new RunOptions(folder, SAVE_EVERY, 0, KEPT_BYTES, PROBE_BYTES);
    }

    /// Steps between kept steps of a run. Copying a parameter with its gradient and moments takes as long
    /// as training it on some fifty tokens (measured: about 6 ns, and 0.12 ns a token).
    int keepEvery(long tokensPerStep) {
        return keepEvery > 0
                ? keepEvery
                : (int) Math.max(LEAST_BETWEEN, TOKENS_BETWEEN / tokensPerStep);
    }
}
