package org.glassformer.engine.train.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.task.TaskTokens;
import org.jspecify.annotations.Nullable;

/// Writes a run to its folder on a thread of its own, one state at a time, while training goes on.
///
/// It reads only what it is given, which nobody changes. A failure is remembered as one sentence; the
/// next state tries everything again.
final class Autosave implements AutoCloseable {
    private static final long LAST_SECONDS = 60;

    private final RunFolder folder;
    private final RunLock lock;
    private final KeptFiles kept;
    private final LiveSettings settings;
    private final TaskTokens tokens;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("glassformer-save").factory());
    private @Nullable Future<?> writing;
    private boolean created;
    private volatile int savedStep = -1;
    private volatile int loggedSteps;
    private volatile @Nullable String problem;

    /// @param lock of the folder; it is taken before anything is written, and given back at the end
    Autosave(RunFolder folder, RunLock lock, LiveSettings settings, TaskTokens tokens) {
        this.folder = folder;
        this.lock = lock;
        this.kept = new KeptFiles(folder.kept());
        this.settings = settings;
        this.tokens = tokens;
        this.created = folder.exists();
    }

    /// What is to be written.
    ///
    /// @param parameters whose names and shapes the snapshot has; their values are not read
    /// @param log the steps not yet in the file, or all of them to write it anew
    /// @param content what is kept beside the state
    /// @param whole whether all of that is to be written now, however long it takes
    record Job(
            Snapshot snapshot,
            List<RateChange> rates,
            LogSeries log,
            List<Parameter> parameters,
            KeptFiles.Content content,
            boolean whole) {}

    /// Reads what was kept beside a saved state; before anything is written.
    KeptFiles.Content readKept(StateFile.About state, List<Parameter> parameters) {
        List<String> steps = state.kept();
        return kept.read(
                new KeptFiles.Names(steps == null ? List.of() : steps, state.probes()), parameters);
    }

    /// Whether nothing is being written.
    boolean idle() {
        return writing == null || writing.isDone();
    }

    /// Steps that are in the log file; 0 if it is to be written anew.
    int loggedSteps() {
        return loggedSteps;
    }

    /// Says that the steps of the log file are these already.
    void resumed(int step) {
        savedStep = step;
        loggedSteps = 0;
    }

    SaveStatus status() {
        return new SaveStatus(folder.path(), savedStep, problem);
    }

    /// Writes in the background; nothing else may be being written.
    void start(Job job) {
        writing = writer.submit(() -> write(job));
    }

    private void write(Job job) {
        try {
            Files.createDirectories(folder.path());
            lock.take();
            if (!created) {
                folder.create(settings, tokens);
                created = true;
            }
            LogFile.write(
                    folder.log(),
                    job.log(),
                    (long) settings.batch() * settings.shape().blockSize());
            int logged = job.log().from() + job.log().size();
            do {
                KeptFiles.Names names = kept.write(job.content(), job.parameters());
                StateFile.write(
                        folder.state(),
                        job.snapshot(),
                        job.rates(),
                        names,
                        logged,
                        job.parameters());
                kept.clean(names);
            } while (job.whole() && !kept.complete(job.content()));
            savedStep = job.snapshot().step();
            loggedSteps = logged;
            problem = null;
        } catch (IOException | RuntimeException e) {
            loggedSteps = 0;
            problem =
                    "the run cannot be saved in %s (%s); it goes on in memory"
                            .formatted(folder.path(), reason(e));
        }
    }

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        if (cause instanceof FileSystemException e) {
            return e.getReason() == null
                    ? cause.getClass()
                            .getSimpleName()
                            .replace("Exception", "")
                            .replaceAll("(?<=.)(?=[A-Z])", " ")
                    : e.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /// Waits until nothing is being written.
    void await() {
        Future<?> last = writing;
        if (last != null) {
            try {
                last.get(LAST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                problem = "the run was not saved in time in " + folder.path();
            }
        }
    }

    @Override
    public void close() {
        await();
        writer.shutdown();
        lock.close();
    }
}
