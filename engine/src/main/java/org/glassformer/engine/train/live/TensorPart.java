package org.glassformer.engine.train.live;

/// What belongs to a tensor of the model while it learns.
public enum TensorPart {
    /// The weights.
    WEIGHT,
    /// The gradient of the last step, clipped.
    GRADIENT,
    /// AdamW's running mean of the gradient.
    FIRST_MOMENT,
    /// AdamW's running mean of the gradient's squares.
    SECOND_MOMENT
}
