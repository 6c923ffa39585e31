package org.glassformer.engine.tokenizer;

/// A part of a text at one moment of byte-pair encoding.
///
/// The byte ranges of all parts of a moment follow each other without gap or overlap, as those of an
/// encoding do. A character split over several parts is within the character range of each of them.
///
/// @param kind how it came about
/// @param word the index of its word within the text, as in [Merge]; -1 for an added token, which is
///     found before the text is split into words
/// @param id the token it is, -1 if it is [Kind#LEFT_OUT]
/// @param start the first character, a UTF-16 index into the text
/// @param end one past the last character
/// @param byteStart the first byte in the text's UTF-8 form
/// @param byteEnd one past the last byte
public record TracePart(
        Kind kind, int word, int id, int start, int end, int byteStart, int byteEnd) {

    /// How a part came about.
    public enum Kind {
        /// One byte, in a vocabulary of bytes.
        BYTE,
        /// One character that the vocabulary has.
        CHARACTER,
        /// One byte, `<0xE2>`, of a character that the vocabulary lacks.
        BYTE_FALLBACK,
        /// One or more characters that the vocabulary lacks, as its unknown token.
        UNKNOWN,
        /// Text that the vocabulary cannot express and that gives no token.
        LEFT_OUT,
        /// A word taken whole because it is in the vocabulary, whatever the merges say
        /// (`ignore_merges`): nothing merges.
        WHOLE_WORD,
        /// A token found in the text before it was split, such as `<|endoftext|>`.
        ADDED,
        /// Two parts that became one.
        MERGED
    }
}
