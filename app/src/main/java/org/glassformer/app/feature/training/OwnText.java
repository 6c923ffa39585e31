package org.glassformer.app.feature.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// The text of a file to learn from.
///
/// @param name of the file
/// @param text with line feeds alone between its lines
record OwnText(String name, String text) {

    /// The largest file, in bytes.
    static final long MOST_BYTES = 64L << 20;

    /// The shortest text, in characters: less is not even one window.
    static final int LEAST_CHARACTERS = 16;

    /// The longest text that is put into a field to be changed by hand; larger ones make fields slow.
    static final int LONGEST_SHOWN = 50_000;

    private static final double MEGABYTE = 1 << 20;
    private static final Set<String> MODELS =
            Set.of("safetensors", "gguf", "bin", "pt", "pth", "onnx", "npz");

    /// Whether a file may be a text, by its name and kind.
    static boolean accepts(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path) && !MODELS.contains(kind);
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException with one sentence if it is missing, empty, too short, too large or no UTF-8 text
    /// @throws IOException if it cannot be read
    static OwnText read(Path file) throws IOException {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        if (!Files.isRegularFile(file)) {
            throw refused("missing", name);
        }
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw refused(
                    "large",
                    name,
                    Figures.fixed(size / MEGABYTE, 1),
                    (long) (MOST_BYTES / MEGABYTE));
        }
        String text = decoded(name, Files.readAllBytes(file));
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String lines = bare.replace("\r\n", "\n").replace('\r', '\n');
        if (lines.isBlank()) {
            throw refused("empty", name);
        }
        int characters = lines.strip().length();
        if (characters < LEAST_CHARACTERS) {
            throw refused("short", name, characters, LEAST_CHARACTERS);
        }
        return new OwnText(name, lines);
    }

    private static String decoded(String name, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw refused("binary", name, i);
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw refused("notUtf8", name, buffer.position());
        }
    }

    private static IllegalArgumentException refused(String why, Object... values) {
        return new IllegalArgumentException(Messages.text("training.file." + why, values));
    }

    /// Whether it is too long to be changed by hand.
    boolean isLong() {
        return text.length() > LONGEST_SHOWN;
    }

    /// As much of it as a field shows.
    String shown() {
        return isLong() ? text.substring(0, LONGEST_SHOWN / 10) + " …" : text;
    }
}
