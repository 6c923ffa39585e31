package org.glassformer.engine.cli;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// What to say when something goes wrong.
final class Failure {
    private Failure() {}

    /// One line that says why.
    static String sentence(Throwable failure) {
        return oneLine(
                switch (failure) {
                    case UncheckedIOException e
                            when e.getCause() instanceof FileSystemException f ->
                            sentence(f);
                    case NoSuchFileException e -> e.getFile() + ": no such file";
                    case FileNotFoundException e -> e.getMessage();
                    case AccessDeniedException e -> e.getFile() + ": access denied";
                    case FileSystemException e when e.getReason() == null ->
                            e.getFile() + ": cannot be read or written";
                    case OutOfMemoryError e -> "not enough memory; try java -Xmx with more";
                    default ->
                            failure.getMessage() == null
                                    ? failure.getClass().getSimpleName()
                                    : failure.getMessage();
                });
    }

    /// The text with its line ends as spaces.
    static String oneLine(@Nullable String text) {
        return text == null ? "unknown failure" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
