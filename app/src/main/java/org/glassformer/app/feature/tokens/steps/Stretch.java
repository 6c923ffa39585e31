package org.glassformer.app.feature.tokens.steps;

/// A stretch of a text, in UTF-16 indices.
///
/// @param from the first character
/// @param to one past the last
public record Stretch(int from, int to) {

    /// Checks the range.
    ///
    /// @throws IllegalArgumentException if it is no range
    public Stretch {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no range: " + from + " to " + to);
        }
    }
}
