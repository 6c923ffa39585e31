package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.LinearOps;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [Linear] multiplies.
record ScalarLinearOps(Arguments arguments) implements LinearOps {
    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        Matrix w = arguments.matrix("weight", weight);
        Matrix rows = arguments.matrix("x", x);
        Linear.matmul(
                arguments.matrix("out", out, rows.rows(), w.rows()),
                arguments.matrix("x", x, rows.rows(), w.cols()),
                w,
                bias == null ? null : arguments.vector("bias", bias, w.rows()));
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        Matrix w = arguments.matrix("weight", weight);
        Matrix rows = arguments.matrix("x", x);
        Matrix inputs = arguments.matrix("x", x, rows.rows(), w.cols());
        Matrix dOutputs = arguments.matrix("dOut", dOut, rows.rows(), w.rows());
        if (dx != null) {
            Matrix dInputs = arguments.matrix("dx", dx, rows.rows(), w.cols());
            Linear.matmulBackwardInput(dInputs, dOutputs, w);
        }
        if (dWeight != null) {
            Matrix dw = arguments.matrix("dWeight", dWeight, w.rows(), w.cols());
            Linear.matmulBackwardWeight(dw, dOutputs, inputs);
        }
        if (dBias != null) {
            Linear.matmulBackwardBias(arguments.vector("dBias", dBias, w.rows()), dOutputs);
        }
    }
}
