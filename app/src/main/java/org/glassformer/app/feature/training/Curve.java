package org.glassformer.app.feature.training;

/// What is measured at every step.
enum Curve {
    /// The loss on the batch, and on unseen cases.
    LOSS,
    /// The loss on unseen cases alone.
    HELD_OUT,
    /// The learning rate.
    RATE,
    /// The norm of the gradient before it is clipped.
    GRADIENT,
    /// Tokens a second.
    SPEED
}
