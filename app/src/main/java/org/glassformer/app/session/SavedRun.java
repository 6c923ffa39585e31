package org.glassformer.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.glassformer.engine.train.live.LiveRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A training run of an earlier time, to go on with.
///
/// @param folder that holds it
/// @param name of the folder, which begins with the task
/// @param saved when it was saved last
public record SavedRun(Path folder, String name, Instant saved) {
    private static final Logger LOG = LoggerFactory.getLogger(SavedRun.class);
    private static final int MOST = 12;

    /// The runs in a folder, the newest first; a dozen at most.
    ///
    /// @param runs need not exist
    static List<SavedRun> list(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(LiveRun::isRun)
                    .map(SavedRun::of)
                    .sorted(Comparator.comparing(SavedRun::saved).reversed())
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            LOG.warn("The training runs in {} cannot be listed", runs, e);
            return List.of();
        }
    }

    private static SavedRun of(Path folder) {
        Instant saved;
        try {
            saved = Files.getLastModifiedTime(folder).toInstant();
        } catch (IOException e) {
            saved = Instant.EPOCH;
        }
        Path name = folder.getFileName();
        return new SavedRun(folder, name == null ? folder.toString() : name.toString(), saved);
    }
}
