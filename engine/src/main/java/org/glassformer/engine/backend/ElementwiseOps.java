package org.glassformer.engine.backend;

import org.glassformer.engine.tensor.Tensor;

/// What is done to each element: activations, gates, sums, dropout, caps and factors.
public interface ElementwiseOps {
    /// out = activation(x); `out` may be `x`.
    void activation(Tensor out, Tensor x, Activation activation);

    /// dx += dOut activation'(x).
    void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation);

    /// out = activation(gate) up (Shazeer 2020, SwiGLU with SiLU); `out` may be `gate`.
    void gate(Tensor out, Tensor gate, Tensor up, Activation activation);

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation);

    /// out = a + b; `out` may be `a` or `b`. Its backward twin is `add(dx, dx, dOut)`.
    void add(Tensor out, Tensor a, Tensor b);

    /// x = factor x.
    void scale(Tensor x, float factor);

    /// out = x / (1 - p) where a random draw keeps the element, else 0. Element i of draw `seed` is
    /// kept when the first 24 bits of the SplitMix64 output for `seed + (i + 1) * golden` are at
    /// least p 2^24, so that every backend drops the same. `out` may be `x`.
    void dropout(Tensor out, Tensor x, float p, long seed);

    /// dx += dOut / (1 - p) where the forward kept the element.
    void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed);

    /// out = cap tanh(x / cap), which stays between -cap and cap (Gemma Team 2024); minus infinity, a
    /// masked score, stays. `out` may be `x`.
    void softCap(Tensor out, Tensor x, float cap);

    /// dx = dOut (1 - (out / cap)^2), 0 where `out` is minus infinity. It overwrites; `dx` may be `dOut`.
    void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap);

    /// out[n] = factors[n] x[n], row by row; `out` may be `x`.
    ///
    /// @param out (N, C)
    /// @param x (N, C)
    /// @param factors N numbers
    void scaleRows(Tensor out, Tensor x, Tensor factors);

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    void scaleRowsBackward(Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors);
}
