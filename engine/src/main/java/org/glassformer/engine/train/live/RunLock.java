package org.glassformer.engine.train.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.glassformer.engine.train.TrainingException;
import org.jspecify.annotations.Nullable;

/// Keeps others away from the folder of a run while it is at work: the operating system locks a file in it, and
/// unlocks it when the process ends, however that happens.
///
/// Beside it stands who has it. That is asked first, because closing a locked file a second time in the
/// same process would unlock it.
final class RunLock implements AutoCloseable {
    private static final String LOCK = "in-use.lock";
    private static final String OWNER = "in-use.txt";

    private final Path folder;
    private @Nullable FileChannel channel;

    RunLock(Path folder) {
        this.folder = folder;
    }

    /// Takes the folder, which exists; once taken it stays so.
    ///
    /// @throws TrainingException with one sentence if another run has it
    /// @throws IOException if the folder cannot be written
    synchronized void take() throws IOException {
        if (channel != null) {
            return;
        }
        String me = me();
        String owner = owner();
        if (me.equals(owner)) {
            throw inUse("this lab");
        }
        FileChannel opened =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = opened.tryLock();
            if (lock == null) {
                int space = owner.indexOf(' ');
                throw inUse(
                        "another lab"
                                + (space < 0 ? "" : ", process " + owner.substring(0, space)));
            }
            Files.writeString(folder.resolve(OWNER), me);
            channel = opened;
        } catch (OverlappingFileLockException e) {
            throw inUse("this lab");
        } finally {
            if (channel == null) {
                opened.close();
            }
        }
    }

    private TrainingException inUse(String by) {
        return new TrainingException(
                "the run in %s is open in %s; close it there first".formatted(folder, by));
    }

    /// The process and when it began, since numbers are used again; and the folder, since it may be a copy.
    private String me() throws IOException {
        ProcessHandle me = ProcessHandle.current();
        long begun = me.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return me.pid() + " " + begun + " " + folder.toRealPath();
    }

    private String owner() {
        try {
            return Files.readString(folder.resolve(OWNER)).strip();
        } catch (IOException e) {
            return ""; // nobody has it, or nobody said so
        }
    }

    /// Gives the folder back, if it was taken.
    @Override
    public synchronized void close() {
        FileChannel taken = channel;
        channel = null;
        if (taken != null) {
            try {
                Files.deleteIfExists(folder.resolve(OWNER));
                taken.close();
            } catch (IOException e) {
                // the lock ends with the process
            }
        }
    }
}
