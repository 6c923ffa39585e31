package org.glassformer.engine.train.live;

/// What a step does, in this order.
public enum LivePhase {
    /// Takes windows of tokens from the data.
    WINDOWS,
    /// Predicts the next token everywhere.
    FORWARD,
    /// Compares with the right ones and takes the mean; computed with the forward pass, shown by itself.
    LOSS,
    /// Computes the gradient of the mean loss.
    BACKWARD,
    /// Measures the gradient and shortens it if it is too long.
    CLIP,
    /// Changes the weights.
    UPDATE,
    /// Predicts the same windows with the new weights; only when one steps by phases, and without any
    /// effect on training.
    AGAIN
}
