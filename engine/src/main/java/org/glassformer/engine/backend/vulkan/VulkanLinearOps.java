package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.backend.LinearOps;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [Products] multiplies.
record VulkanLinearOps(Operands operands, Products products, Rows rows) implements LinearOps {
    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Operand w = operands.weight("weight", weight);
        int n = operands.matrix("x", x).rows();
        products.forward(
                operands.result("out", out, n, w.rows()),
                operands.matrix("x", x, n, w.cols()),
                w,
                bias == null ? null : operands.vector("bias", bias, w.rows()));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        Operand w = operands.weight("weight", weight);
        int n = operands.matrix("x", x).rows();
        Operand inputs = operands.matrix("x", x, n, w.cols());
        Operand dOutputs = operands.matrix("dOut", dOut, n, w.rows());
        if (dx != null) {
            products.backwardInput(operands.matrix("dx", dx, n, w.cols()), dOutputs, w);
        }
        if (dWeight != null) {
            Operand dw = operands.matrix("dWeight", dWeight, w.rows(), w.cols());
            products.backwardWeight(dw, dOutputs, inputs);
        }
        if (dBias != null) {
            rows.sumRows(operands.vector("dBias", dBias, w.rows()), dOutputs);
        }
    }
}
