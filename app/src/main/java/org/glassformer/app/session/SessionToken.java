package org.glassformer.app.session;

/// A token as people read it.
///
/// @param id in the model's vocabulary
/// @param text its characters; for a special token its name; for part of a character its bytes in hexadecimal, `0xe1 0x80`
/// @param kind which of the three
public record SessionToken(int id, String text, Kind kind) {

    /// What a token stands for.
    public enum Kind {
        /// Whole characters.
        TEXT,
        /// Part of a character.
        BYTES,
        /// A special token.
        SPECIAL
    }
}
