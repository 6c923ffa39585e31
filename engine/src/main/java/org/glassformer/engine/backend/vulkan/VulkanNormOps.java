package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.NormOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Rows] normalises.
record VulkanNormOps(Operands operands, Rows rows) implements NormOps {
    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        Operand of = operands.matrix("x", x);
        rows.layerNorm(
                operands.result("out", out, of.rows(), of.cols()),
                operands.result("mean", mean, of.rows()),
                operands.result("rstd", rstd, of.rows()),
                of,
                operands.vector("weight", weight, of.cols()),
                operands.vector("bias", bias, of.cols()),
                eps);
    }

    @Override
    public void layerNormBackward(
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight,
            Tensor mean,
            Tensor rstd) {
        Operand of = operands.matrix("x", x);
        rows.normBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dWeight", dWeight, of.cols()),
                operands.vector("dBias", dBias, of.cols()),
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("weight", weight, of.cols()),
                operands.vector("mean", mean, of.rows()),
                operands.vector("rstd", rstd, of.rows()));
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        Operand of = operands.matrix("x", x);
        rows.rmsNorm(
                operands.result("out", out, of.rows(), of.cols()),
                operands.result("rstd", rstd, of.rows()),
                of,
                operands.vector("weight", weight, of.cols()),
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        Operand of = operands.matrix("x", x);
        rows.normBackward(
                operands.matrix("dx", dx, of.rows(), of.cols()),
                operands.vector("dWeight", dWeight, of.cols()),
                null,
                operands.matrix("dOut", dOut, of.rows(), of.cols()),
                of,
                operands.vector("weight", weight, of.cols()),
                null,
                operands.vector("rstd", rstd, of.rows()));
    }
}
