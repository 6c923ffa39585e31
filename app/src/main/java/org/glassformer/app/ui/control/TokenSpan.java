package org.glassformer.app.ui.control;

/// A range of tokens in their order.
///
/// @param from index of the first
/// @param to one past the last
public record TokenSpan(int from, int to) {

    /// No token.
    public static final TokenSpan NONE = new TokenSpan(0, 0);

    /// Whether there is no token in the range.
    public boolean isEmpty() {
        return to <= from;
    }

    /// Whether a token is in the range.
    ///
    /// @param token its index
    public boolean contains(int token) {
        return token >= from && token < to;
    }
}
