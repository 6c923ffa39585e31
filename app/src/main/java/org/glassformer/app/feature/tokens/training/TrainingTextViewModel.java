package org.glassformer.app.feature.tokens.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.engine.train.story.StoryGenerator;

/// A text to learn from, with the name that the panel gives it.
///
/// @param kind where it comes from
/// @param name as people read it
/// @param text the text itself
record TrainingTextViewModel(TextKind kind, String name, String text) {

    /// The largest file, in bytes.
    static final long MOST_BYTES = 64 << 20;

    private static final int MEGABYTE = 1 << 20;
    private static final int SAMPLE_CHARACTERS = 1_000_000;
    private static final long SAMPLE_SEED = 1;

    /// The text of the screen.
    static TrainingTextViewModel ofScreen(String text) {
        return new TrainingTextViewModel(TextKind.SCREEN, Messages.text("ownbpe.screen"), text);
    }

    /// Stories of the lab's own; always the same.
    ///
    /// @param cancelled asked between stories; true ends early
    static TrainingTextViewModel sample(BooleanSupplier cancelled) {
        StoryGenerator stories = new StoryGenerator(SAMPLE_SEED);
        StringBuilder text = new StringBuilder(SAMPLE_CHARACTERS + 2000);
        for (long i = 0; text.length() < SAMPLE_CHARACTERS && !cancelled.getAsBoolean(); i++) {
            text.append(stories.story(i)).append("\n\n");
        }
        String name = Messages.text("ownbpe.sample");
        return new TrainingTextViewModel(TextKind.SAMPLE, name, text.toString());
    }

    /// The text of a file.
    ///
    /// @throws IllegalArgumentException with a sentence for people, if it is too large or no UTF-8 text
    /// @throws IOException if it cannot be read
    static TrainingTextViewModel ofFile(Path file) throws IOException {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(Messages.text("ownbpe.file.missing", name));
        }
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new IllegalArgumentException(
                    Messages.text(
                            "ownbpe.file.large",
                            name,
                            Figures.fixed((double) size / MEGABYTE, 1),
                            MOST_BYTES / MEGABYTE));
        }
        String text = decode(name, ByteBuffer.wrap(Files.readAllBytes(file)));
        return new TrainingTextViewModel(TextKind.FILE, name, text);
    }

    private static String decode(String name, ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        StringBuilder text = new StringBuilder(bytes.remaining());
        CharBuffer part = CharBuffer.allocate(1 << 16);
        CoderResult result;
        do {
            result = decoder.decode(bytes, part, true);
            text.append(part.flip());
            part.clear();
            if (result.isError()) {
                throw new IllegalArgumentException(
                        Messages.text("ownbpe.file.notText", name, bytes.position()));
            }
        } while (result.isOverflow());
        return text.toString();
    }
}
