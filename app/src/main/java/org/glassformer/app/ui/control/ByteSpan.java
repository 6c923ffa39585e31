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
}
