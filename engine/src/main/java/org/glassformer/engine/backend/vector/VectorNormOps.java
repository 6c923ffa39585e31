package org.glassformer.engine.backend.vector;

import org.glassformer.engine.backend.NormOps;
import org.glassformer.engine.tensor.Tensor;

/// Checks what [Norms] computes.
record VectorNormOps(Workers workers, Operands operands) implements NormOps {
    @Override
    public void layerNorm(
            Tensor out, Tensor mean, Tensor rstd, Tensor x, Tensor weight, Tensor bias, float eps) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.layer(
                workers,
                operands.at(out, x.elements(), "out"),
                operands.at(mean, n, "mean"),
                operands.at(rstd, n, "rstd"),
                operands.at(x),
                operands.at(weight, c, "weight"),
                operands.at(bias, c, "bias"),
                n,
                c,
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
        int n = x.rows();
        int c = x.dim(-1);
        Norms.layerBackward(
                workers,
                operands.at(dx, x.elements(), "dx"),
                operands.at(dWeight, c, "dWeight"),
                operands.at(dBias, c, "dBias"),
                operands.at(dOut, x.elements(), "dOut"),
                operands.at(x),
                operands.at(weight, c, "weight"),
                operands.at(mean, n, "mean"),
                operands.at(rstd, n, "rstd"),
                n,
                c);
    }

    @Override
    public void rmsNorm(Tensor out, Tensor rstd, Tensor x, Tensor weight, float eps) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.rms(
                workers,
                operands.at(out, x.elements(), "out"),
                operands.at(rstd, n, "rstd"),
                operands.at(x),
                operands.at(weight, c, "weight"),
                n,
                c,
                eps);
    }

    @Override
    public void rmsNormBackward(
            Tensor dx, Tensor dWeight, Tensor dOut, Tensor x, Tensor weight, Tensor rstd) {
        int n = x.rows();
        int c = x.dim(-1);
        Norms.rmsBackward(
                workers,
                operands.at(dx, x.elements(), "dx"),
                operands.at(dWeight, c, "dWeight"),
                operands.at(dOut, x.elements(), "dOut"),
                operands.at(x),
                operands.at(weight, c, "weight"),
                operands.at(rstd, n, "rstd"),
                n,
                c);
    }
}
