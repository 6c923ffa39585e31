package org.glassformer.engine.train;

import java.nio.file.Path;

/// Hears of what a [Trainer] does, on the thread that trains; every method may be left out.
public interface TrainerListener {
    /// Training begins, or goes on, after `step` of `steps` steps.
    default void started(int step, int steps) {}

    /// A step is done.
    default void stepped(TrainingStep step) {}

    /// A line was written to the log.
    default void logged(LogEntry entry) {}

    /// A checkpoint was written.
    default void saved(Path checkpoint) {}

    /// The finished model was written.
    default void exported(Path folder) {}
}
