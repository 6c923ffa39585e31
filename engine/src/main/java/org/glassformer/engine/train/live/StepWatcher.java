package org.glassformer.engine.train.live;

/// Hears of every step of a run, on the thread that trains.
@FunctionalInterface
public interface StepWatcher {
    /// A step is done.
    ///
    /// @return whether to go on
    boolean stepped(LiveRun run);
}
