package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.Activation;
import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.ElementwiseOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Elementwise] does, and [Rows] with a factor for each row.
record VulkanElementwiseOps(Operands operands, Elementwise elementwise, Rows rows)
        implements ElementwiseOps {
    @Override
    public void activation(Tensor out, Tensor x, Activation activation) {
        Operand of = operands.vector("x", x);
        elementwise.activation(operands.resultLike("out", out, x), of, activation);
    }

    @Override
    public void activationBackward(Tensor dx, Tensor dOut, Tensor x, Activation activation) {
        Operand of = operands.vector("x", x);
        elementwise.activationBackward(
                operands.like("dx", dx, x), operands.like("dOut", dOut, x), of, activation);
    }

    @Override
    public void gate(Tensor out, Tensor gate, Tensor up, Activation activation) {
        Operand of = operands.vector("gate", gate);
        Operand ups = operands.like("up", up, gate);
        elementwise.gate(operands.resultLike("out", out, gate), of, ups, activation);
    }

    @Override
    public void gateBackward(
            Tensor dGate, Tensor dUp, Tensor dOut, Tensor gate, Tensor up, Activation activation) {
        Operand of = operands.vector("gate", gate);
        elementwise.gateBackward(
                operands.like("dGate", dGate, gate),
                operands.like("dUp", dUp, gate),
                operands.like("dOut", dOut, gate),
                of,
                operands.like("up", up, gate),
                activation);
    }

    @Override
    public void add(Tensor out, Tensor a, Tensor b) {
        Operand of = operands.vector("a", a);
        Operand other = operands.like("b", b, a);
        elementwise.add(operands.resultLike("out", out, a), of, other);
    }

    @Override
    public void scale(Tensor x, float factor) {
        elementwise.scale(operands.vector("x", x), factor);
    }

    @Override
    public void dropout(Tensor out, Tensor x, float p, long seed) {
        Operand of = operands.vector("x", x);
        elementwise.dropout(operands.resultLike("out", out, x), of, Checks.probability(p), seed);
    }

    @Override
    public void dropoutBackward(Tensor dx, Tensor dOut, float p, long seed) {
        Operand of = operands.vector("dx", dx);
        elementwise.dropoutBackward(
                of, operands.like("dOut", dOut, dx), Checks.probability(p), seed);
    }

    @Override
    public void softCap(Tensor out, Tensor x, float cap) {
        Operand of = operands.vector("x", x);
        elementwise.softCap(operands.resultLike("out", out, x), of, cap);
    }

    @Override
    public void softCapBackward(Tensor dx, Tensor dOut, Tensor out, float cap) {
        Operand of = operands.vector("out", out);
        Operand slopes = operands.like("dOut", dOut, out);
        elementwise.softCapBackward(operands.result("dx", dx, out.elements()), slopes, of, cap);
    }

    @Override
    public void scaleRows(Tensor out, Tensor x, Tensor factors) {
        Operand of = operands.matrix("x", x);
        Operand by = operands.vector("factors", factors, of.rows());
        rows.scale(operands.result("out", out, of.rows(), of.cols()), of, by);
    }

    @Override
    public void scaleRowsBackward(
            Tensor dx, Tensor dFactors, Tensor dOut, Tensor x, Tensor factors) {
        Operand of = operands.matrix("x", x);
        rows.scaleBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dFactors", dFactors, of.rows()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("factors", factors, of.rows()));
    }
}
