package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.LinearOps;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Checks what [Linear] and [Ops] multiply.
record Nd4jLinearOps(Arguments arguments, Scratch scratch) implements LinearOps {
    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        INDArray w = arguments.matrix("weight", weight);
        long rows = arguments.matrix("x", x).size(0);
        Linear.matmul(
                arguments.matrix("out", out, rows, w.size(0)),
                arguments.matrix("x", x, rows, w.size(1)),
                w,
                bias == null ? null : arguments.vector("bias", bias, w.size(0)));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        INDArray w = arguments.matrix("weight", weight);
        long rows = arguments.matrix("x", x).size(0);
        INDArray inputs = arguments.matrix("x", x, rows, w.size(1));
        INDArray d = arguments.matrix("dOut", dOut, rows, w.size(0));
        if (dx != null) {
            Ops.product(arguments.like("dx", dx, inputs), d, w, 1, 1);
        }
        if (dWeight != null) {
            Ops.productTn(arguments.like("dWeight", dWeight, w), d, inputs, 1, 1);
        }
        if (dBias != null) {
            try (Scratch.Loan loan = scratch.open()) {
                Linear.addRows(arguments.row("dBias", dBias, d), d, loan);
            }
        }
    }
}
