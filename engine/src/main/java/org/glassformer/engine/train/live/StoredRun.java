package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.glassformer.engine.train.TrainingException;

/// A run that was saved, looked at without opening it.
///
/// @param folder in which it was saved
public record StoredRun(Path folder) {

    /// A number of a step in a log beyond which that is broken.
    private static final int MOST_LOGGED = 10_000_000;

    /// Whether the folder holds a run.
    public boolean exists() {
        return new RunFolder(folder).exists();
    }

    /// Checks that nobody has it open.
    ///
    /// @throws TrainingException with one sentence if somebody has, or the folder cannot be written
    public void requireFree() {
        try (RunLock lock = new RunLock(folder)) {
            lock.take();
        } catch (IOException e) {
            throw new TrainingException("the run in " + folder + " cannot be written", e);
        }
    }

    /// When its state was written last, whatever happened to its folder since; the beginning of time if that is unknown.
    public Instant saved() {
        try {
            return Files.getLastModifiedTime(new RunFolder(folder).state()).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /// What was decided before it.
    ///
    /// @throws TrainingException with one sentence if the folder holds no run, or a broken one
    public LiveSettings settings() {
        return new RunFolder(folder).settings();
    }

    /// What was measured in it, from its first step on; nothing if that was not saved.
    ///
    /// @throws TrainingException if it cannot be read
    public LogSeries log() {
        RunLog read = new RunLog();
        LogFile.read(new RunFolder(folder).log(), MOST_LOGGED, read);
        return read.series(0);
    }
}
