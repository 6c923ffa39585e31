package org.glassformer.app.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Writes a file whole or not at all: beside its place first, then moved over it.
final class SavedFile {

    /// Writes a file's content.
    @FunctionalInterface
    interface Content {

        /// Writes everything; the stream is closed by the caller.
        void writeTo(OutputStream out) throws IOException;
    }

    private SavedFile() {}

    /// Writes a file, in place of the one that may be there.
    ///
    /// @throws IOException if it cannot be written; an earlier file is then as it was
    static void write(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, Messages.text("export.failed.isFolder"));
        }
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        Path part = target.resolveSibling("." + target.getFileName() + "." + random + ".part");
        try {
            try (OutputStream out =
                    new BufferedOutputStream(
                            Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
                content.writeTo(out);
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Why a file was not written, as one sentence.
    static String sentence(Path file, Throwable failure) {
        String name = String.valueOf(file.getFileName());
        Path parent = file.toAbsolutePath().getParent();
        String folder = parent == null ? file.toString() : parent.toString();
        if (failure instanceof OutOfMemoryError) {
            return Messages.text("export.failed.memory", name);
        }
        Throwable cause = cause(failure);
        String reason = reason(cause);
        String why = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        if (why.contains("no space") || why.contains("not enough space") || why.contains("quota")) {
            return Messages.text("export.failed.full", name);
        }
        if (cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || why.contains("read-only")) {
            return Messages.text("export.failed.readOnly", name, folder);
        }
        if (cause instanceof NoSuchFileException) {
            return Messages.text("export.failed.noFolder", name, folder);
        }
        return Messages.text(
                "export.failed.other", name, reason == null ? cause.toString() : reason);
    }

    /// The input or output failure inside, if there is one.
    private static Throwable cause(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return each;
            }
        }
        return failure;
    }

    private static @Nullable String reason(Throwable failure) {
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return failure.getMessage();
    }
}
