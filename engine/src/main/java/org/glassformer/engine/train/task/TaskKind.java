package org.glassformer.engine.train.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.glassformer.engine.train.TrainingException;

/// The kinds of tasks.
public enum TaskKind {
    /// One sentence, learned by heart.
    REPEAT(false, 1),
    /// `qbxk>qbxk`: the letters again.
    COPY(true, 8),
    /// `qbxk>kxbq`: the letters from the last to the first.
    REVERSE(true, 8),
    /// `7391>1379`: the digits in order.
    SORT(true, 8),
    /// `37+58=95`: the sum.
    ADD(true, 2),
    /// `qbxkmb`, then `xkm`: what followed the last letter when it came before (A B ... A, then B).
    INDUCTION(true, 8),
    /// Invented first names.
    NAMES(false, 1),
    /// Small stories of the project's own generator.
    STORIES(false, 1),
    /// A text of one's own.
    TEXT(false, 1);

    private final boolean examples;
    private final int size;

    TaskKind(boolean examples, int size) {
        this.examples = examples;
        this.size = size;
    }

    /// Whether it consists of questions with one right answer, of which only the answer is learned;
    /// else of text, of which every token is.
    public boolean hasExamples() {
        return examples;
    }

    /// The size of its examples that is used where none is given: letters or digits; 1 for texts.
    public int defaultSize() {
        return size;
    }

    /// The name on the command line and in files: `repeat`, `copy` and so on.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind with that name.
    ///
    /// @throws TrainingException if there is none
    public static TaskKind named(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new TrainingException(
                                "there is no task '"
                                        + id
                                        + "'; there are "
                                        + Arrays.stream(values())
                                                .map(TaskKind::id)
                                                .collect(Collectors.joining(", "))));
    }
}
