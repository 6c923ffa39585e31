package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.ElementwiseOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Elementwise], [Caps] and [RowFactors] do.
record VectorElementwiseOps(Workers workers, Operands operands) implements ElementwiseOps {
    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        long n = x.elements();
        Elementwise.activation(workers, operands.at(out, n, "out"), operands.at(x), n, activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        long n = x.elements();
        Elementwise.activationBackward(
                workers,
                operands.at(dx, n, "dx"),
                operands.at(dOut, n, "dOut"),
                operands.at(x),
                n,
                activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        long n = gate.elements();
        Elementwise.gate(
                workers,
                operands.at(out, n, "out"),
                operands.at(gate),
                operands.at(up, n, "up"),
                n,
                activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        long n = gate.elements();
        Elementwise.gateBackward(
                workers,
                operands.at(dGate, n, "dGate"),
                operands.at(dUp, n, "dUp"),
                operands.at(dOut, n, "dOut"),
                operands.at(gate),
                operands.at(up, n, "up"),
                n,
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        long n = out.elements();
        Elementwise.add(
                workers, operands.at(out), operands.at(a, n, "a"), operands.at(b, n, "b"), n);
    }

    @Override
    public void scale(Tensor x, float factor) {
        Elementwise.scale(workers, operands.at(x), x.elements(), factor);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        long n = x.elements();
        Caps.softCap(workers, operands.at(out, n, "out"), operands.at(x), n, cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        long n = out.elements();
        Caps.softCapBackward(
                workers,
                operands.at(dx, n, "dx"),
                operands.at(dOut, n, "dOut"),
                operands.at(out),
                n,
                cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        int rows = x.rows();
        long n = x.elements();
        RowFactors.scale(
                workers,
                operands.at(out, n, "out"),
                operands.at(x),
                operands.at(factors, rows, "factors"),
                rows,
                x.dim(-1));
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        int rows = x.rows();
        long n = x.elements();
        RowFactors.backward(
                workers,
                operands.at(dx, n, "dx"),
                operands.at(dFactors, rows, "dFactors"),
                operands.at(dOut, n, "dOut"),
                operands.at(x),
                operands.at(factors, rows, "factors"),
                rows,
                x.dim(-1));
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        long n = x.elements();
        Elementwise.dropout(workers, operands.at(out, n, "out"), operands.at(x), n, p, seed, false);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        long n = dx.elements();
        Elementwise.dropout(
                workers, operands.at(dx), operands.at(dOut, n, "dOut"), n, p, seed, true);
    }
}
