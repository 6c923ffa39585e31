package org.glassformer.engine.backend.nd4j;

import org.glassformer.engine.backend.NormOps;
import org.glassformer.engine.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Checks what [Norms] computes.
record Nd4jNormOps(Arguments arguments, Scratch scratch) implements NormOps {
    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.layerNorm(
                    arguments.like("out", out, rows),
                    arguments.column("mean", mean, rows),
                    arguments.column("rstd", rstd, rows),
                    rows,
                    arguments.row("weight", weight, rows),
                    arguments.row("bias", bias, rows),
                    eps,
                    loan);
        }
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
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.layerNormBackward(
                    arguments.like("dx", dx, rows),
                    arguments.row("dWeight", dWeight, rows),
                    arguments.row("dBias", dBias, rows),
                    arguments.like("dOut", dOut, rows),
                    rows,
                    arguments.row("weight", weight, rows),
                    arguments.column("mean", mean, rows),
                    arguments.column("rstd", rstd, rows),
                    loan);
        }
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.rmsNorm(
                    arguments.like("out", out, rows),
                    arguments.column("rstd", rstd, rows),
                    rows,
                    arguments.row("weight", weight, rows),
                    eps,
                    loan);
        }
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        INDArray rows = arguments.matrix("x", x);
        try (Scratch.Loan loan = scratch.open()) {
            Norms.rmsNormBackward(
                    arguments.like("dx", dx, rows),
                    arguments.row("dWeight", dWeight, rows),
                    arguments.like("dOut", dOut, rows),
                    rows,
                    arguments.row("weight", weight, rows),
                    arguments.column("rstd", rstd, rows),
                    loan);
        }
    }
}
