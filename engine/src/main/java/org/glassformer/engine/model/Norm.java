package org.glassformer.engine.model;

import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.tensor.Tensor;

/// Normalises every row; the statistics are kept for the backward pass.
sealed interface Norm permits LayerNorm, RmsNorm {

    /// Normalises `x` and keeps the statistics.
    ///
    /// @param out (N, C), may be `x`
    /// @param statistics (2, N): mean (unused by RMSNorm) and reciprocal deviation, written
    /// @param x (N, C)
    void forward(Backend backend, Tensor out, Tensor statistics, Tensor x);

    /// Adds the gradients of input, weight and bias.
    ///
    /// @param dx (N, C), added to
    /// @param dOut (N, C)
    /// @param x (N, C), as it went in
    /// @param statistics (2, N), as the forward pass left them
    void backward(Backend backend, Tensor dx, Tensor dOut, Tensor x, Tensor statistics);

    /// The row of means.
    static Tensor mean(Tensor statistics) {
        return row(statistics, 0);
    }

    /// The row of reciprocal deviations.
    static Tensor rstd(Tensor statistics) {
        return row(statistics, 1);
    }

    private static Tensor row(Tensor statistics, int row) {
        Tensor slice = statistics.slice(row, row + 1);
        return slice.reshape(statistics.dim(-1));
    }
}
