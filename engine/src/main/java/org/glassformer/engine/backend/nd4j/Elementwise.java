package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/// Operations that treat each element by itself, or each row by one number.
final class Elementwise {
    /// Below every score, with a square that is a float.
    private static final double FAR = -1e9;

    private Elementwise() {}

    /// dx += dOut activation'(x).
    static void activationBackward(
            INDArray dx, INDArray dOut, INDArray x, Activation activation, Scratch.Loan loan) {
        INDArray slope = loan.like(x);
        Curves.slope(slope, x, activation, loan);
        Ops.multiply(slope, slope, dOut);
        Ops.add(dx, dx, slope);
    }

    /// out = activation(gate) up; `out` may be `gate`.
    static void gate(
            INDArray out, INDArray gate, INDArray up, Activation activation, Scratch.Loan loan) {
        INDArray value = loan.like(gate);
        Curves.value(value, gate, activation, loan);
        Ops.multiply(out, value, up);
    }

    /// dGate += dOut up activation'(gate), dUp += dOut activation(gate).
    static void gateBackward(
            INDArray dGate,
            INDArray dUp,
            INDArray dOut,
            INDArray gate,
            INDArray up,
            Activation activation,
            Scratch.Loan loan) {
        INDArray part = loan.like(gate);
        Curves.slope(part, gate, activation, loan);
        Ops.multiply(part, part, up);
        Ops.multiply(part, part, dOut);
        Ops.add(dGate, dGate, part);
        Curves.value(part, gate, activation, loan);
        Ops.multiply(part, part, dOut);
        Ops.add(dUp, dUp, part);
    }

    /// out = cap tanh(x / cap); minus infinity stays.
    static void softCap(INDArray out, INDArray x, double cap, Scratch.Loan loan) {
        INDArray finite = loan.like(x);
        INDArray rest = loan.like(x);
        Ops.atLeast(finite, x, -Float.MAX_VALUE);
        // 0, or minus infinity where x is that.
        Ops.subtract(rest, x, finite);
        Ops.scale(finite, finite, 1 / cap);
        Ops.run(new Tanh(finite, finite));
        Ops.scale(finite, finite, cap);
        Ops.add(out, finite, rest);
    }

    /// dx = dOut (1 - (out / cap)^2), and 0 where out is minus infinity.
    static void softCapBackward(
            INDArray dx, INDArray dOut, INDArray out, double cap, Scratch.Loan loan) {
        INDArray slope = loan.like(out);
        INDArray seen = loan.like(out);
        Ops.atLeast(slope, out, FAR);
        Ops.subtract(seen, out, slope);
        // e^0 = 1, e^-infinity = 0.
        Ops.exp(seen, seen);
        Ops.scale(slope, slope, 1 / cap);
        Ops.multiply(slope, slope, slope);
        Ops.scale(slope, slope, -1);
        Ops.add(slope, slope, 1);
        Ops.multiply(slope, slope, seen);
        Ops.multiply(dx, dOut, slope);
    }

    /// dx[n] += factors[n] dOut[n], dFactors[n] += dOut[n] . x[n].
    ///
    /// @param dFactors (N, 1)
    /// @param factors (N, 1)
    static void scaleRowsBackward(
            INDArray dx,
            INDArray dFactors,
            INDArray dOut,
            INDArray x,
            INDArray factors,
            Scratch.Loan loan) {
        INDArray part = loan.like(x);
        INDArray sum = loan.like(factors);
        Ops.multiply(part, dOut, x);
        Ops.sum(sum, part, 1);
        Ops.add(dFactors, dFactors, sum);
        Ops.multiply(part, dOut, factors);
        Ops.add(dx, dx, part);
    }
}
