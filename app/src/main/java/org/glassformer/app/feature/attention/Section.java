package org.glassformer.app.feature.attention;

/// The parts of the screen that take turns beside the next token.
enum Section {
    /// All heads and the map of one.
    MAP,
    /// All heads, where there is no room for them beside the map.
    HEADS,
    /// One pair of tokens through the stages of its head, where there is no room above the next token.
    PAIR,
    /// The residual stream through the logit lens.
    STREAM,
    /// What each head and MLP adds to a logit.
    CONTRIBUTIONS,
    /// The neurons that fire most.
    NEURONS,
    /// The map of the token embeddings.
    EMBEDDINGS
}
