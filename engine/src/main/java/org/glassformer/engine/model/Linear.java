package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// out = x weight^T + bias.
///
/// @param weight (O, I)
/// @param bias (O), or null
record Linear(Parameter weight, @Nullable Parameter bias) {

    /// @param out (N, O)
    /// @param x (N, I)
    void forward(Backend backend, Tensor out, Tensor x) {
        backend.matmul(out, x, weight.value(), bias == null ? null : bias.value());
    }

    /// @param dx (N, I), added to; null if nothing before needs it
    /// @param dOut (N, O)
    /// @param x (N, I)
    void backward(Backend backend, @Nullable Tensor dx, Tensor dOut, Tensor x) {
        backend.matmulBackward(
                dx,
                weight.gradient(),
                bias == null ? null : bias.gradient(),
                dOut,
                x,
                weight.value());
    }
}
