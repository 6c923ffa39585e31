package org.glassformer.engine.backend.scalar;

import org.glassformer.engine.backend.NormOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Norms] computes.
record ScalarNormOps(Arguments arguments) implements NormOps {
    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        Matrix rows = arguments.matrix("x", x);
        Norms.layerNorm(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                arguments.vector("mean", mean, rows.rows()),
                arguments.vector("rstd", rstd, rows.rows()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("bias", bias, rows.cols()),
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
        Matrix rows = arguments.matrix("x", x);
        Norms.layerNormBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dWeight", dWeight, rows.cols()),
                arguments.vector("dBias", dBias, rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("mean", mean, rows.rows()),
                arguments.vector("rstd", rstd, rows.rows()));
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        Matrix rows = arguments.matrix("x", x);
        Norms.rmsNorm(
                arguments.matrix("out", out, rows.rows(), rows.cols()),
                arguments.vector("rstd", rstd, rows.rows()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        Matrix rows = arguments.matrix("x", x);
        Norms.rmsNormBackward(
                arguments.matrix("dx", dx, rows.rows(), rows.cols()),
                arguments.vector("dWeight", dWeight, rows.cols()),
                arguments.matrix("dOut", dOut, rows.rows(), rows.cols()),
                rows,
                arguments.vector("weight", weight, rows.cols()),
                arguments.vector("rstd", rstd, rows.rows()));
    }
}
