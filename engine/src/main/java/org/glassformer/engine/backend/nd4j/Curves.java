package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/// The curves of an MLP's non-linearity, and their slopes.
///
/// ND4J has operations for most of them, which are not used: its `PreciseGELU` is off by a hundredth,
/// and the slope of its `Swish` is not a number at -200.
final class Curves {
    private static final double ROOT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private Curves() {}

    /// out = activation(x); `out` may be `x`.
    static void value(INDArray out, INDArray x, Activation activation, Scratch.Loan loan) {
        INDArray part = loan.like(x);
        switch (activation) {
            case GELU_TANH -> {
                // 0.5 x (1 + tanh u)
                bend(part, x, loan);
                Ops.add(part, part, 1);
                Ops.multiply(out, part, x);
                Ops.scale(out, out, 0.5);
            }
            case GELU_ERF -> {
                below(part, x);
                Ops.multiply(out, x, part);
            }
            case SILU -> {
                Ops.run(new Sigmoid(x, part));
                Ops.multiply(out, x, part);
            }
            case RELU -> Ops.atLeast(out, x, 0);
        }
    }

    /// out = activation'(x).
    static void slope(INDArray out, INDArray x, Activation activation, Scratch.Loan loan) {
        switch (activation) {
            case GELU_TANH -> gelu(out, x, loan);
            case GELU_ERF -> {
                // Phi(x) + x e^(-x^2 / 2) / sqrt(2 pi)
                INDArray bell = loan.like(x);
                Ops.multiply(bell, x, x);
                Ops.scale(bell, bell, -0.5);
                Ops.exp(bell, bell);
                Ops.multiply(bell, bell, x);
                Ops.scale(bell, bell, 1 / Math.sqrt(2 * Math.PI));
                below(out, x);
                Ops.add(out, out, bell);
            }
            case SILU -> {
                // s (1 + x (1 - s)) with s = sigmoid(x)
                INDArray s = loan.like(x);
                Ops.run(new Sigmoid(x, s));
                Ops.scale(out, s, -1);
                Ops.add(out, out, 1);
                Ops.multiply(out, out, x);
                Ops.add(out, out, 1);
                Ops.multiply(out, out, s);
            }
            case RELU -> Ops.run(new Step(x, out));
        }
    }

    /// out = 0.5 (1 + tanh u) + 0.5 x (1 - tanh^2 u) u', u' = sqrt(2 / pi) (1 + 3 0.044715 x^2).
    private static void gelu(INDArray out, INDArray x, Scratch.Loan loan) {
        INDArray tanh = loan.like(x);
        INDArray rest = loan.like(x);
        bend(tanh, x, loan);
        Ops.multiply(rest, tanh, tanh);
        Ops.scale(rest, rest, -1);
        Ops.add(rest, rest, 1);
        Ops.multiply(out, x, x);
        Ops.scale(out, out, 3 * CUBIC);
        Ops.add(out, out, 1);
        Ops.multiply(out, out, x);
        Ops.multiply(out, out, rest);
        Ops.scale(out, out, ROOT_2_OVER_PI);
        Ops.add(out, out, tanh);
        Ops.add(out, out, 1);
        Ops.scale(out, out, 0.5);
    }

    /// out = tanh u, u = sqrt(2 / pi) (x + 0.044715 x^3).
    private static void bend(INDArray out, INDArray x, Scratch.Loan loan) {
        INDArray square = loan.like(x);
        Ops.multiply(square, x, x);
        Ops.scale(square, square, CUBIC);
        Ops.add(square, square, 1);
        Ops.multiply(out, square, x);
        Ops.scale(out, out, ROOT_2_OVER_PI);
        Ops.run(new Tanh(out, out));
    }

    /// out = 0.5 (1 + erf(x / sqrt(2))), the share of a normal distribution below x.
    private static void below(INDArray out, INDArray x) {
        Ops.scale(out, x, 1 / Math.sqrt(2));
        Ops.run(new Erf(out, out));
        Ops.add(out, out, 1.0);
        Ops.scale(out, out, 0.5);
    }
}
