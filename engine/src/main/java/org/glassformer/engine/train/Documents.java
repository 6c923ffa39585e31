package org.glassformer.engine.train;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.glassformer.engine.train.story.StoryGenerator;

/// Reads texts to learn from, document by document.
public final class Documents {
    /// What stands between two documents of a file, and the token that takes its place.
    public static final String END_OF_TEXT = "<|endoftext|>";

    private static final Pattern BLANK_LINES = Pattern.compile("\\R(?:[ \\t]*\\R)+");

    private Documents() {}

    /// Where a document ends.
    public enum Split {
        /// At every `<|endoftext|>`.
        END_OF_TEXT,
        /// At every blank line.
        BLANK_LINES,
        /// With the file.
        NONE
    }

    /// The documents of a UTF-8 file, without white space around them; empty ones are left out.
    ///
    /// @throws TrainingException if the file cannot be read or is not UTF-8
    public static List<String> read(Path file, Split split) {
        return split(text(file), split);
    }

    /// A UTF-8 file as it is.
    ///
    /// @throws TrainingException if the file cannot be read or is not UTF-8
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new TrainingException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new TrainingException("cannot read " + file, e);
        } catch (OutOfMemoryError e) {
            throw new TrainingException(file + " is too large to be read", e);
        }
    }

    /// The documents of a text.
    public static List<String> split(String text, Split split) {
        String[] parts =
                switch (split) {
                    case END_OF_TEXT -> text.split(Pattern.quote(END_OF_TEXT), -1);
                    case BLANK_LINES -> BLANK_LINES.split(text);
                    case NONE -> new String[] {text};
                };
        return Arrays.stream(parts).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    /// The documents of a source: a file's, or stories of our own.
    public static List<String> of(TrainConfig.Source source) {
        Path file = source.file();
        if (file != null) {
            return read(file, source.split());
        }
        StoryGenerator generator = new StoryGenerator(source.storySeed());
        return LongStream.range(0, source.stories()).mapToObj(generator::story).toList();
    }
}
