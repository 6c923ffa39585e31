package org.glassformer.app.feature.tokens.training;

/// What the panel is at.
enum OwnBpeState {
    /// There is no text.
    EMPTY,
    /// A text is read and its pairs are counted.
    PREPARING,
    /// Waits for a command.
    READY,
    /// Learns more merges than one.
    LEARNING,
    /// The text cannot be used, and there was none before.
    FAILED
}
