package org.glassformer.engine.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/// Layer norm and RMS norm. Columns of one number a row are (N, 1).
final class Norms {
    private Norms() {}

    /// mean = avg(x), rstd = 1 / sqrt(avg((x - mean)^2) + eps), out = (x - mean) rstd weight + bias.
    static void layerNorm(
            INDArray out,
            INDArray mean,
            INDArray rstd,
            INDArray x,
            INDArray weight,
            INDArray bias,
            double eps,
            Scratch.Loan loan) {
        INDArray centred = loan.like(x);
        INDArray squares = loan.like(x);
        Ops.mean(mean, x, 1);
        Ops.subtract(centred, x, mean);
        Ops.multiply(squares, centred, centred);
        Ops.mean(rstd, squares, 1);
        Ops.add(rstd, rstd, eps);
        Ops.rsqrt(rstd, rstd);
        Ops.multiply(centred, centred, rstd);
        Ops.multiply(out, centred, weight);
        Ops.add(out, out, bias);
    }

    /// With h = (x - mean) rstd and dh = dOut weight:
    /// dx += rstd (dh - avg(dh) - h avg(dh h)), dWeight += sum dOut h, dBias += sum dOut.
    static void layerNormBackward(
            INDArray dx,
            INDArray dWeight,
            INDArray dBias,
            INDArray dOut,
            INDArray x,
            INDArray weight,
            INDArray mean,
            INDArray rstd,
            Scratch.Loan loan) {
        INDArray h = loan.like(x);
        INDArray dh = loan.like(x);
        INDArray product = loan.like(x);
        INDArray average = loan.like(mean);
        INDArray averageDhH = loan.like(mean);
        Ops.subtract(h, x, mean);
        Ops.multiply(h, h, rstd);
        Ops.multiply(product, dOut, h);
        Linear.addRows(dWeight, product, loan);
        Linear.addRows(dBias, dOut, loan);
        Ops.multiply(dh, dOut, weight);
        Ops.mean(average, dh, 1);
        Ops.multiply(product, dh, h);
        Ops.mean(averageDhH, product, 1);
        Ops.multiply(h, h, averageDhH);
        Ops.subtract(dh, dh, average);
        Ops.subtract(dh, dh, h);
        Ops.multiply(dh, dh, rstd);
        Ops.add(dx, dx, dh);
    }

    /// rstd = 1 / sqrt(avg(x^2) + eps), out = x rstd weight.
    static void rmsNorm(
            INDArray out,
            INDArray rstd,
            INDArray x,
            INDArray weight,
            double eps,
            Scratch.Loan loan) {
        INDArray product = loan.like(x);
        Ops.multiply(product, x, x);
        Ops.mean(rstd, product, 1);
        Ops.add(rstd, rstd, eps);
        Ops.rsqrt(rstd, rstd);
        Ops.multiply(product, x, rstd);
        Ops.multiply(out, product, weight);
    }

    /// With h = x rstd and dh = dOut weight: dx += rstd (dh - h avg(dh h)), dWeight += sum dOut h.
    static void rmsNormBackward(
            INDArray dx,
            INDArray dWeight,
            INDArray dOut,
            INDArray x,
            INDArray weight,
            INDArray rstd,
            Scratch.Loan loan) {
        INDArray h = loan.like(x);
        INDArray dh = loan.like(x);
        INDArray product = loan.like(x);
        INDArray average = loan.like(rstd);
        Ops.multiply(h, x, rstd);
        Ops.multiply(product, dOut, h);
        Linear.addRows(dWeight, product, loan);
        Ops.multiply(dh, dOut, weight);
        Ops.multiply(product, dh, h);
        Ops.mean(average, product, 1);
        Ops.multiply(h, h, average);
        Ops.subtract(dh, dh, h);
        Ops.multiply(dh, dh, rstd);
        Ops.add(dx, dx, dh);
    }
}
