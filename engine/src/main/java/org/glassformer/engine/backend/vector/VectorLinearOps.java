package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.LinearOps;
import org.glassformer.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Checks what [MatMul] multiplies.
record VectorLinearOps(Workers workers, Operands operands) implements LinearOps {
    @Override
    public void matmul(Tensor out, Tensor x, Tensor weight, @Nullable Tensor bias) {
        int n = x.rows();
        int i = x.dim(-1);
        int o = weight.rows();
        long to = operands.at(out, (long) n * o, "out");
        long start = bias == null ? 0 : operands.at(bias, o, "bias");
        Packed packed = operands.packed(weight);
        if (packed != null) {
            if (packed.width() != i) {
                throw new IllegalArgumentException(weight + " does not multiply " + x);
            }
            MatMul.forward(workers, to, operands.at(x), packed, start, n, o);
        } else {
            MatMul.forward(
                    workers,
                    to,
                    operands.at(x),
                    operands.at(weight, (long) o * i, "weight"),
                    start,
                    n,
                    o,
                    i);
        }
    }

    @Override
    public void matmulBackward(
            @Nullable Tensor dx,
            @Nullable Tensor dWeight,
            @Nullable Tensor dBias,
            Tensor dOut,
            Tensor x,
            Tensor weight) {
        int n = x.rows();
        int i = x.dim(-1);
        int o = weight.rows();
        MatMul.backward(
                workers,
                dx == null ? 0 : operands.at(dx, x.elements(), "dx"),
                dWeight == null ? 0 : operands.at(dWeight, weight.elements(), "dWeight"),
                dBias == null ? 0 : operands.at(dBias, o, "dBias"),
                operands.at(dOut, (long) n * o, "dOut"),
                operands.at(x),
                operands.at(weight, (long) o * i, "weight"),
                n,
                o,
                i);
    }
}
