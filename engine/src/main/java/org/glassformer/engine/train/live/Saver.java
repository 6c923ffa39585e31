package org.glassformer.engine.train.live;

import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.TrainingStep.Phase;
import org.jspecify.annotations.Nullable;

/// Decides when a run is saved, and what of it is new.
final class Saver implements AutoCloseable {
    private final @Nullable Autosave autosave;
    private final long interval;
    private long savedAt = System.nanoTime();
    private int rewritten;

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

    void saveIfDue(TrainingStep step, History history, RateBook rates, RunLog log, Probes probes) {
        if (System.nanoTime() - savedAt >= interval) {
            save(step, history, rates, log, probes, false);
        }
    }

    /// Saves in the background, if the run stands between two steps and nothing is being saved.
    ///
    /// @param whole with every kept step, however long that takes
    void save(
            TrainingStep step,
            History history,
            RateBook rates,
            RunLog log,
            Probes probes,
            boolean whole) {
        if (autosave == null || !autosave.idle() || step.phase() != Phase.WINDOWS) {
            return;
        }
        savedAt = System.nanoTime();
        int logged = autosave.loggedSteps();
        boolean anew = rewritten != log.rewritten() || logged > step.stepsDone();
        rewritten = log.rewritten();
        autosave.start(
                new Autosave.Job(
                        history.present(),
                        rates.changes(),
                        log.series(anew ? 0 : logged),
                        step.model().parameters(),
                        new KeptFiles.Content(history.all(), probes.readings()),
                        whole));
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
