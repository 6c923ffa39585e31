package org.glassformer.engine.train.task;

import java.nio.file.Path;
import org.glassformer.engine.train.Documents;
import org.glassformer.engine.train.TrainingException;

/// What is to be learned.
///
/// @param kind the kind of task
/// @param size letters or digits of an example: 1 to 64 for copy, reverse and sort, 1 to 9 for add, 4
///     to 26 for induction; 1 for texts
/// @param text the sentence of [TaskKind#REPEAT] or the text of [TaskKind#TEXT]; else empty
public record TrainingTask(TaskKind kind, int size, String text) {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog.";
    private static final int MOST_CHARACTERS = 100_000_000;

    /// Checks size and text.
    ///
    /// @throws TrainingException with one sentence if there is nothing to learn from
    public TrainingTask {
        int least = kind == TaskKind.INDUCTION ? 4 : 1;
        int most =
                switch (kind) {
                    case COPY, REVERSE, SORT -> 64;
                    case ADD -> 9;
                    case INDUCTION -> 26;
                    case REPEAT, NAMES, STORIES, TEXT -> 1;
                };
        if (size < least || size > most) {
            throw new TrainingException(
                    "the task '%s' has a size of %d to %d, not %d"
                            .formatted(kind.id(), least, most, size));
        }
        if (kind == TaskKind.REPEAT || kind == TaskKind.TEXT) {
            check(text);
        }
    }

    private static void check(String text) {
        if (text.isBlank()) {
            throw new TrainingException("the text to learn from is empty");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new TrainingException(
                    "the text has %,d characters; %,d can be learned from"
                            .formatted(text.length(), MOST_CHARACTERS));
        }
        int first = text.codePointAt(0);
        if (text.codePoints().allMatch(c -> c == first)) {
            throw new TrainingException(
                    "the text consists of one symbol only, so there is nothing to predict");
        }
    }

    /// A task of a kind in its usual size; the sentence to repeat is a pangram.
    ///
    /// @throws TrainingException for [TaskKind#TEXT], which needs a text
    public static TrainingTask of(TaskKind kind) {
        return new TrainingTask(kind, kind.defaultSize(), kind == TaskKind.REPEAT ? SENTENCE : "");
    }

    /// Examples of another size.
    public static TrainingTask of(TaskKind kind, int size) {
        return new TrainingTask(kind, size, kind == TaskKind.REPEAT ? SENTENCE : "");
    }

    /// One sentence to learn by heart.
    public static TrainingTask repeat(String sentence) {
        return new TrainingTask(TaskKind.REPEAT, 1, sentence);
    }

    /// A text of one's own; documents end at `<|endoftext|>`, or else with the text.
    public static TrainingTask text(String text) {
        return new TrainingTask(TaskKind.TEXT, 1, text);
    }

    /// The text of a UTF-8 file, read now.
    ///
    /// @throws TrainingException if it cannot be read, is not UTF-8 or empty
    public static TrainingTask file(Path file) {
        return text(Documents.text(file));
    }
}
