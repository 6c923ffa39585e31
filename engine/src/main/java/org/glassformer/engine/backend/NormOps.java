package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;

/// Layer norm and RMS norm, row by row.
public interface NormOps {
    /// Per row: out = (x - mean) rstd weight + bias, rstd = 1 / sqrt(var + eps), var over C.
    ///
    /// @param out (N, C), may be `x`
    /// @param mean (N), written
    /// @param rstd (N), written
    /// @param x (N, C)
    /// @param weight (C)
    /// @param bias (C)
    void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps);

    /// With h = (x - mean) rstd and dh = dOut weight:
    /// dx += rstd (dh - avg(dh) - h avg(dh h)), dWeight += sum dOut h, dBias += sum dOut.
    void layerNormBackward(
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight,
            Tensor mean,
            Tensor rstd);

    /// Per row: out = x rstd weight, rstd = 1 / sqrt(avg(x^2) + eps) (Zhang and Sennrich 2019).
    ///
    /// @param out (N, C), may be `x`
    /// @param rstd (N), written
    /// @param x (N, C)
    /// @param weight (C)
    void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps);

    /// With dh = dOut weight: dx += rstd (dh - x rstd^2 avg(dh x)), dWeight += sum dOut x rstd.
    void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd);
}
