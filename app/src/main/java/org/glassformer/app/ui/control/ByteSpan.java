package org.glassformer.app.ui.control;

/// A range of bytes.
///
/// @param from the first
/// @param to one past the last
public record ByteSpan(int from, int to) {

    /// The number of bytes.
    public int length() {
        return to - from;
    }

    /// Whether the ranges share a byte.
    public boolean overlaps(int otherFrom, int otherTo) {
        return from < otherTo && otherFrom < to;
    }
}
