package org.glassformer.app.session;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where training runs are kept, and what they may take of the machine.
///
/// @param runs the folder in which each run has a folder of its own; null for runs in memory only
/// @param threads of the processor; 0 for as many as there are cores
/// @param refresh the least time between two pictures of a run that goes on
public record TrainingSetup(@Nullable Path runs, int threads, Duration refresh) {
    private static final Duration REFRESH = Duration.ofMillis(80);

    /// Runs in memory only.
    public static TrainingSetup inMemory() {
        return new TrainingSetup(null, 0, REFRESH);
    }

    /// Runs that are saved by themselves.
    ///
    /// @param runs the folder in which each run gets a folder
    public static TrainingSetup in(Path runs) {
        return new TrainingSetup(runs, 0, REFRESH);
    }
}
