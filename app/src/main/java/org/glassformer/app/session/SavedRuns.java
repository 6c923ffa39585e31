package org.glassformer.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.train.TrainingException;
import org.glassformer.engine.train.live.LiveSettings;
import org.glassformer.engine.train.live.StoredRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The training runs in a folder. Every method reads or writes files: none is for the JavaFX thread.
///
/// A run that is removed is moved aside, so that it can be brought back until [#empty].
public final class SavedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SavedRuns.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String ASIDE = ".removed";

    private final @Nullable Path folder;
    private volatile boolean removed;

    /// @param folder in which each run has a folder of its own; it need not exist; null for none
    SavedRuns(@Nullable Path folder) {
        this.folder = folder;
    }

    /// The folder as people read it; empty for none.
    public String place() {
        return folder == null ? "" : folder.toString();
    }

    /// A folder for a run that begins now, which is not there yet: several may begin within a second. Null for none.
    ///
    /// @param task what its name begins with
    @Nullable Path fresh(String task) {
        Path runs = folder;
        if (runs == null) {
            return null;
        }
        String name = task + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
        Path fresh = runs.resolve(name);
        for (int i = 2; Files.exists(fresh); i++) {
            fresh = runs.resolve(name + "-" + i);
        }
        return fresh;
    }

    /// The runs, the newest first.
    public List<SavedRun> list() {
        Path runs = folder;
        if (runs == null || !Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> new StoredRun(folder).exists())
                    .map(SavedRuns::of)
                    .sorted(Comparator.comparing(SavedRun::saved).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The training runs in {} cannot be listed", runs, e);
            return List.of();
        }
    }

    private static SavedRun of(Path run) {
        Path name = run.getFileName();
        return new SavedRun(
                run,
                name == null ? run.toString() : name.toString(),
                new StoredRun(run).saved(),
                bytes(run),
                settings(run));
    }

    private static long bytes(Path run) {
        try (Stream<Path> files = Files.walk(run)) {
            return files.mapToLong(SavedRuns::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it is being written, or was removed meanwhile
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static @Nullable LiveSettings settings(Path run) {
        try {
            return new StoredRun(run).settings();
        } catch (TrainingException e) {
            LOG.info("The settings of {} cannot be read", run, e);
            return null;
        }
    }

    /// Moves a run aside.
    ///
    /// @throws TrainingException with one sentence if it is open somewhere, or that cannot be done
    public void remove(SavedRun run) {
        Path aside = aside(run);
        Path parent = aside.getParent();
        new StoredRun(run.folder()).requireFree();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.move(run.folder(), aside);
            removed = true;
        } catch (IOException e) {
            throw new TrainingException(Messages.text("training.runs.notRemoved", run.name()), e);
        }
    }

    /// Brings back a run that was removed.
    ///
    /// @throws TrainingException with one sentence if that cannot be done
    public void restore(SavedRun run) {
        try {
            Files.move(aside(run), run.folder());
        } catch (IOException e) {
            throw new TrainingException(Messages.text("training.runs.notRestored", run.name()), e);
        }
    }

    private static Path aside(SavedRun run) {
        return run.folder().resolveSibling(ASIDE).resolve(run.name());
    }

    /// Whether any was removed since this was made.
    boolean hasRemoved() {
        return removed;
    }

    /// Deletes what was removed, for good.
    public void empty() {
        Path runs = folder;
        if (runs == null || !Files.isDirectory(runs.resolve(ASIDE))) {
            return;
        }
        try (Stream<Path> files = Files.walk(runs.resolve(ASIDE))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Removed training runs in {} cannot be deleted", runs, e);
        }
    }
}
