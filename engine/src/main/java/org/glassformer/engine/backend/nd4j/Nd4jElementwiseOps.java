package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.ElementwiseOps;
import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Checks what [Elementwise], [Curves] and [Dropout] do.
record Nd4jElementwiseOps(Arguments arguments, Scratch scratch) implements ElementwiseOps {
    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Curves.value(
                    arguments.vector("out", out, x), arguments.vector("x", x), activation, loan);
        }
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.activationBackward(
                    arguments.vector("dx", dx, x),
                    arguments.vector("dOut", dOut, x),
                    arguments.vector("x", x),
                    activation,
                    loan);
        }
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.gate(
                    arguments.vector("out", out, gate),
                    arguments.vector("gate", gate),
                    arguments.vector("up", up, gate),
                    activation,
                    loan);
        }
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.gateBackward(
                    arguments.vector("dGate", dGate, gate),
                    arguments.vector("dUp", dUp, gate),
                    arguments.vector("dOut", dOut, gate),
                    arguments.vector("gate", gate),
                    arguments.vector("up", up, gate),
                    activation,
                    loan);
        }
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Ops.add(
                arguments.vector("out", out),
                arguments.vector("a", a, out),
                arguments.vector("b", b, out));
    }

    @Override
    public void scale(Tensor x, float factor) {
        INDArray all = arguments.vector("x", x);
        Ops.scale(all, all, factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.softCap(
                    arguments.vector("out", out, x), arguments.vector("x", x), cap, loan);
        }
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.softCapBackward(
                    arguments.vector("dx", dx, out),
                    arguments.vector("dOut", dOut, out),
                    arguments.vector("out", out),
                    cap,
                    loan);
        }
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        INDArray rows = arguments.matrix("x", x);
        Ops.multiply(
                arguments.like("out", out, rows), rows, arguments.column("factors", factors, rows));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Elementwise.scaleRowsBackward(
                    arguments.like("dx", dx, rows),
                    arguments.column("dFactors", dFactors, rows),
                    arguments.like("dOut", dOut, rows),
                    rows,
                    arguments.column("factors", factors, rows),
                    loan);
        }
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        try (Scratch.Loan loan = scratch.open()) {
            INDArray factors = Dropout.factors(x.elements(), Checks.probability(p), seed, loan);
            Ops.multiply(arguments.vector("out", out, x), arguments.vector("x", x), factors);
        }
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        try (Scratch.Loan loan = scratch.open()) {
            INDArray factors = Dropout.factors(dx.elements(), Checks.probability(p), seed, loan);
            INDArray sum = arguments.vector("dx", dx);
            Ops.multiply(factors, factors, arguments.vector("dOut", dOut, dx));
            Ops.add(sum, sum, factors);
        }
    }
}
