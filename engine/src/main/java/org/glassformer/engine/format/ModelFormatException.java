package org.glassformer.engine.format;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model file that is not what it should be.
///
/// The message is one sentence for a person: the file, the place in it, what was expected there and
/// what was found.
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_FOUND = 200;

    private final transient Path file;
    private final long offset;
    private final String expectation;

    /// A broken rule at a place of a file.
    ///
    /// @param offset the byte in the file, or -1 when the fault has no place
    /// @param expectation what should have been there, as a noun phrase
    /// @param found what was there, as a noun phrase; shortened when long
    public ModelFormatException(Path file, long offset, String expectation, String found) {
        this(file, offset, expectation, found, null);
    }

    /// The same with the exception that revealed it.
    public ModelFormatException(
            Path file, long offset, String expectation, String found, @Nullable Throwable cause) {
        super(
                file
                        + (offset >= 0 ? " at byte " + offset : "")
                        + ": expected "
                        + expectation
                        + ", found "
                        + printable(found)
                        + ".",
                cause);
        this.file = file;
        this.offset = Math.max(offset, -1);
        this.expectation = expectation;
    }

    /// The file that is wrong.
    public Path file() {
        return file;
    }

    /// The byte where the fault was seen, or -1 when it has no place.
    public long offset() {
        return offset;
    }

    /// What should have been there.
    public String expectation() {
        return expectation;
    }

    /// `text` on one line without control characters, cut when long: names in hostile files are long.
    static String printable(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST_FOUND; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > LONGEST_FOUND ? line + "..." : line.toString();
    }
}
