package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.Checks;
import org.glassformer.engine.backend.LogitOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Rows] computes.
record VulkanLogitOps(Operands operands, Rows rows, Transfers transfers) implements LogitOps {
    @Override
    public void softmax(Tensor out, Tensor x) {
        Operand of = operands.matrix("x", x);
        rows.softmax(operands.result("out", out, of.rows(), of.cols()), of, null);
    }

    @Override
    public void softmaxBackward(Tensor dx, Tensor dOut, Tensor out) {
        Operand of = operands.matrix("out", out);
        rows.softmaxBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                null);
    }

    @Override
    public void crossEntropy(Tensor losses, Tensor logits, int[] targets) {
        Operand of = operands.matrix("logits", logits);
        Checks.indices("targets", targets, of.rows(), of.cols());
        Operand out = operands.result("losses", losses, of.rows());
        rows.crossEntropy(out, of, transfers.upload(targets)[0]);
    }

    @Override
    public void crossEntropyBackward(Tensor dLogits, Tensor logits, int[] targets, float factor) {
        Operand of = operands.matrix("logits", logits);
        Checks.indices("targets", targets, of.rows(), of.cols());
        Operand out = operands.result("dLogits", dLogits, of.rows(), of.cols());
        rows.crossEntropyBackward(out, of, transfers.upload(targets)[0], factor);
    }
}
