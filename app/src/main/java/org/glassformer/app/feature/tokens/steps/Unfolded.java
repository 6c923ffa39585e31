package org.glassformer.app.feature.tokens.steps;

import java.util.Arrays;
import java.util.List;

/// A stretch of text with its parts and merges, free of the engine's types.
///
/// @param text its characters
/// @param offset where they begin in the whole text
/// @param parts before the first merge, in order
/// @param joins the merges, in order
/// @param tokens after the last merge, in order
/// @param merging whether the tokenizer merges at all
/// @param cut whether there is more of the stretch than is here
record Unfolded(
        String text,
        int offset,
        List<Part> parts,
        List<Join> joins,
        List<Token> tokens,
        boolean merging,
        boolean cut) {

    /// Nothing.
    static final Unfolded EMPTY = new Unfolded("", 0, List.of(), List.of(), List.of(), true, false);

    /// How a part came about.
    enum Kind {
        /// One byte, in a vocabulary of bytes.
        BYTE,
        /// One character of the vocabulary.
        CHARACTER,
        /// One byte of a character that the vocabulary lacks.
        FALLBACK,
        /// Characters that the vocabulary lacks, as its unknown token.
        UNKNOWN,
        /// Text that gives no token.
        LEFT_OUT,
        /// A word that is in the vocabulary and does not merge.
        WHOLE_WORD,
        /// A token found before the text was split into words.
        ADDED,
        /// A byte of pasted ids that is part of no whole character.
        LOOSE
    }

    /// A part before the first merge.
    ///
    /// @param kind how it came about
    /// @param word the index of its word; -1 outside any
    /// @param id the token, -1 for none
    /// @param utf8 the bytes that are encoded; at least one
    /// @param start its first character in the text
    /// @param end one past its last character; its start for what a normaliser put in
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Part(Kind kind, int word, int id, byte[] utf8, int start, int end) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Part p
                    && kind == p.kind
                    && word == p.word
                    && id == p.id
                    && start == p.start
                    && end == p.end
                    && Arrays.equals(utf8, p.utf8);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * id + start) + Arrays.hashCode(utf8);
        }
    }

    /// A merge of two neighbours.
    ///
    /// @param first the first part of the left one
    /// @param middle the first part of the right one
    /// @param end one past the last part of the right one
    /// @param rank its place in the list of merges
    /// @param token what comes out
    record Join(int first, int middle, int end, int rank, int token) {}

    /// A final token.
    ///
    /// @param first its first part
    /// @param end one past its last part
    /// @param id in the vocabulary, -1 for text that gives no token
    /// @param label as the vocabulary says it
    record Token(int first, int end, int id, String label) {}

    /// Characters, by their places in the whole text.
    String text(int from, int to) {
        return text.substring(from - offset, Math.max(from, to) - offset);
    }

    /// Whether a part is of this kind.
    boolean has(Kind kind) {
        return parts.stream().anyMatch(part -> part.kind() == kind);
    }

    /// The number of tokens.
    int count() {
        return (int) tokens.stream().filter(token -> token.id() >= 0).count();
    }
}
