package org.glassformer.app.feature.training;

/// The phases of a step that have a panel, in their order.
enum Phase {
    /// Windows of tokens are taken from the data.
    WINDOWS,
    /// The next token is predicted everywhere.
    FORWARD,
    /// The predictions are compared with the right tokens.
    LOSS,
    /// The gradient is computed, measured and clipped.
    BACKWARD,
    /// The weights are changed.
    UPDATE,
    /// The same windows are predicted with the new weights.
    AGAIN
}
