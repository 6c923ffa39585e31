package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Products of activations with weights.
public interface LinearOps {
    /// out = x weight^T + bias.
    ///
    /// @param out (N, O)
    /// @param x (N, I)
    /// @param weight (O, I), of any type that [Backend#load] gives
    /// @param bias (O), or null
    void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias);

    /// dx += dOut weight, dWeight += dOut^T x, dBias += sum over rows of dOut.
    ///
    /// @param dx (N, I), or null
    /// @param dWeight (O, I), or null
    /// @param dBias (O), or null
    /// @param dOut (N, O)
    void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight);
}
