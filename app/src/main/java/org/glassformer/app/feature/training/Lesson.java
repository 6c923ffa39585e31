package org.glassformer.app.feature.training;

/// What can be learned, by the names of the engine's tasks.
enum Lesson {
    /// One sentence, learned by heart.
    REPEAT,
    /// The letters again.
    COPY,
    /// The letters from the last to the first.
    REVERSE,
    /// The digits in order.
    SORT,
    /// The sum of two numbers.
    ADD,
    /// What followed a letter when it came before.
    INDUCTION,
    /// Invented names.
    NAMES,
    /// Small stories.
    STORIES,
    /// A text of one's own.
    TEXT;

    /// Whether a text is typed or pasted for it.
    boolean hasText() {
        return this == REPEAT || this == TEXT;
    }

    /// Whether its examples have a size.
    boolean hasSize() {
        return switch (this) {
            case COPY, REVERSE, SORT, ADD, INDUCTION -> true;
            case REPEAT, NAMES, STORIES, TEXT -> false;
        };
    }
}
