package org.glassformer.app.feature.tokens;

/// A range of characters.
///
/// @param start the first, a UTF-16 index
/// @param end one past the last
record TextSpan(int start, int end) {

    /// No character.
    static final TextSpan NONE = new TextSpan(0, 0);

    boolean isEmpty() {
        return end <= start;
    }
}
