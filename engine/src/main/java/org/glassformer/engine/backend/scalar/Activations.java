package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.Activation;

/// The curves of an MLP's non-linearity, and their slopes.
final class Activations {
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

    private Activations() {}

    /// activation(x).
    ///
    ///     gelu (tanh) = 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))
    ///     gelu (erf)  = x Phi(x), Phi(x) = 0.5 (1 + erf(x / sqrt(2)))
    ///     silu        = x sigmoid(x)
    ///     relu        = max(0, x)
    static double value(Activation activation, double x) {
        return switch (activation) {
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(bend(x)));
            case GELU_ERF -> x * phi(x);
            case SILU -> x * sigmoid(x);
            case RELU -> Math.max(0, x);
        };
    }

    /// activation'(x).
    ///
    ///     gelu (tanh)' = 0.5 (1 + tanh u) + 0.5 x (1 - tanh^2 u) u',  u' = sqrt(2 / pi) (1 + 3 0.044715 x^2)
    ///     gelu (erf)'  = Phi(x) + x exp(-x^2 / 2) / sqrt(2 pi)
    ///     silu'        = sigmoid(x) (1 + x (1 - sigmoid(x)))
    ///     relu'        = x > 0 ? 1 : 0
    static double slope(Activation activation, double x) {
        return switch (activation) {
            case GELU_TANH -> {
                double tanh = Math.tanh(bend(x));
                double dBend = SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x);
                yield 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * dBend;
            }
            case GELU_ERF -> phi(x) + x * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
            case SILU -> {
                double s = sigmoid(x);
                yield s * (1 + x * (1 - s));
            }
            case RELU -> x > 0 ? 1 : 0;
        };
    }

    private static double bend(double x) {
        return SQRT_2_OVER_PI * (x + 0.044715 * x * x * x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// The share of a standard normal distribution that lies below x.
    private static double phi(double x) {
        return 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /// The error function, by its series of positive terms (Abramowitz and Stegun 7.1.6):
    ///
    ///     erf(x) = 2 / sqrt(pi) exp(-x^2) (x + 2 x^3 / 3 + 4 x^5 / (3 5) + 8 x^7 / (3 5 7) + ...)
    ///
    /// Beyond 6 it differs from 1 by less than a double can tell.
    static double erf(double x) {
        if (!(Math.abs(x) < 6)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
