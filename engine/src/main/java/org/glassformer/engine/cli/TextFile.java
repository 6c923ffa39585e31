package org.glassformer.engine.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text in a file.
final class TextFile {
    private TextFile() {}

    /// The text of a UTF-8 file.
    ///
    /// @throws IllegalArgumentException with one sentence if it is not UTF-8
    static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": a folder, not a text file");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not UTF-8 text", e);
        }
    }
}
