package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.Activation;

/// Operations that treat each element by itself; all arguments of one call have the same size.
final class Elementwise {
    private Elementwise() {}

    /// out = activation(x).
    static void activation(Matrix out, Matrix x, Activation activation) {
        for (int i = 0; i < x.size(); i++) {
            out.set(i, Activations.value(activation, x.get(i)));
        }
    }

    /// dx += dOut activation'(x).
    static void activationBackward(Matrix dx, Matrix dOut, Matrix x, Activation activation) {
        for (int i = 0; i < x.size(); i++) {
            dx.add(i, dOut.get(i) * Activations.slope(activation, x.get(i)));
        }
    }

    /// out = activation(gate) up.
    static void gate(Matrix out, Matrix gate, Matrix up, Activation activation) {
        for (int i = 0; i < gate.size(); i++) {
            out.set(i, Activations.value(activation, gate.get(i)) * up.get(i));
        }
    }

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    static void gateBackward(
            Matrix dGate, Matrix dUp, Matrix dOut, Matrix gate, Matrix up, Activation activation) {
        for (int i = 0; i < gate.size(); i++) {
            dGate.add(i, dOut.get(i) * up.get(i) * Activations.slope(activation, gate.get(i)));
            dUp.add(i, dOut.get(i) * Activations.value(activation, gate.get(i)));
        }
    }

    /// out = a + b.
    static void add(Matrix out, Matrix a, Matrix b) {
        for (int i = 0; i < a.size(); i++) {
            out.set(i, a.get(i) + b.get(i));
        }
    }

    /// x = factor x.
    static void scale(Matrix x, double factor) {
        for (int i = 0; i < x.size(); i++) {
            x.set(i, factor * x.get(i));
        }
    }

    /// out = cap tanh(x / cap); minus infinity stays.
    static void softCap(Matrix out, Matrix x, double cap) {
        for (int i = 0; i < x.size(); i++) {
            double value = x.get(i);
            out.set(i, value == Double.NEGATIVE_INFINITY ? value : cap * Math.tanh(value / cap));
        }
    }

    /// dx = dOut (1 - (out / cap)^2), and 0 where out is minus infinity.
    static void softCapBackward(Matrix dx, Matrix dOut, Matrix out, double cap) {
        for (int i = 0; i < out.size(); i++) {
            double part = out.get(i) / cap;
            boolean masked = part == Double.NEGATIVE_INFINITY;
            dx.set(i, masked ? 0 : dOut.get(i) * (1 - part * part));
        }
    }

    /// out[n] = factors[n] x[n].
    static void scaleRows(Matrix out, Matrix x, Matrix factors) {
        for (int n = 0; n < x.rows(); n++) {
            for (int c = 0; c < x.cols(); c++) {
                out.set(n, c, factors.get(n) * x.get(n, c));
            }
        }
    }

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    static void scaleRowsBackward(
            Matrix dx, Matrix dFactors, Matrix dOut, Matrix x, Matrix factors) {
        for (int n = 0; n < x.rows(); n++) {
            dFactors.add(n, dOut.dot(n, x, n));
            dx.addScaled(n, factors.get(n), dOut, n);
        }
    }

    /// out = x / (1 - p) where the draw keeps the element, else 0: on average out is x.
    static void dropout(Matrix out, Matrix x, double p, long seed) {
        for (int i = 0; i < x.size(); i++) {
            out.set(i, keeps(seed, i, p) ? x.get(i) / (1 - p) : 0);
        }
    }

    /// dx += dOut / (1 - p) where the draw keeps the element.
    static void dropoutBackward(Matrix dx, Matrix dOut, double p, long seed) {
        for (int i = 0; i < dx.size(); i++) {
            if (keeps(seed, i, p)) {
                dx.add(i, dOut.get(i) / (1 - p));
            }
        }
    }

    /// Whether the draw `seed` keeps element i: the first 24 bits of SplitMix64 (Steele et al. 2014),
    /// a number evenly spread over 0 to 2^24, are at least p 2^24.
    private static boolean keeps(long seed, int i, double p) {
        long z = seed + (i + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) >= p * (1 << 24);
    }
}
