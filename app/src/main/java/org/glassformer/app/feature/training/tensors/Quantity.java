package org.glassformer.app.feature.training.tensors;

/// What of a tensor is looked at.
enum Quantity {
    /// Its weights.
    WEIGHT,
    /// The gradient that led to the step, clipped.
    GRADIENT,
    /// AdamW's running mean of the gradient.
    FIRST_MOMENT,
    /// AdamW's running mean of the gradient's squares.
    SECOND_MOMENT,
    /// How far its weights moved since the step before, or since the kept step before where that is not known.
    SINCE_BEFORE,
    /// How far its weights moved since the beginning.
    SINCE_START
}
