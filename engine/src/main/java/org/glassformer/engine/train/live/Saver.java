package org.glassformer.engine.train.live;

import org.jspecify.annotations.Nullable;

/// Decides when a run is saved, and what of it is new.
final class Saver implements AutoCloseable {
    private final @Nullable Autosave autosave;
    private final long interval;
    private long savedAt = System.nanoTime();
    private int rewritten;
    private boolean missed;

    /// @param autosave null for a run in memory only
    /// @param interval nanoseconds between savings
    Saver(@Nullable Autosave autosave, long interval) {
        this.autosave = autosave;
        this.interval = interval;
    }

    SaveStatus status() {
        return autosave == null ? new SaveStatus(null, -1, null) : autosave.status();
    }

    /// Says that a run goes on from a saved step.
    void resumed(int step) {
        if (autosave != null) {
            autosave.resumed(step);
        }
    }

    /// Whether the file says where the run stands, with everything that led there.
    boolean isSaved(TimeLine line) {
        return !missed && status().savedStep() == line.stepsDone();
    }

    void saveIfDue(TimeLine line) {
        if (System.nanoTime() - savedAt >= interval) {
            save(line, false);
        }
    }

    /// Saves in the background, if the run stands between two steps and nothing is being saved.
    ///
    /// @param whole with every kept step, however long that takes
    void save(TimeLine line, boolean whole) {
        if (autosave == null || !line.isBetweenSteps()) {
            return;
        }
        if (!autosave.idle()) {
            missed = true;
            return;
        }
        missed = false;
        savedAt = System.nanoTime();
        int logged = autosave.loggedSteps();
        boolean anew = rewritten != line.log().rewritten() || logged > line.stepsDone();
        rewritten = line.log().rewritten();
        autosave.start(line.job(anew ? 0 : logged, whole));
    }

    /// Whether something is being saved.
    boolean busy() {
        return autosave != null && !autosave.idle();
    }

    /// Waits until nothing is being saved.
    void await() {
        if (autosave != null) {
            autosave.await();
        }
    }

    /// Waits for what is being saved, and ends.
    @Override
    public void close() {
        if (autosave != null) {
            autosave.close();
        }
    }
}
