package org.glassformer.engine.train.task;

import org.glassformer.engine.train.TrainingException;

/// What the tokens are.
///
/// @param kind the kind of tokens
/// @param size tokens in all for [Kind#BPE], 257 to 65,536; the others ignore it
public record VocabularyChoice(Kind kind, int size) {
    private static final int LEAST = 257;
    private static final int MOST = 65_536;

    /// The kinds of vocabularies.
    public enum Kind {
        /// The characters that occur.
        CHARACTERS,
        /// The 256 bytes.
        BYTES,
        /// Byte pairs, learned from the task's text.
        BPE,
        /// The vocabulary of the model that is trained on.
        MODEL
    }

    /// Checks the size.
    ///
    /// @throws TrainingException if BPE cannot have it
    public VocabularyChoice {
        if (kind == Kind.BPE && (size < LEAST || size > MOST)) {
            throw new TrainingException(
                    "a BPE vocabulary has %d to %,d tokens, not %,d".formatted(LEAST, MOST, size));
        }
    }

    /// The characters that occur.
    public static VocabularyChoice characters() {
        return new VocabularyChoice(Kind.CHARACTERS, 0);
    }

    /// The 256 bytes.
    public static VocabularyChoice bytes() {
        return new VocabularyChoice(Kind.BYTES, 0);
    }

    /// Byte pairs.
    public static VocabularyChoice bpe(int size) {
        return new VocabularyChoice(Kind.BPE, size);
    }

    /// The model's own.
    public static VocabularyChoice model() {
        return new VocabularyChoice(Kind.MODEL, 0);
    }
}
