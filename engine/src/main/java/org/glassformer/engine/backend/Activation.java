package org.glassformer.engine.backend;

/// The non-linearity of an MLP.
public enum Activation {
    /// 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), GPT-2's `gelu_new`.
    GELU_TANH,
    /// 0.5 x (1 + erf(x / sqrt(2))).
    GELU_ERF,
    /// x / (1 + exp(-x)).
    SILU,
    /// max(0, x).
    RELU
}
