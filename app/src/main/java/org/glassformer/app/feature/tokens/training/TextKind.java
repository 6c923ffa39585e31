package org.glassformer.app.feature.tokens.training;

/// Where the text comes from that a vocabulary is learned from.
enum TextKind {
    /// The text of the screen, as it is typed.
    SCREEN,
    /// Stories that the lab writes itself.
    SAMPLE,
    /// A file that the person chose.
    FILE
}
