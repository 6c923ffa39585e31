package org.glassformer.app.ui.control;

/// A range of characters.
///
/// @param start the first, a UTF-16 index
/// @param end one past the last
public record TextRange(int start, int end) {

    /// No character.
    public static final TextRange NONE = new TextRange(0, 0);

    /// Whether there is no character in the range.
    public boolean isEmpty() {
        return end <= start;
    }
}
