package org.glassformer.app.feature.attention.neurons;

/// What counts as strong.
enum NeuronMeasure {
    /// How far the residual stream is moved: activation times the length of the output vector.
    EFFECT,
    /// The activation alone.
    ACTIVATION
}
