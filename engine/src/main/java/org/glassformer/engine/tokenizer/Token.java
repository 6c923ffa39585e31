package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// A token in its place in the encoded text.
///
/// The byte ranges of an encoding's tokens follow each other without gap or overlap. A character
/// split over several tokens is within the character range of each of them.
///
/// @param id the token
/// @param bytes the bytes of the text that the token covers, UTF-8; empty for what a normaliser put in
/// @param start the first character, a UTF-16 index into the text
/// @param end one past the last character
/// @param byteStart the first byte in the text's UTF-8 form
/// @param byteEnd one past the last byte
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Token(int id, byte[] bytes, int start, int end, int byteStart, int byteEnd) {
    /// Copies the bytes.
    public Token {
        bytes = bytes.clone();
    }

    /// A copy of the bytes of the text that the token covers.
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token t
                && id == t.id
                && start == t.start
                && end == t.end
                && byteStart == t.byteStart
                && byteEnd == t.byteEnd
                && Arrays.equals(bytes, t.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id + byteStart) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Token[id=" + id + ", start=" + start + ", end=" + end + "]";
    }
}
