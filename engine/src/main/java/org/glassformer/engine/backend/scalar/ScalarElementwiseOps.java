package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.ElementwiseOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Elementwise] does.
record ScalarElementwiseOps(Arguments arguments) implements ElementwiseOps {
    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        Elementwise.activation(arguments.like("out", out, x), arguments.vector("x", x), activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        Elementwise.activationBackward(
                arguments.like("dx", dx, x),
                arguments.like("dOut", dOut, x),
                arguments.vector("x", x),
                activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        Elementwise.gate(
                arguments.like("out", out, gate),
                arguments.vector("gate", gate),
                arguments.like("up", up, gate),
                activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        Elementwise.gateBackward(
                arguments.like("dGate", dGate, gate),
                arguments.like("dUp", dUp, gate),
                arguments.like("dOut", dOut, gate),
                arguments.vector("gate", gate),
                arguments.like("up", up, gate),
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Elementwise.add(
                arguments.like("out", out, a), arguments.vector("a", a), arguments.like("b", b, a));
    }

    @Override
    public void scale(Tensor x, float factor) {
        Elementwise.scale(arguments.vector("x", x), factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        Elementwise.softCap(arguments.like("out", out, x), arguments.vector("x", x), cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        Elementwise.softCapBackward(
                arguments.like("dx", dx, out),
                arguments.like("dOut", dOut, out),
                arguments.vector("out", out),
                cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        Matrix rows = arguments.matrix("x", x);
        Elementwise.scaleRows(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                rows,
                arguments.vector("factors", factors, rows.rows()));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        Matrix rows = arguments.matrix("x", x);
        Elementwise.scaleRowsBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dFactors", dFactors, rows.rows()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("factors", factors, rows.rows()));
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        Elementwise.dropout(
                arguments.like("out", out, x),
                arguments.vector("x", x),
                Checks.probability(p),
                seed);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        Elementwise.dropoutBackward(
                arguments.vector("dx", dx),
                arguments.like("dOut", dOut, dx),
                Checks.probability(p),
                seed);
    }
}
