package org.glassformer.app.feature.sampling;

/// The parts of the screen that take turns beside the chain.
enum Section {
    /// The next token: its bars above the line on which it is drawn.
    NEXT,
    /// The text, where the screen is too low to have it below the bars.
    TEXT,
    /// The generation as a tree.
    TREE,
    /// More than one answer: best of N, a vote, beam search.
    ANSWERS,
    /// Two settings, or two devices, side by side.
    COMPARE,
    /// Sampling cases, saved and run again.
    CASES
}
