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

    /// Whether the stretches share a character, or one is empty and within the other.
    boolean touches(int otherFrom, int otherTo) {
        return from < otherTo && otherFrom < to
                || from == to && otherFrom <= from && from < otherTo;
    }
}
