package org.glassformer.app.ui.control;

import java.nio.charset.StandardCharsets;

/// A token as a chip shows it.
///
/// @param id in the vocabulary; negative for none
/// @param text the characters, or for [Kind#BYTES] the bytes as `0xe1 0x80`
/// @param kind how it is shown
public record FlowToken(int id, String text, Kind kind) {

    /// How a token is shown.
    public enum Kind {
        /// Whole characters.
        TEXT,
        /// Part of a character, as bytes.
        BYTES,
        /// A special token, framed.
        SPECIAL,
        /// An id that is no token of the vocabulary.
        UNKNOWN
    }

    /// A token of whole characters.
    public static FlowToken text(int id, String text) {
        return new FlowToken(id, text, Kind.TEXT);
    }

    /// A special token.
    public static FlowToken special(int id, String text) {
        return new FlowToken(id, text, Kind.SPECIAL);
    }

    /// An id that is no token.
    public static FlowToken unknown(int id) {
        return new FlowToken(id, "?" + id, Kind.UNKNOWN);
    }

    /// A token as its bytes: text where they are whole UTF-8 characters, else the bytes themselves.
    ///
    /// @param id in the vocabulary
    /// @param utf8 copied
    public static FlowToken ofBytes(int id, byte[] utf8) {
        return TokenText.isWhole(utf8)
                ? text(id, new String(utf8, StandardCharsets.UTF_8))
                : new FlowToken(id, TokenText.named(utf8), Kind.BYTES);
    }

    /// What the chip says.
    ///
    /// @param whitespace whether spaces are made visible
    String label(boolean whitespace) {
        return switch (kind) {
            case TEXT -> whitespace ? TokenText.visible(text) : TokenText.plain(text);
            case BYTES, SPECIAL, UNKNOWN -> text;
        };
    }
}
